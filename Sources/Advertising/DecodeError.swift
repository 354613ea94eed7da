/// Bytes that are not what they claim to be.
public struct DecodeError: Error, Equatable, Sendable {
  /// What is wrong with the bytes.
  public enum Cause: Equatable, Sendable {
    /// More bytes are announced or required than there are.
    case endOfBytes(needed: Int, available: Int)
    /// An H4 packet of another type than 0x04, an HCI event.
    case packetType(UInt8)
    /// An HCI event that reports no advertisements.
    case otherEvent(UInt8)
    /// An LE Meta event that reports no advertisements.
    case otherSubevent(UInt8)
    /// An event with no report at all or with more than the specification allows.
    case reportCount(Int, maximum: Int)
    /// A legacy event type that the specification reserves.
    case reservedEventType(UInt8)
    /// An address type that the specification reserves.
    case reservedAddressType(UInt8)
    /// The data status 0b11, which the specification reserves.
    case reservedDataStatus
    /// Advertising data longer than the specification allows.
    case payloadLength(Int, maximum: Int)
    /// Something other than zeros after the structure that ended the advertising data early.
    case padding(UInt8)
    /// A beacon frame of another length than its format has.
    case frameLength(Int, expected: Int)
    /// A byte that the Eddystone-URL encoding reserves.
    case reservedURLCode(UInt8)
  }

  /// Where the offending byte is, counted from the first byte of what was handed in.
  public let offset: Int
  /// What is wrong there.
  public let cause: Cause

  /// Creates an error.
  public init(offset: Int, cause: Cause) {
    self.offset = offset
    self.cause = cause
  }
}

extension DecodeError: CustomStringConvertible {
  public var description: String { "Byte \(offset): \(cause.sentence)" }
}

extension DecodeError.Cause {
  /// What is wrong, as a sentence without its place.
  public var sentence: String {
    switch self {
    case .endOfBytes(let needed, let available):
      "\(needed) \(needed == 1 ? "byte is" : "bytes are") needed from here, but \(available) "
        + "\(available == 1 ? "is" : "are") left."
    case .packetType(let type):
      "packet type \(hexadecimal(type)) is not an HCI event (0x04)."
    case .otherEvent(let code):
      "event code \(hexadecimal(code)) is not an LE Meta event (0x3E)."
    case .otherSubevent(let code):
      "LE Meta subevent \(hexadecimal(code)) is not an advertising report (0x02 or 0x0D)."
    case .reportCount(let count, let maximum):
      "the event announces \(count) reports, but it must hold 1 to \(maximum)."
    case .reservedEventType(let type):
      "event type \(hexadecimal(type)) is reserved; legacy reports have 0x00 to 0x04."
    case .reservedAddressType(let type):
      "address type \(hexadecimal(type)) is reserved."
    case .reservedDataStatus:
      "data status 0b11 is reserved; it must say complete, incomplete or truncated."
    case .payloadLength(let length, let maximum):
      "the advertising data is \(length) bytes long, but \(maximum) are allowed."
    case .padding(let byte):
      "\(hexadecimal(byte)) follows the early end of the advertising data, where only zeros may."
    case .frameLength(let length, let expected):
      "the beacon frame is \(length) bytes long, but its format has \(expected)."
    case .reservedURLCode(let code):
      "\(hexadecimal(code)) is reserved in an Eddystone-URL frame."
    }
  }
}

private func hexadecimal(_ byte: UInt8) -> String {
  let digits = String(byte, radix: 16, uppercase: true)
  return byte < 16 ? "0x0\(digits)" : "0x\(digits)"
}
