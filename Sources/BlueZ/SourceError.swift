internal import CBlueZ

/// Why a source cannot be had, or cannot go on.
public enum SourceError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The process lacks a right; what it was needed for.
  case notPermitted(SourceHealth.Right, String)
  /// The kernel has no Bluetooth, or its module is not loaded.
  case noBluetooth
  /// The adapter is in use by the kernel, so that it cannot be had for ourselves.
  case busy(String)
  /// The kernel or the controller cannot do it this way.
  case unsupported(String)
  /// Something else failed; what, and why.
  case system(String, code: Int32)

  init(code: Int32, action: String, right: SourceHealth.Right) {
    switch code {  // EPERM, EACCES; EPROTONOSUPPORT, EAFNOSUPPORT; EBUSY
    case 1, 13: self = .notPermitted(right, action)
    case 93, 97: self = .noBluetooth
    case 16: self = .busy(action)
    default: self = .system(action, code: code)
    }
  }

  public var description: String {
    switch self {
    case .notPermitted(let right, let action):
      "\(action): \(right.name) is missing; run as the service unit does, or as root"
    case .noBluetooth:
      "the kernel has no Bluetooth: 'modprobe bluetooth', or choose a kernel that has it"
    case .busy(let action):
      "\(action): the adapter is in use; stop bluetoothd and switch it off ('hciconfig hci0 down')"
    case .unsupported(let what): what
    case .system(let action, let code):
      "\(action): \(unsafe String(cString: cbluez_meaning(code))) (\(code)); try again"
    }
  }
}
