/// A command to the kernel's Bluetooth management interface.
///
/// Source: doc/mgmt-api.txt of BlueZ 5.66.
struct MgmtCommand: Equatable, Sendable {
  enum Opcode: UInt16, Sendable {
    case readIndexList = 0x0003
    case readInfo = 0x0004
    case setPowered = 0x0005
    case setLowEnergy = 0x000D
    case setDefaultSystemConfiguration = 0x004C
    case readMonitorFeatures = 0x0051
    case addPatternsMonitor = 0x0052
    case removeMonitor = 0x0053
  }

  /// The index of commands that are about no adapter.
  static let noIndex: UInt16 = 0xFFFF

  let opcode: Opcode
  let index: UInt16
  var parameters: [UInt8] = []

  /// As it goes over the socket.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(littleEndian: opcode.rawValue)
    bytes.append(littleEndian: index)
    bytes.append(littleEndian: UInt16(parameters.count))
    return bytes + parameters
  }
}

extension MgmtCommand {
  static let readIndexList = MgmtCommand(opcode: .readIndexList, index: noIndex)

  static func readInfo(_ index: UInt16) -> MgmtCommand {
    MgmtCommand(opcode: .readInfo, index: index)
  }

  static func setPowered(_ isOn: Bool, _ index: UInt16) -> MgmtCommand {
    MgmtCommand(opcode: .setPowered, index: index, parameters: [isOn ? 1 : 0])
  }

  static func enableLowEnergy(_ index: UInt16) -> MgmtCommand {
    MgmtCommand(opcode: .setLowEnergy, index: index, parameters: [1])
  }

  static func readMonitorFeatures(_ index: UInt16) -> MgmtCommand {
    MgmtCommand(opcode: .readMonitorFeatures, index: index)
  }

  /// Makes monitors listen all the time, where the kernel's default is half of it.
  ///
  /// - Parameter slots: interval and window alike, in 0.625 ms.
  static func listenAllTheTime(slots: UInt16 = 96, _ index: UInt16) -> MgmtCommand {
    var parameters: [UInt8] = []
    // The interval and the window of scans for advertisement monitors.
    for type: UInt16 in [0x0013, 0x0014] {
      parameters.append(littleEndian: type)
      parameters.append(2)
      parameters.append(littleEndian: slots)
    }
    return MgmtCommand(
      opcode: .setDefaultSystemConfiguration, index: index, parameters: parameters)
  }

  static func addMonitor(_ patterns: [MonitorPattern], _ index: UInt16) -> MgmtCommand {
    var parameters = [UInt8(patterns.count)]
    for pattern in patterns {
      parameters += [pattern.structure, pattern.offset, UInt8(pattern.bytes.count)]
      parameters += pattern.bytes
      parameters += Array(repeating: 0, count: MonitorPattern.longest - pattern.bytes.count)
    }
    return MgmtCommand(opcode: .addPatternsMonitor, index: index, parameters: parameters)
  }

  static func removeMonitor(_ handle: UInt16, _ index: UInt16) -> MgmtCommand {
    var parameters: [UInt8] = []
    parameters.append(littleEndian: handle)
    return MgmtCommand(opcode: .removeMonitor, index: index, parameters: parameters)
  }
}
