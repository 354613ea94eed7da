public import Advertising
public import Proximity

/// A beacon as somebody carries it.
public struct Transmitter: Sendable {
  /// Who it says it is.
  public enum Identity: Sendable {
    /// The same at all times.
    case fixed(BeaconIdentifier)
    /// Another one every so often, the change falling on whole multiples after an instant. What is
    /// on the air during a period is asked for with the beginning of the period.
    case rotating(
      every: Duration, after: Instant, @Sendable (Instant) -> BeaconIdentifier)
  }

  /// Who it says it is. The advertising address is random and changes with the identity; that of
  /// an identity which is an address is that address.
  public var identity: Identity
  /// dBm at 1 m in the open, as the beacon truly has and also states it; -100 to 20.
  public var measuredPower: Int8
  /// dB lost by the way it is carried: none on a lanyard, 10 and more in a handbag; 0 to 40.
  public var carryingLoss: Double
  /// From one advertisement to the next; 20 ms to 10.24 s.
  public var interval: Duration
  /// The most that is added to each interval at random, so that two beacons never collide for
  /// long; up to 1 s. The Core Specification has 10 ms (Vol 6, Part B, 4.4.2.2.1).
  public var jitter: Duration
  /// When it is put into another pocket, in the order of time.
  public var changes: [CarryingChange] = []

  /// Creates a beacon.
  public init(
    _ identity: Identity, measuredPower: Int8 = -59, carryingLoss: Double = 0,
    interval: Duration = .milliseconds(500), jitter: Duration = .milliseconds(10)
  ) {
    self.identity = identity
    self.measuredPower = measuredPower
    self.carryingLoss = carryingLoss
    self.interval = interval
    self.jitter = jitter
  }
}

/// A beacon that is carried in another way from a time on.
public struct CarryingChange: BitwiseCopyable, Equatable, Sendable {
  /// When.
  public var time: Instant
  /// dB lost from then on; 0 to 40.
  public var loss: Double

  /// Creates a change.
  public init(at time: Instant, loss: Double) {
    self.time = time
    self.loss = loss
  }
}

extension Transmitter {
  /// dBm at 1 m as it is carried at a time. Complexity: O(changes).
  func power(at time: Instant) -> Double {
    Double(measuredPower) - (changes.last { $0.time <= time }?.loss ?? carryingLoss)
  }

  /// - Parameter path: how a problem calls it.
  func validate(_ path: String) throws(ConfigurationError) {
    func fail(_ name: String, _ problem: String) throws(ConfigurationError) -> Never {
      throw ConfigurationError(path: "\(path).\(name)", problem: problem)
    }
    if !(-100...20).contains(measuredPower) {
      try fail("measuredPower", "\(measuredPower) dBm is not within -100 to 20")
    }
    if !(0...40).contains(carryingLoss) {
      try fail("carryingLoss", "\(carryingLoss) dB is not within 0 to 40")
    }
    for change in changes where !(0...40).contains(change.loss) {
      try fail("changes", "\(change.loss) dB is not within 0 to 40")
    }
    if !(.milliseconds(20) ... .milliseconds(10_240)).contains(interval) {
      try fail("interval", "\(interval) is not within 20 ms to 10.24 s")
    }
    if !(.zero ... .seconds(1)).contains(jitter) {
      try fail("jitter", "\(jitter) is not within 0 s to 1 s")
    }
    switch identity {
    case .fixed(let identifier) where identifier.kind == .name:
      try fail("identity", "a name is not on the air: give a beacon identifier or an address")
    case .rotating(let period, _, _) where period < .seconds(1):
      try fail("identity", "an identity that lasts \(period) is too short: give 1 s or more")
    default: break
    }
  }

  /// The event of an advertisement, and until when it stays the same.
  ///
  /// A rotating identity that turns out to be a name is advertised as nothing but an address.
  func event(at time: Instant, _ random: inout SplitMix64) -> (AdvertisingEvent, until: Instant) {
    let identifier: BeaconIdentifier
    var until = Instant.range.upperBound
    switch identity {
    case .fixed(let fixed): identifier = fixed
    case .rotating(let period, let origin, let name):
      let length = period.inNanoseconds
      let passed = (time - origin).inNanoseconds
      let start = passed - (passed % length + length) % length
      identifier = name(origin + .nanoseconds(start))
      until = origin + .nanoseconds(start + length)
    }
    let payload = AdvertisingData.beacon(identifier, measuredPower: measuredPower) ?? []
    return (
      AdvertisingEvent(
        .nonConnectable, from: Self.address(of: identifier, &random), payload: payload), until
    )
  }

  private static func address(
    of identifier: BeaconIdentifier, _ random: inout SplitMix64
  ) -> AdvertisingAddress {
    guard identifier.kind == .address else {
      return AdvertisingAddress(random: random.next() >> 16 | 0xC000_0000_0000)
    }
    let isPublic = identifier.high & 0xFF00 == 0x0100
    let bits = identifier.high >> 16
    return isPublic
      ? AdvertisingAddress(bits: bits, kind: .public) : AdvertisingAddress(random: bits)
  }
}
