/// A walk over ASCII text, for the identifiers and addresses that people write down.
struct TextCursor {
  private var rest: Substring.UTF8View

  init(_ text: String) { rest = Substring(text).utf8 }

  var isAtEnd: Bool { rest.isEmpty }

  /// Takes the next character if it is one of `characters`.
  mutating func skip(anyOf characters: String) -> Bool {
    guard let next = rest.first, characters.utf8.contains(next) else { return false }
    rest = rest.dropFirst()
    return true
  }

  /// Takes the whole of `text` if it comes next.
  mutating func skip(_ text: String) -> Bool {
    guard rest.starts(with: text.utf8) else { return false }
    rest = rest.dropFirst(text.utf8.count)
    return true
  }

  /// Takes two hexadecimal digits.
  mutating func hexadecimalByte() -> UInt8? {
    guard let high = hexadecimalDigit(), let low = hexadecimalDigit() else { return nil }
    return high << 4 | low
  }

  /// Takes `count` pairs of hexadecimal digits as a number, first pair highest.
  mutating func hexadecimal<Number: FixedWidthInteger>(bytes count: Int) -> Number? {
    var number: Number = 0
    for _ in 0..<count {
      guard let byte = hexadecimalByte() else { return nil }
      number = number << 8 | Number(byte)
    }
    return number
  }

  /// Takes decimal digits up to 65,535.
  mutating func decimal() -> UInt16? {
    var number: UInt16?
    while let digit = rest.first, (0x30...0x39).contains(digit) {
      let (tens, tooLong) = (number ?? 0).multipliedReportingOverflow(by: 10)
      let (sum, tooLarge) = tens.addingReportingOverflow(UInt16(digit - 0x30))
      guard !tooLong, !tooLarge else { return nil }
      number = sum
      rest = rest.dropFirst()
    }
    return number
  }

  private mutating func hexadecimalDigit() -> UInt8? {
    guard let character = rest.first else { return nil }
    rest = rest.dropFirst()
    switch character {
    case 0x30...0x39: return character - 0x30
    case 0x41...0x46: return character - 0x41 + 10
    case 0x61...0x66: return character - 0x61 + 10
    default: return nil
    }
  }
}
