import Benchmark
import Proximity
import Workload

/// A look at one of 1,000 tracks, each heard about once a second.
func smootherBenchmarks() {
  smooth("smooth/belief over rings", StandardSmoother())
  smooth("smooth/EWMA", EWMA())
  smooth("smooth/running mean of 5 s", RunningMean(window: .seconds(5)))
  smooth("smooth/median of 5 s", Median(window: .seconds(5)))
  smooth(
    "smooth/Kalman with fade gate",
    Kalman(processNoise: 1, measurementNoise: 16, fadeGate: 2))
  smooth(
    "smooth/one euro", OneEuro(minimumCutoff: 0.2, speedCoefficient: 0.05, rateCutoff: 1))
}

private func smooth<Smoothing: Smoother>(_ name: String, _ smoothing: Smoothing) {
  Benchmark(
    name,
    closure: { (benchmark: Benchmark, looks: Box<Looks<Smoothing>>) in
      blackHole(looks.value.lookThousand())
    },
    setup: { Box(Looks(smoothing)) })
}

private struct Looks<Smoothing: Smoother> {
  private let smoothing: Smoothing
  private var states: [Smoothing.State]
  private var random = SplitMix64(seed: 1)
  private var second: Int64 = 0

  init(_ smoothing: Smoothing) {
    self.smoothing = smoothing
    states = (0..<1000).map { _ in
      smoothing.begin(10, at: Instant(nanoseconds: 0))
    }
    for _ in 0..<16 { _ = lookThousand() }
  }

  mutating func lookThousand() -> Float {
    second += 1
    var sum: Float = 0
    for track in states.indices {
      let draw = random.next()
      let time = Instant(nanoseconds: second * 1_000_000_000 + Int64(draw >> 36))
      smoothing.update(&states[track], with: Float(draw & 15), at: time)
      sum += smoothing.estimate(states[track])
    }
    return sum
  }
}
