import Advertising
import Proximity
import Simulation

extension Identifier {
  init(name: String) {
    guard let identifier = Identifier(name) else { preconditionFailure("not an identifier") }
    self = identifier
  }
}

extension BeaconIdentifier {
  /// An iBeacon that differs from others by its minor.
  static func iBeacon(_ minor: UInt16) -> BeaconIdentifier {
    IBeacon(uuid: 0x1234, major: 1, minor: minor, measuredPower: 0).identifier
  }
}

extension RadioModel {
  /// Air in which nothing happens but distance: each test adds what it is about.
  static var still: RadioModel {
    RadioModel(
      exponent: 2, shadowing: 0, riceFactor: .infinity, bodyLoss: 0, channelGains: [0, 0, 0],
      sensitivity: -110, lossFloor: 0, echoes: 0)
  }
}
