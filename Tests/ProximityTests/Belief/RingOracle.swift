import Foundation
import Proximity

/// The belief over rings as its documentation tells it, in plain numbers and without any table.
struct RingOracle {
  static let count = 16
  static let doubt = 1e-4

  /// Metres; the innermost ring ends at half a metre, the outermost at 25 m.
  static let borders = [0] + (0..<count).map { 0.5 * pow(50, Double($0) / Double(count - 1)) }

  let exponent: Double
  let rules: BeliefRules
  private(set) var shares: [Double] = []

  init(exponent: Double, rules: BeliefRules) {
    (self.exponent, self.rules) = (exponent, rules)
  }

  static func area(_ ring: Int) -> Double {
    .pi * (pow(borders[ring + 1], 2) - pow(borders[ring], 2))
  }

  /// Everywhere is as likely.
  static let everywhere = (0..<count).map { area($0) / (.pi * 25 * 25) }

  /// The distance than which half of a ring is nearer.
  static func distance(_ ring: Int) -> Double {
    ((pow(borders[ring], 2) + pow(borders[ring + 1], 2)) / 2).squareRoot()
  }

  /// The first look, which weighs as if it had waited for `gap` seconds.
  mutating func begin(_ pathLoss: Double, gap: Double) {
    shares = Self.everywhere
    weigh(pathLoss, gap)
  }

  mutating func hear(_ pathLoss: Double, gap: Double) {
    stroll(for: rules.spreading(gap))
    weigh(pathLoss, gap)
  }

  func likelihood(within radius: Double) -> Double {
    (0..<Self.count).reduce(0.0) { sum, ring in
      let inner = min(radius, Self.borders[ring])
      let outer = min(radius, Self.borders[ring + 1])
      return sum + shares[ring] * .pi * (outer * outer - inner * inner) / Self.area(ring)
    }
  }

  private mutating func weigh(_ pathLoss: Double, _ gap: Double) {
    let expected = (0..<Self.count).map {
      10 * exponent * log10(hypot(Self.distance($0), Double(rules.height)))
    }
    // A look stronger than the innermost ring's speaks for it no less than one of its own.
    let pathLoss = max(pathLoss, expected[0])
    for ring in shares.indices {
      shares[ring] *= rules.likelihood(of: pathLoss, expected: expected[ring], gap: gap)
    }
    let whole = shares.reduce(0, +)
    shares = zip(shares, Self.everywhere).map { share, area in
      share / whole * (1 - Self.doubt) + area * Self.doubt
    }
  }

  /// Runge and Kutta's method in steps of 5 ms at most.
  mutating func stroll(for seconds: Double) {
    let steps = Int((seconds / 0.005).rounded(.up))
    let step = seconds / Double(steps)
    func moved(_ change: [Double], by part: Double) -> [Double] {
      zip(shares, change).map { $0 + $1 * part }
    }
    for _ in 0..<steps {
      let first = flow(shares)
      let second = flow(moved(first, by: step / 2))
      let third = flow(moved(second, by: step / 2))
      let fourth = flow(moved(third, by: step))
      for ring in shares.indices {
        shares[ring] += step / 6 * (first[ring] + 2 * second[ring] + 2 * third[ring] + fourth[ring])
      }
    }
  }

  /// What each ring gains in a second: over a border of that length, down the slope of density.
  private func flow(_ shares: [Double]) -> [Double] {
    var gain = Array(repeating: 0.0, count: Self.count)
    for ring in 1..<Self.count {
      let slope =
        (shares[ring - 1] / Self.area(ring - 1) - shares[ring] / Self.area(ring))
        / (Self.distance(ring) - Self.distance(ring - 1))
      let outward = Double(rules.spread) * 2 * .pi * Self.borders[ring] * slope
      gain[ring - 1] -= outward
      gain[ring] += outward
    }
    return gain
  }
}

extension BeliefRules {
  /// Student's t-distribution with two scatters, to the power of what a look weighs after a gap.
  func likelihood(of pathLoss: Double, expected: Double, gap: Double) -> Double {
    let excess = pathLoss - expected
    let scatter = Double(excess > 0 ? weakerScatter : strongerScatter)
    let freedom = Double(degreesOfFreedom)
    return pow(1 + pow(excess / scatter, 2) / freedom, -(freedom + 1) / 2 * weight(after: gap))
  }

  func weight(after gap: Double) -> Double {
    gap / (Double(shadow.inNanoseconds) / 1e9 + gap)
  }

  /// For how many of the seconds without a look people spread out.
  func spreading(_ seconds: Double) -> Double {
    min(seconds, 1) + 0.3 * max(0, seconds - 1)
  }
}

/// The middle of the octave of nanoseconds that a gap is in: gaps of this length are not rounded.
func octave(_ exponent: Int) -> Double { exp2(Double(exponent) + 0.5) / 1e9 }
