/// An Eddystone-URL frame.
///
/// The value keeps the encoded bytes, so it stays good when the packet is gone.
///
/// Source: https://github.com/google/eddystone/tree/master/eddystone-url
@frozen
public struct EddystoneURL: BitwiseCopyable, Hashable, Sendable {
  /// What the beacon says of its power.
  public let power: EddystonePower
  /// The encoded scheme, 0 to 3.
  let scheme: UInt8
  /// How many encoded bytes follow the scheme, 0 to 17.
  let count: UInt8
  let first: UInt64
  let second: UInt64
  let last: UInt8

  /// The web address, all abbreviations written out.
  public var text: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Self.longestText)
    forEachByte { bytes.append($0) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The longest text there can be: `https://www.` and 17 times `.info/`.
  public static var longestText: Int { 12 + 17 * 6 }

  /// Calls `body` with each byte of the text; all are printable ASCII. Nothing is allocated.
  public func forEachByte(_ body: (UInt8) -> Void) {
    for byte in Self.prefix(scheme).utf8 { body(byte) }
    for index in 0..<Int(count) {
      let byte = encodedByte(at: index)
      if byte < 14 {
        for byte in Self.suffix(byte).utf8 { body(byte) }
      } else {
        body(byte)
      }
    }
  }

  private func encodedByte(at index: Int) -> UInt8 {
    switch index {
    case 0..<8: UInt8(truncatingIfNeeded: first >> (8 * UInt64(index)))
    case 8..<16: UInt8(truncatingIfNeeded: second >> (8 * UInt64(index - 8)))
    default: last
    }
  }

  private static func prefix(_ code: UInt8) -> String {
    switch code {
    case 0: "http://www."
    case 1: "https://www."
    case 2: "http://"
    default: "https://"
    }
  }

  private static func suffix(_ code: UInt8) -> String {
    switch code {
    case 0: ".com/"
    case 1: ".org/"
    case 2: ".edu/"
    case 3: ".net/"
    case 4: ".info/"
    case 5: ".biz/"
    case 6: ".gov/"
    case 7: ".com"
    case 8: ".org"
    case 9: ".edu"
    case 10: ".net"
    case 11: ".info"
    case 12: ".biz"
    default: ".gov"
    }
  }
}

extension EddystoneURL {
  /// UUID (2), 10, power, scheme, up to 17 encoded bytes.
  @usableFromInline
  init(_ data: Span<UInt8>, at offset: Int) throws(DecodeError) {
    guard data.count >= 5 else {
      throw DecodeError(
        offset: offset + 2, cause: .endOfBytes(needed: 3, available: data.count - 2))
    }
    guard data.count <= 22 else {
      throw DecodeError(offset: offset + 2, cause: .frameLength(data.count - 2, expected: 20))
    }
    guard data[4] <= 3 else {
      throw DecodeError(offset: offset + 4, cause: .reservedURLCode(data[4]))
    }
    var packed: (first: UInt64, second: UInt64, last: UInt8) = (0, 0, 0)
    for index in 5..<data.count {
      let byte = data[index]
      guard byte < 14 || (byte > 32 && byte < 127) else {
        throw DecodeError(offset: offset + index, cause: .reservedURLCode(byte))
      }
      switch index - 5 {
      case 0..<8: packed.first |= UInt64(byte) << (8 * UInt64(index - 5))
      case 8..<16: packed.second |= UInt64(byte) << (8 * UInt64(index - 13))
      default: packed.last = byte
      }
    }
    power = EddystonePower(rawValue: Int8(bitPattern: data[3]))
    scheme = data[4]
    count = UInt8(data.count - 5)
    (first, second, last) = packed
  }
}
