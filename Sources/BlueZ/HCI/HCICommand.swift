/// A command to a controller.
///
/// Source: Bluetooth Core Specification 5.4, Vol 4, Part E, 7.
struct HCICommand: Equatable, Sendable {
  enum Opcode: UInt16, Sendable {
    case setEventMask = 0x0C01
    case reset = 0x0C03
    case readLocalCommands = 0x1002
    case setLowEnergyEventMask = 0x2001
    case setScanParameters = 0x200B
    case setScanEnable = 0x200C
    case setExtendedScanParameters = 0x2041
    case setExtendedScanEnable = 0x2042
  }

  let opcode: Opcode
  var parameters: [UInt8] = []

  /// As it goes over the socket, the packet type first.
  var bytes: [UInt8] {
    var bytes: [UInt8] = [0x01]
    bytes.append(littleEndian: opcode.rawValue)
    bytes.append(UInt8(parameters.count))
    return bytes + parameters
  }
}

/// Which commands a controller takes for scanning. It takes one family, and the kernel's own scans
/// fail when another is mixed in.
enum ScanFamily: Sendable {
  case legacy, extended

  /// Reads the family off the supported commands that a controller returned after its status: what
  /// has the extended commands uses them.
  init?(supportedCommands octets: [UInt8]) {
    guard octets.count >= 38 else { return nil }
    self = octets[37] & 0x60 == 0x60 ? .extended : .legacy
  }

  /// Passive, all the time (60 ms of every 60 ms), from any address.
  var parameters: HCICommand {
    var scan: [UInt8] = [0x00]
    for _ in 0..<2 { scan.append(littleEndian: 96 as UInt16) }
    return switch self {
    case .legacy:
      HCICommand(opcode: .setScanParameters, parameters: scan + [0x00, 0x00])
    case .extended:
      HCICommand(opcode: .setExtendedScanParameters, parameters: [0x00, 0x00, 0x01] + scan)
    }
  }

  /// On without a duplicate filter, or off.
  func enable(_ isOn: Bool) -> HCICommand {
    switch self {
    case .legacy: HCICommand(opcode: .setScanEnable, parameters: [isOn ? 1 : 0, 0])
    case .extended:
      HCICommand(opcode: .setExtendedScanEnable, parameters: [isOn ? 1 : 0, 0, 0, 0, 0, 0])
    }
  }
}
