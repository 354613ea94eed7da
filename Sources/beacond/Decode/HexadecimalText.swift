/// Bytes as people paste them: pairs of hexadecimal digits, in any case, with or without `0x`,
/// blanks, line breaks, colons and commas between them.
struct HexadecimalText {
  let bytes: [UInt8]

  /// Reads a text, or says what is wrong with it; nothing when it is no such text at all.
  static func read(_ text: some StringProtocol) -> Result<HexadecimalText, Problem>? {
    var bytes: [UInt8] = []
    for word in text.split(whereSeparator: { $0.isWhitespace || $0 == ":" || $0 == "," }) {
      let hasPrefix = word.hasPrefix("0x") || word.hasPrefix("0X")
      let digits = (hasPrefix ? word.dropFirst(2) : word).utf8.map(digit)
      guard !digits.contains(nil), !digits.isEmpty else { return nil }
      guard digits.count.isMultiple(of: 2) else { return .failure(.odd(String(word.prefix(40)))) }
      let values = digits.compactMap(\.self)
      for index in stride(from: 0, to: values.count, by: 2) {
        bytes.append(values[index] << 4 | values[index + 1])
      }
    }
    return bytes.isEmpty ? nil : .success(HexadecimalText(bytes: bytes))
  }

  /// Why hexadecimal digits are no bytes.
  enum Problem: Error, Equatable, CustomStringConvertible {
    case odd(String)

    var description: String {
      switch self {
      case .odd(let word): "'\(word)' is an odd number of digits; write two for each byte"
      }
    }
  }

  private static func digit(_ character: UInt8) -> UInt8? {
    switch character {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): character - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}

extension [UInt8] {
  /// As pairs of lower-case digits without anything between them.
  var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 0x0F)]] }, as: UTF8.self)
  }
}

extension FixedWidthInteger where Self: UnsignedInteger {
  /// Such as `0x004C`.
  var hexadecimal: String {
    let digits = String(self, radix: 16, uppercase: true)
    return "0x" + String(repeating: "0", count: Self.bitWidth / 4 - digits.count) + digits
  }
}
