public import Advertising

/// One period of a rotating identifier, computed ahead of time.
@frozen
public struct RotatingIdentifier: BitwiseCopyable, Equatable, Sendable {
  /// What the beacon advertises during the period.
  public var identifier: BeaconIdentifier
  /// Whose beacon it is.
  public var shopper: ShopperIndex
  /// The number of the period in the beacon's own count.
  public var period: UInt32

  /// Creates a period.
  @inlinable
  public init(identifier: BeaconIdentifier, shopper: ShopperIndex, period: UInt32) {
    self.identifier = identifier
    self.shopper = shopper
    self.period = period
  }
}

/// A rotating identifier that was heard: what tells a beacon's clock from ours.
@frozen
public struct RotationSighting: BitwiseCopyable, Equatable, Sendable {
  /// Whose beacon it was.
  public var shopper: ShopperIndex
  /// The period it was in.
  public var period: UInt32
  /// When it was heard, on our clock.
  public var time: Instant

  /// Creates a record.
  @inlinable
  public init(shopper: ShopperIndex, period: UInt32, time: Instant) {
    self.shopper = shopper
    self.period = period
    self.time = time
  }
}
