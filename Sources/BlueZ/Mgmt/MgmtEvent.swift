/// What the kernel's Bluetooth management interface says, as far as a source has use for it.
enum MgmtEvent: Equatable, Sendable {
  /// A command has ended; the parameters are those that it returns.
  case ended(opcode: UInt16, index: UInt16, MgmtStatus, parameters: [UInt8])
  case adapterAdded(UInt16)
  case adapterRemoved(UInt16)
  case settings(MgmtSettings, index: UInt16)
  case monitorRemoved(UInt16, index: UInt16)
  /// Somebody's discovery has begun or ended.
  case discovering(Bool, index: UInt16)
  /// An advertisement; see ``MgmtHeard``.
  case heard
  /// Something that a source has no use for.
  case other

  /// Where an event's parameters begin.
  static let headerSize = 6

  /// Reads one packet.
  ///
  /// - Throws: ``MgmtDamage`` when the packet is shorter than it says or than its event must be.
  init(_ packet: Span<UInt8>) throws(MgmtDamage) {
    let (code, index) = try Self.header(of: packet)
    var cursor = LittleEndianCursor(packet, from: Self.headerSize)
    switch code {
    case 0x0001, 0x0002:
      guard let opcode = cursor.next(UInt16.self, in: packet),
        let status = cursor.next(UInt8.self, in: packet)
      else { throw MgmtDamage(event: code, count: packet.count) }
      var parameters: [UInt8] = []
      for position in cursor.position..<packet.count { parameters.append(packet[position]) }
      self = .ended(
        opcode: opcode, index: index, MgmtStatus(rawValue: status), parameters: parameters)
    case 0x0004: self = .adapterAdded(index)
    case 0x0005: self = .adapterRemoved(index)
    case 0x0006:
      guard let settings = cursor.next(UInt32.self, in: packet) else {
        throw MgmtDamage(event: code, count: packet.count)
      }
      self = .settings(MgmtSettings(rawValue: settings), index: index)
    case 0x0013:
      cursor.skip(1)  // of which kind
      guard let isOn = cursor.next(UInt8.self, in: packet) else {
        throw MgmtDamage(event: code, count: packet.count)
      }
      self = .discovering(isOn != 0, index: index)
    case 0x002C:
      guard let handle = cursor.next(UInt16.self, in: packet) else {
        throw MgmtDamage(event: code, count: packet.count)
      }
      self = .monitorRemoved(handle, index: index)
    case MgmtHeard.byMonitor, MgmtHeard.byDiscovery: self = .heard
    default: self = .other
    }
  }

  /// An event's code and the adapter that it is about.
  static func header(
    of packet: Span<UInt8>
  ) throws(MgmtDamage) -> (code: UInt16, index: UInt16) {
    var cursor = LittleEndianCursor(packet)
    guard let code = cursor.next(UInt16.self, in: packet),
      let index = cursor.next(UInt16.self, in: packet),
      let length = cursor.next(UInt16.self, in: packet), packet.count == headerSize + Int(length)
    else { throw MgmtDamage(event: nil, count: packet.count) }
    return (code, index)
  }
}

/// A management packet that is not what it claims to be.
struct MgmtDamage: Error, Equatable, Sendable {
  /// The event's code, if the packet was long enough to have one.
  let event: UInt16?
  /// How many bytes there were.
  let count: Int
}
