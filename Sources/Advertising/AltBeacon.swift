/// An AltBeacon.
///
/// Source: AltBeacon Protocol Specification 1.0.
@frozen
public struct AltBeacon: BitwiseCopyable, Hashable, Sendable {
  /// The beacon identifier.
  public let identifier: BeaconIdentifier
  /// The manufacturer's company identifier.
  public let company: UInt16
  /// The byte that average reception at 1 m is told by.
  public let referenceRSSI: Int8
  /// A byte that means what the manufacturer wants.
  public let reserved: UInt8

  /// What the beacon says it is received with at 1 m, in dBm; `nil` outside the format's -127 to 0.
  @inlinable
  public var measuredPower: Int? {
    referenceRSSI >= -127 && referenceRSSI <= 0 ? Int(referenceRSSI) : nil
  }
}

extension AltBeacon {
  /// Company identifier (2), BE AC, beacon identifier (20), reference RSSI, reserved.
  @inlinable
  init(_ data: Span<UInt8>, at offset: Int) throws(DecodeError) {
    guard data.count == 26 else {
      throw DecodeError(offset: offset, cause: .frameLength(data.count, expected: 26))
    }
    company = UInt16(data[1]) << 8 | UInt16(data[0])
    identifier = BeaconIdentifier(
      kind: .altBeacon, high: bigEndian64(data, at: 4), middle: bigEndian64(data, at: 12),
      low: bigEndian32(data, at: 20))
    referenceRSSI = Int8(bitPattern: data[24])
    reserved = data[25]
  }
}
