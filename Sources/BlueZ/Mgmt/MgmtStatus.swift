/// How a management command ended.
struct MgmtStatus: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  let rawValue: UInt8

  static let success = MgmtStatus(rawValue: 0x00)
  static let unknownCommand = MgmtStatus(rawValue: 0x01)
  static let noResources = MgmtStatus(rawValue: 0x07)
  static let busy = MgmtStatus(rawValue: 0x0A)
  static let notSupported = MgmtStatus(rawValue: 0x0C)
  static let invalidParameters = MgmtStatus(rawValue: 0x0D)
  static let notPowered = MgmtStatus(rawValue: 0x0F)
  static let invalidIndex = MgmtStatus(rawValue: 0x11)
  static let blocked = MgmtStatus(rawValue: 0x12)
  static let permissionDenied = MgmtStatus(rawValue: 0x14)

  var description: String {
    switch self {
    case .success: "success"
    case .unknownCommand: "the kernel does not know the command"
    case .noResources: "the kernel has no room left"
    case .busy: "the kernel is busy"
    case .notSupported: "the controller does not support it"
    case .invalidParameters: "the parameters are invalid"
    case .notPowered: "the adapter is off"
    case .invalidIndex: "there is no such adapter"
    case .blocked: "the radio is blocked"
    case .permissionDenied: "permission denied"
    default: "status \(rawValue)"
    }
  }
}

/// What an adapter is set to.
struct MgmtSettings: OptionSet, Hashable, Sendable {
  let rawValue: UInt32

  static let powered = MgmtSettings(rawValue: 1 << 0)
  static let lowEnergy = MgmtSettings(rawValue: 1 << 9)
}
