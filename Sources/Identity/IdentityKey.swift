/// A 16-byte secret that tells whose beacon is on the air: the identity key of an Eddystone-EID
/// beacon, or the identity resolving key (IRK) of a bonded device.
///
/// It does not encode, compare or print, so it cannot reach a log or a file by accident. The bytes
/// read as the specifications print them, the most significant first. Many Bluetooth stacks store
/// an IRK the other way round, and a key read backwards is a valid key that matches nobody: turn
/// such a key round before handing it in.
public struct IdentityKey: Sendable {
  /// Bytes 0 to 7, big-endian.
  let high: UInt64
  /// Bytes 8 to 15, big-endian.
  let low: UInt64

  /// Creates a key from its 16 bytes, the most significant first.
  ///
  /// - Throws: `IdentityKeyError.wrongLength` for any other number of bytes.
  public init(bytes: some Collection<UInt8>) throws(IdentityKeyError) {
    guard bytes.count == 16 else {
      throw .wrongLength(found: bytes.count, expected: 16, unit: .bytes)
    }
    high = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    low = bytes.dropFirst(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Creates a key from exactly 32 hexadecimal digits of either case, the most significant first.
  ///
  /// - Throws: `IdentityKeyError`, which tells where the text goes wrong and never repeats it.
  public init(hexadecimal text: some StringProtocol) throws(IdentityKeyError) {
    let digits = text.utf8
    guard digits.count == 32 else {
      throw .wrongLength(found: digits.count, expected: 32, unit: .hexadecimalDigits)
    }
    var bytes: [UInt8] = []
    for (offset, digit) in digits.enumerated() {
      let value: UInt8
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = digit - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): value = digit - UInt8(ascii: "A") + 10
      default: throw .notHexadecimal(offset: offset)
      }
      if offset.isMultiple(of: 2) {
        bytes.append(value << 4)
      } else {
        bytes[offset / 2] |= value
      }
    }
    try self.init(bytes: bytes)
  }

  /// Creates a key from its two big-endian halves.
  init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Takes the place of a key that was wiped.
  static let zero = IdentityKey(high: 0, low: 0)

  /// All bits zero: what an unprogrammed device carries, and therefore nobody's key.
  var isZero: Bool { high | low == 0 }
}

extension IdentityKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "IdentityKey(redacted)" }
  public var debugDescription: String { description }
  /// Without children, so that `dump` shows no byte either.
  public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}

/// Why bytes or text are no identity key.
public enum IdentityKeyError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What a length was counted in.
  public enum Unit: String, Equatable, Sendable {
    case bytes
    case hexadecimalDigits = "hexadecimal digits"
  }

  /// A key has 16 bytes, written as 32 hexadecimal digits without separators.
  case wrongLength(found: Int, expected: Int, unit: Unit)
  /// The character at that offset, counted in UTF-8 bytes from 0, is no hexadecimal digit.
  case notHexadecimal(offset: Int)

  public var description: String {
    switch self {
    case .wrongLength(let found, let expected, let unit):
      "an identity key has \(expected) \(unit.rawValue), these are \(found): "
        + "give the 16 bytes in full, the most significant first, without separators"
    case .notHexadecimal(let offset):
      "the character at offset \(offset) is no hexadecimal digit: "
        + "write the identity key as 32 digits 0 to 9 and a to f, without separators"
    }
  }
}
