import Advertising
import Proximity

/// An HCI event that says of a test beacon what was heard: its address, its frame and its RSSI.
enum TestBeaconEvent {
  /// From the event code on: LE Meta, one legacy advertising report.
  static func bytes(_ advertisement: Advertisement) -> [UInt8] {
    let payload = advertisement.beacon.map { frame($0, advertisement.measuredPower) } ?? []
    let address = advertisement.address ?? AdvertisingAddress(bits: 0, kind: .public)
    let isPublic = address.kind == .public || address.kind == .publicIdentity
    // Neither connectable nor scannable.
    var report: [UInt8] = [0x02, 1, 3, isPublic ? 0 : 1]
    for shift in stride(from: 0, to: 48, by: 8) {
      report.append(UInt8(truncatingIfNeeded: address.bits >> UInt64(shift)))
    }
    report.append(UInt8(payload.count))
    report += payload
    let rssi = advertisement.rssi.isNaN ? 127 : Int8(advertisement.rssi.rounded())
    report.append(UInt8(bitPattern: rssi))
    return [0x3E, UInt8(report.count)] + report
  }

  private static func frame(_ beacon: BeaconIdentifier, _ measuredPower: Float?) -> [UInt8] {
    let identifier = bytes(of: beacon)
    let power = UInt8(bitPattern: Int8(clamping: Int(measuredPower ?? 0)))
    switch beacon.kind {
    case .iBeacon: return [0x1A, 0xFF, 0x4C, 0x00, 0x02, 0x15] + identifier + [power]
    case .altBeacon:
      // Any company may send one; who it was is not kept.
      return [0x1B, 0xFF, 0xFF, 0xFF, 0xBE, 0xAC] + identifier + [power, 0]
    case .eddystoneUID:
      // Eddystone tells the power at 0 m.
      let atZero = UInt8(bitPattern: Int8(clamping: Int(measuredPower ?? 0) + 41))
      return [0x15, 0x16, 0xAA, 0xFE, 0x00, atZero] + identifier
    case .eddystoneEID, .address, .name: return []
    }
  }

  private static func bytes(of beacon: BeaconIdentifier) -> [UInt8] {
    let count =
      switch beacon.kind {
      case .altBeacon, .iBeacon: 20
      case .eddystoneUID: 16
      case .eddystoneEID: 8
      case .address, .name: 0
      }
    var bytes: [UInt8] = []
    for word in [beacon.high, beacon.middle, UInt64(beacon.low) << 32] {
      for shift in stride(from: 56, through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
      }
    }
    return Array(bytes.prefix(count))
  }
}
