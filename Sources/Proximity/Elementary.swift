/// Logarithms and powers out of nothing but the four operations, which every platform rounds
/// alike: the core depends on no C library, and the same input gives the same bytes everywhere.
package enum Elementary {
  /// The natural logarithm of a positive normal number, within 1e-10.
  ///
  /// Splits off the power of two and sums the series of the inverse hyperbolic tangent.
  package static func logarithm(_ value: Double) -> Double {
    var significand = value.significand
    var exponent = Double(value.exponent)
    if significand > 1.414_213_562_373_095 {
      significand *= 0.5
      exponent += 1
    }
    let ratio = (significand - 1) / (significand + 1)
    let square = ratio * ratio
    let tail = 1.0 / 7 + square * (1.0 / 9 + square * (1.0 / 11 + square / 13))
    let series = 1 + square * (1.0 / 3 + square * (1.0 / 5 + square * tail))
    return 2 * ratio * series + exponent * 0.693_147_180_559_945_3
  }

  /// The logarithm to base 10 of a positive normal number, within 1e-10.
  package static func decimalLogarithm(_ value: Double) -> Double {
    logarithm(value) * 0.434_294_481_903_251_8
  }

  /// e to the power of -x for an x of at least 0, within 1e-6.
  ///
  /// Takes the 256th part of x, where a short series is exact, and squares the result eight times.
  package static func decay(_ x: Double) -> Double {
    guard x < 40 else { return 0 }
    let part = x / 256
    let series = 1 + part * (1 + part / 2 * (1 + part / 3 * (1 + part / 4 * (1 + part / 5))))
    var power = 1 / series
    for _ in 0..<8 { power *= power }
    return power
  }

  /// The path loss in dB at a distance, beyond that at one metre: `10 × exponent × log10(metres)`.
  ///
  /// Source: log-distance path loss (Rappaport, Wireless Communications, 2nd ed., 4.11).
  package static func pathLoss(at metres: Double, exponent: Double) -> Double {
    10 * exponent * decimalLogarithm(metres)
  }
}

extension Float {
  /// The larger of two that are numbers: one instruction, where `max` asks about zeros and more.
  @inline(__always)
  func raised(to floor: Float) -> Float { self > floor ? self : floor }

  /// The smaller of two that are numbers.
  @inline(__always)
  func lowered(to ceiling: Float) -> Float { self < ceiling ? self : ceiling }
}
