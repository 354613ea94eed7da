import Benchmark

/// One iteration handles a thousand of what the benchmark is called after, and figures are those
/// of one: of an advertisement, a decision, a key.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = Benchmark.Configuration(
    metrics: [.wallClock, .throughput], timeUnits: .nanoseconds, warmupIterations: 10,
    scalingFactor: .kilo, maxDuration: .seconds(2), maxIterations: 20_000)
  decodeBenchmarks()
  resolveBenchmarks()
  smootherBenchmarks()
  pipelineBenchmarks()
  decideBenchmarks()
  identityBenchmarks()
}

/// Something that a benchmark changes from iteration to iteration.
final class Box<Value: ~Copyable> {
  var value: Value

  init(_ value: consuming Value) { self.value = value }
}
