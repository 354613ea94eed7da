public import Proximity

/// The identifiers that enrolled Eddystone-EID beacons may advertise, computed ahead of time.
///
/// A beacon changes its identifier every 2^K seconds of a clock of its own, which drifts. This
/// table keeps, for each beacon, the period that may be on the air and both its neighbours ready,
/// and more of them while the beacon's clock is less certain. It learns the clock from sightings.
/// Only what changes is computed and handed out, for the resolver to install and to retire:
/// ```
/// repeat {
///   finished = table.advance(to: now, budget: 1_000, into: &changes)
///   // hand changes to the resolver
/// } while !finished
/// ```
/// Where a clock is well known, an identifier is installed about a period before it can be heard,
/// so a beacon is never lost at a roll-over. Work done up to 10 s late (a period, if that is
/// shorter) loses nothing.
///
/// Source: google/eddystone, eddystone-eid/eid-computation.md.
public struct EphemeralIdentifiers: ~Copyable, Sendable {
  /// The bounds it was made with.
  public let limits: RotationLimits
  /// What has happened so far.
  public internal(set) var counters = RotationCounters()

  /// By slot of the shopper.
  var beacons: [EnrolledBeacon] = []
  /// The installed identifiers of each beacon, a ring of `periodsPerBeacon` by period.
  var identifiers: [UInt64] = []
  /// One-way images of the enrolled keys, to refuse a key that is enrolled twice.
  var keyChecks: Set<UInt64> = []
  var wheel: DeadlineWheel
  var cipher = BlockCipher()

  /// Creates an empty table; its memory grows with the highest slot enrolled, up to the limits.
  ///
  /// - Parameters:
  ///   - limits: how many beacons, and periods of each, fit.
  ///   - start: the present moment.
  /// - Throws: `ConfigurationError` for limits that are out of range.
  public init(
    _ limits: RotationLimits = RotationLimits(), startingAt start: Instant
  ) throws(ConfigurationError) {
    try limits.validate()
    self.limits = limits
    wheel = DeadlineWheel(startingAt: start.microseconds.divided(roundingDownBy: 1_000_000))
  }

  /// When `advance` has something to do next: a moment already reached while work is waiting,
  /// nothing while no beacon is enrolled.
  public var nextDeadline: Instant? {
    wheel.nextSecond.map { Instant(nanoseconds: 0) + .seconds($0) }
  }

  /// Takes in that a beacon was heard in a period, which tells its clock from ours.
  ///
  /// A sighting of period p says that the beacon's counter stands in p, or in p + 1 if the beacon
  /// is late to change, as the specification recommends it to be at random.
  public mutating func observe(_ sighting: RotationSighting) {
    guard let row = row(of: sighting.shopper),
      let period = beacons[row].installedPeriod(numbered: sighting.period)
    else {
      counters.strays += 1
      return
    }
    let periodLength = beacons[row].periodLength
    let start = period * periodLength
    let observation = beacons[row].clock.observe(
      from: start - ClockEstimate.tolerance,
      to: start + 2 * periodLength + ClockEstimate.tolerance,
      at: sighting.time.microseconds)
    switch observation {
    case .nothingNew: break
    case .narrower: counters.narrowed += 1
    case .contradiction:
      counters.clockJumps += 1
      wheel.makeDue(row)
    }
  }

  /// What is known of a beacon's clock at a moment, to enrol it again after a restart.
  public func clock(of shopper: ShopperIndex, at time: Instant) -> BeaconClock? {
    guard let row = row(of: shopper) else { return nil }
    let (low, high) = beacons[row].clock.bounds(at: time.microseconds)
    let counter = (low + (high - low) / 2).divided(roundingDownBy: 1_000_000)
    let spread = max(0, counter * 1_000_000 - low, high - (counter + 1) * 1_000_000)
    return BeaconClock(
      counter: UInt32(truncatingIfNeeded: counter), at: time, uncertainty: .microseconds(spread))
  }

  /// Where a shopper's beacon is, if one is enrolled.
  func row(of shopper: ShopperIndex) -> Int? {
    let row = shopper.slot
    guard row < beacons.count, !beacons[row].isVacant, beacons[row].shopper == shopper else {
      return nil
    }
    return row
  }
}
