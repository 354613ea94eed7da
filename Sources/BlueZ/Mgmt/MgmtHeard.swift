internal import Advertising

/// An advertisement as the management interface reports it.
///
/// Monitor handle (2, of monitors only), address (6), its type, RSSI, flags (4), length (2), payload.
/// The kernel has joined the fragments of extended advertisements, and cut the payload at the first
/// AD structure that is malformed.
enum MgmtHeard {
  /// Advertisement Monitor Device Found.
  static let byMonitor: UInt16 = 0x002F
  /// Device Found: while somebody's discovery runs, the kernel reports all advertisements by this
  /// event, to everybody, and none by monitors.
  static let byDiscovery: UInt16 = 0x0012

  /// Reads the report in a packet whose header has been read; nothing when it is of a device that
  /// answered a BR/EDR inquiry.
  static func report(
    in packet: Span<UInt8>, _ code: UInt16
  ) throws(MgmtDamage) -> AdvertisingReport? {
    let damage = MgmtDamage(event: code, count: packet.count)
    var cursor = LittleEndianCursor(packet, from: MgmtEvent.headerSize)
    if code == byMonitor { cursor.skip(2) }
    guard let bits = cursor.nextAddress(in: packet), let type = cursor.next(UInt8.self, in: packet),
      let rssi = cursor.next(UInt8.self, in: packet), cursor.next(UInt32.self, in: packet) != nil,
      let length = cursor.next(UInt16.self, in: packet),
      packet.count - cursor.position >= Int(length), type <= 2
    else { throw damage }
    guard let address = address(bits, type) else { return nil }
    let payload = cursor.position..<(cursor.position + Int(length))
    return AdvertisingReport(
      address: address, properties: .legacy, payload: payload,
      rssi: RSSI(rawValue: Int8(bitPattern: rssi)))
  }

  /// The management interface numbers types 1 (LE public) and 2 (LE random).
  private static func address(_ bits: UInt64, _ type: UInt8) -> AdvertisingAddress? {
    // What has no address is reported with zeros.
    if bits == 0, type != 0 { return AdvertisingAddress(bits: 0, kind: .anonymous) }
    switch type {
    case 1: return AdvertisingAddress(bits: bits, kind: .public)
    case 2: return AdvertisingAddress(random: bits)
    default: return nil
    }
  }
}
