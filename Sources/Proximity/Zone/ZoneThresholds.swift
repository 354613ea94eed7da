/// What a path loss says of a place, given the zone that holds there.
struct ZoneThresholds: BitwiseCopyable, Sendable, Equatable {
  /// dB up to which a shopper is within a metre.
  let immediate: Float
  /// dB up to which a shopper is within the place's radius.
  let near: Float
  /// dB on either side of a threshold within which the zone that holds goes on holding.
  let margin: Float

  /// Source: log-distance path loss, `10 × exponent × log10(metres)` dB beyond that at 1 m
  /// (Rappaport, Wireless Communications, 2nd ed., 4.11).
  init(radius: Float, exponent: Float, hysteresis: Float) {
    near = 10 * exponent * Logarithm.base10(radius)
    immediate = min(0, near)
    margin = hysteresis / 2
  }

  @inline(__always)
  func zone(of pathLoss: Float, now zone: Zone) -> Zone {
    let isNear = pathLoss <= near + (zone.isPresent ? margin : -margin)
    let isImmediate = pathLoss <= immediate + (zone == .immediate ? margin : -margin)
    // Shoppers come in no order, so that a processor cannot guess where this would branch.
    return isImmediate ? .immediate : isNear ? .near : .far
  }
}

/// Logarithms without a C library, so that the core depends on nothing and every platform computes
/// the same bits.
enum Logarithm {
  /// The logarithm to base 10 of a positive normal number, within 1e-6.
  ///
  /// Splits off the exponent and sums the series of the inverse hyperbolic tangent.
  static func base10(_ value: Float) -> Float {
    let significand = Double(value.significand)
    let ratio = (significand - 1) / (significand + 1)
    var power = ratio
    var sum = 0.0
    for term in 0..<12 {
      sum += power / Double(2 * term + 1)
      power *= ratio * ratio
    }
    let natural = 2 * sum + Double(value.exponent) * 0.693_147_180_559_945_3
    return Float(natural * 0.434_294_481_903_251_8)
  }
}
