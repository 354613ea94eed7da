import Simulation
import Testing

@Suite("Chance")
struct RandomTests {
  @Test("The generator is SplitMix64 as its authors published it")
  func vector() {
    var random = SplitMix64(seed: 1_234_567)
    let numbers = (0..<5).map { _ in random.next() }
    #expect(
      numbers == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
      ])
  }

  @Test("Streams of one seed have nothing to do with each other")
  func streams() {
    var streams = (0..<4).map { SplitMix64(seed: 7, stream: UInt64($0)) }
    let numbers = streams.indices.map { stream in
      (0..<20_000).map { _ in streams[stream].uniform() }
    }
    for (left, right) in [(0, 1), (0, 2), (1, 2), (2, 3)] {
      #expect(abs(numbers[left].correlation(with: numbers[right])) < 0.03)
    }
  }

  @Test("Normal draws have mean 0, deviation 1 and the share within one deviation")
  func gaussian() {
    var random = SplitMix64(seed: 1)
    let draws = (0..<50_000).flatMap { _ in
      let (left, right) = random.gaussians()
      return [left, right]
    }
    #expect(abs(draws.mean) < 0.01)
    #expect(abs(draws.deviation - 1) < 0.01)
    let inside = Double(draws.filter { abs($0) < 1 }.count) / Double(draws.count)
    #expect(abs(inside - 0.6827) < 0.005)
    #expect(abs(draws.correlation(lag: 1)) < 0.01)
  }

  @Test("Exponential draws have the mean asked for, and e^-1 of them lie beyond it")
  func exponential() {
    var random = SplitMix64(seed: 2)
    let draws = (0..<100_000).map { _ in random.exponential(mean: 5) }
    #expect(abs(draws.mean - 5) < 0.06)
    #expect(draws.allSatisfy { $0 >= 0 && $0.isFinite })
    let beyond = Double(draws.filter { $0 > 5 }.count) / Double(draws.count)
    #expect(abs(beyond - 0.3679) < 0.005)
  }

  @Test(
    "Fades have the mean and the spread in dB that the Rice distribution gives by quadrature",
    arguments: [(0.0, -2.506, 5.567), (4.0, -0.953, 3.271), (100.0, -0.043, 0.616)])
  func fade(factor: Double, mean: Double, deviation: Double) {
    var random = SplitMix64(seed: 3)
    let fades = (0..<100_000).map { _ in random.fade(riceFactor: factor) }
    #expect(abs(fades.mean - mean) < 0.05)
    #expect(abs(fades.deviation - deviation) < 0.05)
    #expect(fades.allSatisfy { $0 >= -40 && $0 < 15 })
    // Fades are one-sided: they look like distance.
    let deep = fades.filter { $0 < -6 }.count
    let high = fades.filter { $0 > 6 }.count
    #expect(high <= deep)
  }

  @Test("Without reflections there is no fade")
  func noFade() {
    var random = SplitMix64(seed: 4)
    #expect(random.fade(riceFactor: .infinity) == 0)
  }
}
