import Proximity
import Workload

/// How long each batch took in each stage.
struct StageTimes {
  private var samples: [(decode: Double, resolve: Double, engine: Double)] = []

  init(capacity: Int) { samples.reserveCapacity(capacity) }

  /// Takes one batch through all stages.
  mutating func run(_ pipeline: inout Pipeline<NoPrivateAddresses>, _ traffic: Traffic) {
    let start = ContinuousClock.now
    pipeline.decode(traffic)
    let decoded = ContinuousClock.now
    pipeline.resolve()
    let resolved = ContinuousClock.now
    pipeline.ingest()
    let ingested = ContinuousClock.now
    samples.append(
      (
        Self.nanoseconds(decoded - start), Self.nanoseconds(resolved - decoded),
        Self.nanoseconds(ingested - resolved)
      ))
  }

  /// Medians, in nanoseconds per advertisement.
  var decode: Double { median { $0.decode } }
  var resolve: Double { median { $0.resolve } }
  var engine: Double { median { $0.engine } }
  var total: Double { median { $0.decode + $0.resolve + $0.engine } }

  private func median(
    _ value: ((decode: Double, resolve: Double, engine: Double)) -> Double
  ) -> Double {
    samples.map(value).sorted()[samples.count / 2]
  }

  private static func nanoseconds(_ duration: Duration) -> Double {
    Double(duration.inNanoseconds) / Double(Pipeline<NoPrivateAddresses>.batchSize)
  }
}
