import Benchmark
import Proximity
import Workload

func pipelineBenchmarks() {
  for (count, name) in [
    (1_000, "1 k"), (10_000, "10 k"), (100_000, "100 k"), (1_000_000, "1 M"),
  ] {
    pipeline("wire bytes to visit/\(name) tracked", count) { benchmark, state in
      state.value.pipeline.run(state.value.traffic)
    }
    pipeline("engine/\(name) tracked", count) { benchmark, state in
      state.value.pipeline.decode(state.value.traffic)
      state.value.pipeline.resolve()
      benchmark.startMeasurement()
      state.value.pipeline.ingest()
    }
  }
  pipeline(
    "snapshot/10 k tracked", 10_000,
    Benchmark.Configuration(
      metrics: [.wallClock], timeUnits: .microseconds, scalingFactor: .one, maxDuration: .seconds(2)
    )
  ) { benchmark, state in
    blackHole(state.value.pipeline.engine.snapshot())
  }
}

private func pipeline(
  _ name: String, _ count: Int,
  _ configuration: Benchmark.Configuration = Benchmark.defaultConfiguration,
  _ run: @escaping (Benchmark, Box<Playing>) -> Void
) {
  Benchmark(name, configuration: configuration, closure: run, setup: { Box(try Playing(count)) })
}

/// A pipeline in the middle of a busy day.
private struct Playing: ~Copyable {
  let traffic: Traffic
  var pipeline: Workload.Pipeline<NoPrivateAddresses>

  init(_ count: Int) throws {
    let crowd = try Crowd(count: count)
    let traffic = Traffic(of: crowd, seconds: max(2, 200_000 / count))
    var pipeline = try Workload.Pipeline(crowd, NoPrivateAddresses())
    pipeline.warmUp(traffic, seconds: 30)
    self.traffic = traffic
    self.pipeline = pipeline
  }
}
