/// What a controller says, as far as a scan has use for it.
enum HCIEvent: Equatable, Sendable {
  /// A command has ended; the parameters are those after the status.
  case ended(opcode: UInt16, status: UInt8, parameters: [UInt8])
  case hardwareError(UInt8)
  /// Advertising reports, to be read where the event is.
  case reports
  case other

  /// Reads a packet that begins with its packet type.
  ///
  /// - Throws: ``HCIDamage`` when it is shorter than it says or than its event must be.
  init(_ packet: Span<UInt8>) throws(HCIDamage) {
    guard packet.count >= 3, packet[0] == 0x04, packet.count == 3 + Int(packet[2]) else {
      throw HCIDamage(count: packet.count)
    }
    switch packet[1] {
    case 0x3E: self = .reports
    case 0x10:
      guard packet.count >= 4 else { throw HCIDamage(count: packet.count) }
      self = .hardwareError(packet[3])
    case 0x0E:
      guard packet.count >= 6 else { throw HCIDamage(count: packet.count) }
      let opcode = UInt16(packet[4]) | UInt16(packet[5]) << 8
      var parameters: [UInt8] = []
      for position in 6..<packet.count { parameters.append(packet[position]) }
      // Opcode 0 says that commands may be sent, and has no status.
      let status = parameters.isEmpty ? 0 : parameters.removeFirst()
      self = .ended(opcode: opcode, status: status, parameters: parameters)
    case 0x0F:
      guard packet.count >= 7 else { throw HCIDamage(count: packet.count) }
      let opcode = UInt16(packet[5]) | UInt16(packet[6]) << 8
      self = .ended(opcode: opcode, status: packet[3], parameters: [])
    default: self = .other
    }
  }
}

/// A packet of a controller that is not what it claims to be.
struct HCIDamage: Error, Equatable, Sendable {
  /// How many bytes there were.
  let count: Int
}
