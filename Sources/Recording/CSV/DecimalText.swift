/// A decimal number as text: an optional minus, digits, and optionally a point and more digits.
enum DecimalText {
  /// The number in billionths, exactly; digits beyond the ninth after the point are cut off.
  ///
  /// - Returns: nothing when the text is anything else, or the number beyond ±9.2e9.
  static func billionths(_ text: Span<UInt8>, in range: Range<Int>) -> Int64? {
    var at = range.lowerBound
    let isNegative = at < range.upperBound && text[at] == UInt8(ascii: "-")
    if isNegative { at += 1 }

    let beginOfDigits = at
    var magnitude: UInt64 = 0
    while at < range.upperBound, let digit = digit(text[at]) {
      magnitude = magnitude * 10 + digit
      guard magnitude <= 9_300_000_000 else { return nil }
      at += 1
    }
    guard at > beginOfDigits else { return nil }

    var missing = 9
    if at < range.upperBound, text[at] == UInt8(ascii: ".") {
      at += 1
      guard at < range.upperBound else { return nil }
      while at < range.upperBound, let digit = digit(text[at]) {
        if missing > 0 {
          magnitude = magnitude &* 10 &+ digit
          missing -= 1
        }
        at += 1
      }
    }
    guard at == range.upperBound else { return nil }
    magnitude = magnitude &* powersOfTen[missing]
    guard magnitude <= UInt64(Int64.max) else { return nil }
    return isNegative ? -Int64(magnitude) : Int64(magnitude)
  }

  /// The shortest text for a number of billionths.
  static func text(billionths number: Int64) -> String {
    let whole = number.magnitude / 1_000_000_000
    var fraction = number.magnitude % 1_000_000_000
    var text = number < 0 ? "-\(whole)" : "\(whole)"
    guard fraction > 0 else { return text }
    var width = 9
    while fraction.isMultiple(of: 10) {
      fraction /= 10
      width -= 1
    }
    let digits = String(fraction)
    text += "." + String(repeating: "0", count: width - digits.count) + digits
    return text
  }

  /// The shortest text that reads as that number again; below a ten-thousandth it is 0.
  static func text(_ number: Float) -> String {
    guard number.magnitude >= 1e-4 else { return "0" }
    let text = number.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private static func digit(_ byte: UInt8) -> UInt64? {
    let digit = byte &- UInt8(ascii: "0")
    return digit < 10 ? UInt64(digit) : nil
  }

  private static let powersOfTen: InlineArray<10, UInt64> = [
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
  ]
}
