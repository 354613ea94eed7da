public import Advertising

/// What the resolver needs of one advertising report.
@frozen
public struct Advertisement: BitwiseCopyable, Equatable, Sendable {
  /// When it was heard.
  public var time: Instant
  /// The beacon frame it carried, if any; for a row of a recording, the name.
  public var beacon: BeaconIdentifier?
  /// The address it came from; none for a row of a recording.
  public var address: AdvertisingAddress?
  /// dBm; not a number when the radio could not say.
  public var rssi: Float
  /// dBm at 1 m as the beacon says of itself, if it does.
  public var measuredPower: Float?
  /// Who heard it.
  public var receiver: ReceiverIndex

  /// Creates an advertisement.
  @inlinable
  public init(
    time: Instant, receiver: ReceiverIndex, rssi: Float, beacon: BeaconIdentifier? = nil,
    address: AdvertisingAddress? = nil, measuredPower: Float? = nil
  ) {
    self.time = time
    self.receiver = receiver
    self.rssi = rssi
    self.beacon = beacon
    self.address = address
    self.measuredPower = measuredPower
  }
}
