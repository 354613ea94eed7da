/// A random number by which a receipt is known: a UUID of version 4 (RFC 9562), in lower case.
public struct ReceiptNumber: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The 32 digits and 4 hyphens.
  public let description: String

  /// Reads a number, or nothing when the text is not a UUID of version 4 in lower case.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 36, bytes[14] == UInt8(ascii: "4") else { return nil }
    for (index, byte) in bytes.enumerated() {
      switch index {
      case 8, 13, 18, 23: guard byte == UInt8(ascii: "-") else { return nil }
      case 19: guard "89ab".utf8.contains(byte) else { return nil }
      default: guard "0123456789abcdef".utf8.contains(byte) else { return nil }
      }
    }
    description = text
  }

  /// Draws a number of 122 random bits.
  public static func random(using generator: inout some RandomNumberGenerator) -> ReceiptNumber {
    let high: UInt64 = generator.next() & ~0xF000 | 0x4000
    let low: UInt64 = generator.next() & ~(0b11 << 62) | 0b10 << 62
    let digits = hex(high) + hex(low)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if [8, 12, 16, 20].contains(index) { text.append("-") }
      text.append(digit)
    }
    return ReceiptNumber(checked: text)
  }

  private init(checked text: String) { description = text }

  private static func hex(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  public static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}

extension ReceiptNumber: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let number = ReceiptNumber(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "a receipt number is a UUID of version 4")
    }
    self = number
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
