/// An Apple iBeacon.
///
/// Source: Apple, Proximity Beacon Specification, R1.
@frozen
public struct IBeacon: BitwiseCopyable, Hashable, Sendable {
  /// Proximity UUID, major and minor.
  public let identifier: BeaconIdentifier
  /// What the beacon says it is received with at 1 m, in dBm.
  public let measuredPower: Int8

  /// Creates an iBeacon from what it advertises.
  @inlinable
  public init(uuid: UInt128, major: UInt16, minor: UInt16, measuredPower: Int8) {
    identifier = BeaconIdentifier(
      kind: .iBeacon, high: UInt64(truncatingIfNeeded: uuid >> 64),
      middle: UInt64(truncatingIfNeeded: uuid), low: UInt32(major) << 16 | UInt32(minor))
    self.measuredPower = measuredPower
  }

  /// The proximity UUID, first byte highest.
  @inlinable
  public var uuid: UInt128 { UInt128(identifier.high) << 64 | UInt128(identifier.middle) }

  /// The number of a group of beacons under one proximity UUID.
  @inlinable
  public var major: UInt16 { UInt16(truncatingIfNeeded: identifier.low >> 16) }

  /// The number of a beacon within its group.
  @inlinable
  public var minor: UInt16 { UInt16(truncatingIfNeeded: identifier.low) }
}

extension Beacon {
  /// What Apple's manufacturer data holds, company identifier included: a run of type, length
  /// and value of which 02 15 is an iBeacon and type 12 a thing of the Find My network.
  @inlinable
  @inline(__always)
  static func apple(_ data: Span<UInt8>, at offset: Int) throws(DecodeError) -> Beacon? {
    var found: Beacon?
    var position = 2
    while position < data.count {
      let type = data[position]
      if type == 0x12 { return .foreign }
      let next = position + 1
      // Type 01, the overflow area of apps in the background, alone carries no length.
      guard type != 0x01, next < data.count else { break }
      let length = Int(data[next])
      if type == 0x02, length == 0x15, found == nil {
        found = .iBeacon(try IBeacon(data, from: position, at: offset))
      }
      position = next + 1 + length
    }
    return found
  }
}

extension IBeacon {
  /// The iBeacon of advertising data that is laid out as nearly all iBeacons lay it out: flags, then
  /// Apple's manufacturer data with the iBeacon and nothing else; `nil` for any other data.
  @inlinable
  @inline(__always)
  init?(usual bytes: Span<UInt8>, _ payload: Range<Int>) {
    guard payload.count == 30, payload.upperBound <= bytes.count else { return nil }
    let data = bytes.extracting(payload)
    guard data.count == 30, data[0] == 0x02,
      bigEndian64(data, at: 1) & ~0xFF_0000_0000_0000 == 0x0100_1AFF_4C00_0215
    else { return nil }
    identifier = BeaconIdentifier(
      kind: .iBeacon, high: bigEndian64(data, at: 9), middle: bigEndian64(data, at: 17),
      low: bigEndian32(data, at: 25))
    measuredPower = Int8(bitPattern: data[29])
  }

  @inlinable
  @inline(__always)
  init(_ data: Span<UInt8>, from start: Int, at offset: Int) throws(DecodeError) {
    guard data.count - start >= 23 else {
      throw DecodeError(
        offset: offset + start, cause: .endOfBytes(needed: 23, available: data.count - start))
    }
    let frame = data.extracting(start..<(start + 23))
    identifier = BeaconIdentifier(
      kind: .iBeacon, high: bigEndian64(frame, at: 2), middle: bigEndian64(frame, at: 10),
      low: bigEndian32(frame, at: 18))
    measuredPower = Int8(bitPattern: frame[22])
  }
}
