/// The power byte of an Eddystone frame.
///
/// Source: Eddystone-UID, -URL and -EID frame specifications: dBm at 0 m, -100 to +20; 41 dB are
/// lost over the first metre.
@frozen
public struct EddystonePower: RawRepresentable, BitwiseCopyable, Hashable, Sendable {
  /// dBm at 0 m, as sent.
  public let rawValue: Int8

  /// Creates a power from the byte of a frame.
  @inlinable
  public init(rawValue: Int8) { self.rawValue = rawValue }

  /// dBm at 1 m; `nil` when the byte is outside the format's -100 to +20.
  @inlinable
  public var at1Metre: Int? { rawValue >= -100 && rawValue <= 20 ? Int(rawValue) - 41 : nil }
}

/// An Eddystone-UID frame.
///
/// Source: https://github.com/google/eddystone/tree/master/eddystone-uid
@frozen
public struct EddystoneUID: BitwiseCopyable, Hashable, Sendable {
  /// Namespace (10 bytes) and instance (6).
  public let identifier: BeaconIdentifier
  /// What the beacon says of its power.
  public let power: EddystonePower
}

/// An Eddystone-EID frame.
///
/// Source: https://github.com/google/eddystone/tree/master/eddystone-eid
@frozen
public struct EddystoneEID: BitwiseCopyable, Hashable, Sendable {
  /// The identifier of the present period (8 bytes).
  public let identifier: BeaconIdentifier
  /// What the beacon says of its power.
  public let power: EddystonePower
}

extension Beacon {
  /// What Eddystone service data holds, UUID included; `nil` for a frame type or a telemetry
  /// version yet to be invented.
  ///
  /// Frame types 0x40 to 0x4F are those of the Find Hub network (Find Hub Network Accessory
  /// Specification 1.3): trackers and headphones of whoever passes by.
  @inlinable
  static func eddystone(_ data: Span<UInt8>, at offset: Int) throws(DecodeError) -> Beacon? {
    guard data.count >= 3 else {
      throw DecodeError(offset: offset + 2, cause: .endOfBytes(needed: 1, available: 0))
    }
    switch data[2] {
    case 0x00: return .eddystoneUID(try EddystoneUID(data, at: offset))
    case 0x10: return .eddystoneURL(try EddystoneURL(data, at: offset))
    case 0x20: return try EddystoneTLM(data, at: offset).map { .eddystoneTLM($0) }
    case 0x30: return .eddystoneEID(try EddystoneEID(data, at: offset))
    case 0x40...0x4F: return .foreign
    default: return nil
    }
  }
}

extension EddystoneUID {
  /// UUID (2), 00, power, namespace (10), instance (6), two reserved bytes that early beacons omit.
  @inlinable
  init(_ data: Span<UInt8>, at offset: Int) throws(DecodeError) {
    guard data.count == 22 || data.count == 20 else {
      throw DecodeError(offset: offset + 2, cause: .frameLength(data.count - 2, expected: 20))
    }
    power = EddystonePower(rawValue: Int8(bitPattern: data[3]))
    identifier = BeaconIdentifier(
      kind: .eddystoneUID, high: bigEndian64(data, at: 4), middle: bigEndian64(data, at: 12))
  }
}

extension EddystoneEID {
  /// UUID (2), 30, power, identifier (8).
  @inlinable
  init(_ data: Span<UInt8>, at offset: Int) throws(DecodeError) {
    guard data.count == 12 else {
      throw DecodeError(offset: offset + 2, cause: .frameLength(data.count - 2, expected: 10))
    }
    power = EddystonePower(rawValue: Int8(bitPattern: data[3]))
    identifier = BeaconIdentifier(kind: .eddystoneEID, high: bigEndian64(data, at: 4))
  }
}
