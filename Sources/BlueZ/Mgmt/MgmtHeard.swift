internal import Advertising

/// An advertisement as an advertisement monitor reports it.
///
/// Monitor handle (2), address (6), its type, RSSI, flags (4), length (2), payload. The kernel has
/// joined the fragments of extended advertisements, and cut the payload at the first AD structure
/// that is malformed.
enum MgmtHeard {
  /// Advertisement Monitor Device Found.
  static let code: UInt16 = 0x002F

  /// Reads the report in a packet whose header has been read.
  static func report(in packet: Span<UInt8>) throws(MgmtDamage) -> AdvertisingReport {
    let damage = MgmtDamage(event: code, count: packet.count)
    var cursor = LittleEndianCursor(packet, from: MgmtEvent.headerSize)
    cursor.skip(2)
    guard let bits = cursor.nextAddress(in: packet), let type = cursor.next(UInt8.self, in: packet),
      let rssi = cursor.next(UInt8.self, in: packet), cursor.next(UInt32.self, in: packet) != nil,
      let length = cursor.next(UInt16.self, in: packet),
      packet.count - cursor.position >= Int(length), let address = address(bits, type)
    else { throw damage }
    let payload = cursor.position..<(cursor.position + Int(length))
    return AdvertisingReport(
      address: address, properties: .legacy, payload: payload,
      rssi: RSSI(rawValue: Int8(bitPattern: rssi)))
  }

  /// The management interface numbers types 1 (LE public) and 2 (LE random).
  private static func address(_ bits: UInt64, _ type: UInt8) -> AdvertisingAddress? {
    // What has no address is reported with zeros.
    if bits == 0 { return AdvertisingAddress(bits: 0, kind: .anonymous) }
    switch type {
    case 1: return AdvertisingAddress(bits: bits, kind: .public)
    case 2: return AdvertisingAddress(random: bits)
    default: return nil
    }
  }
}
