import Proximity

/// A shopper at a receiver or at a place.
struct Spot: Hashable, Comparable {
  var shopper: ShopperIndex
  var number: Int

  static func < (left: Spot, right: Spot) -> Bool {
    (left.shopper, left.number) < (right.shopper, right.number)
  }
}

extension BeliefRules {
  /// What a look weighs after so many seconds, 0 to 1.
  func weight(after gap: Double) -> Double { gap / (shadow / .seconds(1) + gap) }

  /// Student's t-distribution with a scatter of its own on either side, to the power of the weight.
  func likelihood(of excess: Double, after gap: Double) -> Double {
    let scatter = Double(excess > 0 ? weakerScatter : strongerScatter)
    let freedom = Double(degreesOfFreedom)
    let density = 1 + (excess / scatter) * (excess / scatter) / freedom
    return power(density, -(freedom + 1) / 2 * weight(after: gap))
  }
}

/// Gaps are told apart by octaves of nanoseconds, 8 ms to 68 s, and each stands for its middle.
struct Octave: Hashable {
  static let all = (23...35).map(Octave.init)
  var exponent: Int

  init(_ exponent: Int) { self.exponent = exponent }

  init(ofGap nanoseconds: Int64) {
    var exponent = 23
    while exponent < 35, nanoseconds >> Int64(exponent + 1) > 0 { exponent += 1 }
    self.exponent = exponent
  }

  var seconds: Double { Double(Int64(1) << Int64(exponent)) * 2.0.squareRoot() / 1e9 }

  /// For how many of so many seconds people spread out: every further second counts for three tenths.
  static func spreading(_ seconds: Double) -> Double { min(seconds, 1) + 0.3 * max(0, seconds - 1) }
}
