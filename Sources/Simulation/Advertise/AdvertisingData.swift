public import Advertising

/// Advertising data of beacons and phones: what `Advertising` reads, written.
///
/// Sources: Apple, Proximity Beacon Specification, R1; AltBeacon Protocol Specification 1.0;
/// the Eddystone-UID and -EID frame specifications; Bluetooth Core Specification Supplement 11,
/// Part A.
public enum AdvertisingData {
  /// The data of a beacon that says of itself who it is.
  ///
  /// - Parameters:
  ///   - identifier: who; its kind tells the format. An address gives data that says nothing.
  ///   - measuredPower: dBm at 1 m, as the beacon states it.
  /// - Returns: at most 31 bytes; nothing for a name, which is not on the air.
  public static func beacon(_ identifier: BeaconIdentifier, measuredPower: Int8) -> [UInt8]? {
    switch identifier.kind {
    case .iBeacon:
      flags
        + manufacturer(0x004C, [0x02, 0x15] + bytes(of: identifier, 20) + [power(measuredPower)])
    case .altBeacon:
      flags
        + manufacturer(
          0x0118, [0xBE, 0xAC] + bytes(of: identifier, 20) + [power(measuredPower), 0])
    case .eddystoneUID:
      flags
        + eddystone(
          [0x00, powerAt0Metres(measuredPower)] + bytes(of: identifier, 16) + [0x00, 0x00])
    case .eddystoneEID:
      flags + eddystone([0x30, powerAt0Metres(measuredPower)] + bytes(of: identifier, 8))
    case .address: flags
    case .name: nil
    }
  }

  /// The data of a device that is no beacon: a company's own message.
  ///
  /// - Parameters:
  ///   - company: the company identifier.
  ///   - message: what the company makes of it; nothing beyond 24 bytes is kept.
  public static func device(company: UInt16, message: [UInt8]) -> [UInt8] {
    flags + manufacturer(company, Array(message.prefix(24)))
  }

  /// General discoverable, no classic Bluetooth.
  private static var flags: [UInt8] { [0x02, 0x01, 0x06] }

  private static func manufacturer(_ company: UInt16, _ data: [UInt8]) -> [UInt8] {
    structure(
      0xFF, [UInt8(truncatingIfNeeded: company), UInt8(truncatingIfNeeded: company >> 8)] + data)
  }

  private static func eddystone(_ frame: [UInt8]) -> [UInt8] {
    structure(0x03, [0xAA, 0xFE]) + structure(0x16, [0xAA, 0xFE] + frame)
  }

  private static func structure(_ type: UInt8, _ data: [UInt8]) -> [UInt8] {
    [UInt8(data.count + 1), type] + data
  }

  private static func power(_ dBm: Int8) -> UInt8 { UInt8(bitPattern: dBm) }

  /// 41 dB are lost over the first metre.
  private static func powerAt0Metres(_ dBm: Int8) -> UInt8 {
    UInt8(bitPattern: Int8(clamping: Int(dBm) + 41))
  }

  /// The first bytes of an identifier.
  private static func bytes(of identifier: BeaconIdentifier, _ count: Int) -> [UInt8] {
    (0..<count).map { index in
      switch index {
      case 0..<8: UInt8(truncatingIfNeeded: identifier.high >> UInt64(56 - 8 * index))
      case 8..<16: UInt8(truncatingIfNeeded: identifier.middle >> UInt64(120 - 8 * index))
      default: UInt8(truncatingIfNeeded: identifier.low >> UInt32(152 - 8 * index))
      }
    }
  }
}
