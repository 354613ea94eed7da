public import Advertising
public import Proximity

/// What a beacon of a world says: names that anybody can work out, in the place of those that take
/// a key. What the resolver makes of them is the same.
public struct WorldBeacon: Sendable {
  /// How it is recognised.
  public enum Kind: Sendable, CaseIterable {
    /// Always by the same iBeacon frame.
    case fixed
    /// By an Eddystone-EID frame that rotates.
    case rotatingFrame
    /// By a resolvable private address that rotates.
    case rotatingAddress
  }

  /// How it is recognised.
  public let kind: Kind
  /// Which beacon it is.
  public let number: Int
  /// How long its name lasts, on the clock of whoever listens.
  public let period: Duration
  /// How much longer it lasts in truth: the beacon's clock drifts.
  public let drift: Duration
  let origin: Instant

  /// The name in a period, from 0.
  public func name(in period: Int) -> BeaconIdentifier {
    var random = SplitMix64(seed: UInt64(number), stream: UInt64(period))
    switch kind {
    case .fixed:
      return IBeacon(uuid: 0x5EED, major: 1, minor: UInt16(number), measuredPower: 0).identifier
    case .rotatingFrame:
      return BeaconIdentifier(kind: .eddystoneEID, high: random.next(), middle: 0, low: 0)
    case .rotatingAddress:
      return AdvertisingAddress(random: random.next() >> 18 | 0x4000_0000_0000).identifier
    }
  }

  /// The period that whoever listens takes it to be in; it may be one off.
  public func period(at time: Instant) -> Int {
    Int((time - origin).inNanoseconds / period.inNanoseconds)
  }

  var identity: Transmitter.Identity {
    guard kind != .fixed else { return .fixed(name(in: 0)) }
    let (origin, length) = (origin, period + drift)
    return .rotating(every: length, after: origin) { time in
      name(in: Int((time - origin).inNanoseconds / length.inNanoseconds))
    }
  }
}
