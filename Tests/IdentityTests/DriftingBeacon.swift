import Advertising
import Identity
import Proximity
import Testing

/// A beacon as the specification allows it: a clock that runs up to 150 ppm wrong, and a change of
/// identifier at a random moment of each period.
struct DriftingBeacon {
  let shopper: ShopperIndex
  let key: IdentityKey
  let exponent: RotationExponent
  /// Seconds that the counter has counted at time zero, without wrapping.
  var start: Double
  /// Beacon seconds for one of ours.
  let rate: Double
  /// Whether it changes late at random, or always on time.
  let changesLate: Bool

  init(
    slot: UInt32, exponent: RotationExponent, start: Double, changesLate: Bool = true,
    partsPerMillion: Double? = nil, using random: inout SplitMix64
  ) throws {
    shopper = ShopperIndex(slot: slot, generation: slot % 3)
    key = try random.key()
    self.exponent = exponent
    self.start = start
    self.changesLate = changesLate
    rate = 1 + (partsPerMillion ?? Double.random(in: -150...150, using: &random)) / 1_000_000
  }

  /// Seconds counted at a time of ours, without wrapping.
  func counted(at seconds: Double) -> Double { start + seconds * rate }

  /// What the counter shows.
  func counter(at seconds: Double) -> UInt32 {
    UInt32(truncatingIfNeeded: Int64(counted(at: seconds).rounded(.down)))
  }

  /// The period whose identifier is on the air, by its number within the counter's 2^32 s.
  func period(at seconds: Double) -> UInt32 {
    let length = Double(1 << Int(exponent.rawValue))
    let counted = counted(at: seconds) / length
    let period = Int64(counted.rounded(.down))
    var random = SplitMix64(seed: UInt64(bitPattern: period) ^ shopper.rawValue << 40)
    let delay = changesLate ? Double.random(in: 0..<1, using: &random) : 0
    let advertised = counted - Double(period) < delay ? period - 1 : period
    return UInt32(truncatingIfNeeded: advertised << Int64(exponent.rawValue)) >> exponent.rawValue
  }

  /// What is on the air.
  func identifier(at seconds: Double) -> BeaconIdentifier {
    key.ephemeralIdentifier(
      exponent: exponent, counter: period(at: seconds) << exponent.rawValue)
  }

  /// What the resolver should have ready for that.
  func advertised(at seconds: Double) -> RotatingIdentifier {
    RotatingIdentifier(
      identifier: identifier(at: seconds), shopper: shopper, period: period(at: seconds))
  }

  /// A reading of its counter that is as wrong as stated.
  func clock(at seconds: Double, error: Int64 = 0, uncertainty: Int64 = 1) -> BeaconClock {
    BeaconClock(
      counter: UInt32(truncatingIfNeeded: Int64(counter(at: seconds)) + error),
      at: Instant(seconds: seconds), uncertainty: .seconds(uncertainty))
  }
}

/// The resolver's table in its plainest form.
struct InstalledIdentifiers {
  private(set) var table: [BeaconIdentifier: RotatingIdentifier] = [:]
  /// Changes that contradict what was installed before.
  private(set) var contradictions = 0

  mutating func apply(_ changes: RotationChanges) {
    for old in changes.retired where table.removeValue(forKey: old.identifier) != old {
      contradictions += 1
    }
    for new in changes.installed where table.updateValue(new, forKey: new.identifier) != nil {
      contradictions += 1
    }
  }

  /// Ends the test at the first identifier that is on the air and not installed.
  func require(
    _ advertised: RotatingIdentifier, at seconds: Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let isReady = table[advertised.identifier] == advertised
    try #require(
      isReady, "slot \(advertised.shopper.slot), period \(advertised.period) at \(seconds) s",
      sourceLocation: sourceLocation)
  }

  func count(of shopper: ShopperIndex) -> Int {
    table.values.count { $0.shopper == shopper }
  }
}
