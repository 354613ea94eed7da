/// Bytes by which an advertisement monitor knows the advertisements that it is for.
///
/// A controller that filters by itself (MSFT offload) reports only those; all others report every
/// advertisement to a monitor, whatever its patterns.
struct MonitorPattern: Equatable, Sendable {
  /// The most bytes of a pattern.
  static let longest = 31

  /// The type of the AD structure that it is looked for in.
  let structure: UInt8
  /// Where in the structure's data it begins.
  let offset: UInt8
  let bytes: [UInt8]

  /// iBeacon (Apple's company identifier, type 2, 21 bytes), AltBeacon (any company) and Eddystone
  /// (service data of 0xFEAA).
  static let beacons = [
    MonitorPattern(structure: 0xFF, offset: 0, bytes: [0x4C, 0x00, 0x02, 0x15]),
    MonitorPattern(structure: 0xFF, offset: 2, bytes: [0xBE, 0xAC]),
    MonitorPattern(structure: 0x16, offset: 0, bytes: [0xAA, 0xFE]),
  ]
}
