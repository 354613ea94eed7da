public import Advertising

/// HCI events as a controller sends them.
public enum WireEvent {
  /// Bytes of a legacy event with one iBeacon, and of a phone's.
  public static var length: Int { 44 }

  /// LE Advertising Report with the iBeacons of some shoppers, 1 to 6: more do not fit an event.
  public static func legacy(_ beacons: [IBeacon], rssi: Int8) -> [UInt8] {
    var parameters: [UInt8] = [0x02, UInt8(beacons.count)]
    for beacon in beacons {
      parameters += [0x03, 0x01] + address(of: beacon)
      parameters += [30] + advertisingData(beacon) + [UInt8(bitPattern: rssi)]
    }
    return [0x3E, UInt8(parameters.count)] + parameters
  }

  /// LE Extended Advertising Report with one iBeacon.
  public static func extended(_ beacon: IBeacon, rssi: Int8) -> [UInt8] {
    var parameters: [UInt8] = [0x0D, 1, 0x10, 0x00, 0x01] + address(of: beacon)
    parameters += [0x01, 0x00, 0xFF, 0x7F, UInt8(bitPattern: rssi), 0, 0, 0]
    parameters += [0, 0, 0, 0, 0, 0, 30] + advertisingData(beacon)
    return [0x3E, UInt8(parameters.count)] + parameters
  }

  /// LE Advertising Report of a phone that is nobody's beacon, with a private address.
  public static func phone(_ random: UInt64, rssi: Int8) -> [UInt8] {
    let address = (0..<6).map { UInt8(truncatingIfNeeded: random >> (8 * UInt64($0))) }
    let resolvable = address[..<5] + [address[5] & 0x3F | 0x40]
    var data: [UInt8] = [2, 0x01, 0x1A, 2, 0x0A, 0x0C, 23, 0xFF, 0x4C, 0x00, 0x10, 18]
    data += (0..<18).map { UInt8(truncatingIfNeeded: random >> (3 * UInt64($0))) }
    let parameters: [UInt8] =
      [0x02, 1, 0x00, 0x01] + resolvable + [UInt8(data.count)] + data + [UInt8(bitPattern: rssi)]
    return [0x3E, UInt8(parameters.count)] + parameters
  }

  /// A random static address that follows from the beacon.
  private static func address(of beacon: IBeacon) -> [UInt8] {
    let low = beacon.identifier.low
    return (0..<4).map { UInt8(truncatingIfNeeded: low >> (8 * UInt32($0))) } + [0x5A, 0xC0]
  }

  /// Flags, then Apple's manufacturer data: 30 bytes.
  private static func advertisingData(_ beacon: IBeacon) -> [UInt8] {
    var data: [UInt8] = [2, 0x01, 0x06, 26, 0xFF, 0x4C, 0x00, 0x02, 0x15]
    data += (0..<16).map { UInt8(truncatingIfNeeded: beacon.uuid >> (120 - 8 * UInt128($0))) }
    data += [UInt8(beacon.major >> 8), UInt8(beacon.major & 0xFF)]
    data += [UInt8(beacon.minor >> 8), UInt8(beacon.minor & 0xFF)]
    return data + [UInt8(bitPattern: beacon.measuredPower)]
  }
}
