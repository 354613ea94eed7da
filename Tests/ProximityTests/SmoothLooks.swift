import Proximity
import Testing

/// A look as a test writes it down: seconds and dB.
struct Look: Equatable {
  var seconds: Double
  var pathLoss: Float

  var instant: Instant { Instant(seconds: seconds) }
}

/// A smoother that a parameterised test can name.
struct NamedSmoother: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let smoother: any Smoother

  init(_ name: String, _ smoother: some Smoother) {
    testDescription = name
    self.smoother = smoother
  }

  static let all = [
    NamedSmoother("running mean", RunningMean(window: .seconds(5))),
    NamedSmoother("median", Median(window: .seconds(5))),
    NamedSmoother("EWMA", EWMA(timeConstant: .seconds(3))),
    NamedSmoother("asymmetric EWMA", EWMA(falling: .seconds(1), rising: .seconds(4))),
    NamedSmoother("Kalman", Kalman(processNoise: 2, measurementNoise: 30)),
    NamedSmoother("gated Kalman", Kalman(processNoise: 2, measurementNoise: 30, fadeGate: 1)),
    NamedSmoother("running mean as delivered", RunningMean()),
    NamedSmoother("median as delivered", Median()),
    NamedSmoother("EWMA as delivered", EWMA()),
    NamedSmoother("Kalman as delivered", Kalman()),
    NamedSmoother("1 € as delivered", OneEuro()),
    NamedSmoother("1 €", OneEuro(minimumCutoff: 0.05, speedCoefficient: 0.01, rateCutoff: 0.2)),
  ]
}

/// Test input without a source of chance: SplitMix64.
struct Arrivals {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// Uniform in [0, 1).
  mutating func fraction() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((bits ^ (bits >> 31)) >> 11) / 9_007_199_254_740_992
  }

  /// Gaps from 10 ms to 3 s and now and then ten times that, one-sided fades of up to 20 dB.
  mutating func irregular(_ count: Int) -> [Look] {
    var seconds = 1000.0
    return (0..<count).map { _ in
      let stretch = fraction() < 0.05 ? 10.0 : 1.0
      seconds += (0.01 + 2.99 * fraction() * fraction()) * stretch
      let fade = fraction() < 0.3 ? 20 * fraction() : 0
      return Look(seconds: seconds, pathLoss: Float(12 + 6 * fraction() + fade))
    }
  }
}

extension Smoother {
  /// The estimate after each of the looks.
  func estimates(_ looks: [Look]) -> [Float] {
    guard let first = looks.first else { return [] }
    var state = begin(first.pathLoss, at: first.instant)
    return [estimate(state)]
      + looks.dropFirst().map { look in
        update(&state, with: look.pathLoss, at: look.instant)
        return estimate(state)
      }
  }
}

/// The largest difference between two lists of estimates.
func distance(_ left: [Float], _ right: [Double]) -> Double {
  precondition(left.count == right.count, "lists of different length")
  return zip(left, right).map { abs(Double($0) - $1) }.max() ?? 0
}

/// The largest difference between two lists of estimates.
func distance(_ left: [Float], _ right: [Float]) -> Double {
  distance(left, right.map(Double.init))
}
