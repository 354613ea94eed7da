import Advertising
import Crypto
public import Proximity

extension EphemeralIdentifiers {
  /// Computes what is due at a moment, spending no more than a number of AES blocks, and puts it
  /// into `changes` in place of what was there.
  ///
  /// An identifier takes one block, and one more for each 65,536 s of a beacon; so at most `budget`
  /// identifiers come as installed. Work left over goes on where it stopped.
  ///
  /// An earlier moment than one given before counts as the latest one given.
  ///
  /// - Parameters:
  ///   - now: the moment.
  ///   - budget: AES blocks; one takes a fraction of a microsecond. At 0 or below nothing is done.
  ///   - changes: is given what the resolver must take in and let go of.
  /// - Returns: whether everything due was done.
  /// - Complexity: O(beacons due), whatever the number enrolled.
  public mutating func advance(
    to now: Instant, budget: Int, into changes: inout RotationChanges
  ) -> Bool {
    changes.removeAll()
    let time = max(now.microseconds, wheel.second * 1_000_000)
    var remaining = budget
    while let row = wheel.firstDue(at: time.divided(roundingDownBy: 1_000_000)) {
      guard remaining > 0, let next = update(row, at: time, spending: &remaining, into: &changes)
      else { return false }
      wheel.schedule(row, at: next)
    }
    return true
  }

  /// Moves one beacon's window to a time.
  ///
  /// - Returns: the second at which it must move again, or nothing when the blocks ran out.
  private mutating func update(
    _ row: Int, at time: Int64, spending remaining: inout Int, into changes: inout RotationChanges
  ) -> Int64? {
    var beacon = beacons[row]
    defer { beacons[row] = beacon }
    let window = PeriodWindow(of: beacon, at: time, limit: limits.periodsPerBeacon)
    let wanted = Range(window.periods)
    for period in beacon.installed where !wanted.contains(period) {
      retire(period, of: beacon, into: &changes)
    }
    beacon.installed = beacon.installed.clamped(to: wanted)
    if beacon.installed.isEmpty {
      beacon.installed = wanted.lowerBound..<wanted.lowerBound
    }
    while beacon.installed.upperBound < wanted.upperBound {
      let period = beacon.installed.upperBound
      guard install(period, of: &beacon, spending: &remaining, into: &changes) else { return nil }
      beacon.installed = beacon.installed.lowerBound..<period + 1
    }
    while beacon.installed.lowerBound > wanted.lowerBound {
      let period = beacon.installed.lowerBound - 1
      guard install(period, of: &beacon, spending: &remaining, into: &changes) else { return nil }
      beacon.installed = period..<beacon.installed.upperBound
    }
    if window.isClipped { counters.clipped += 1 }
    return window.until
  }

  /// Computes the identifier of one period, unless the blocks run out before.
  private mutating func install(
    _ period: Int64, of beacon: inout EnrolledBeacon, spending remaining: inout Int,
    into changes: inout RotationChanges
  ) -> Bool {
    let counter = beacon.counter(of: period)
    if beacon.temporaryKey.number != Int32(counter >> 16) {
      guard remaining > 0 else { return false }
      remaining -= 1
      beacon.temporaryKey = temporaryKey(of: beacon, counter: counter)
    }
    guard remaining > 0 else { return false }
    remaining -= 1
    let identifier = cipher.encrypt(
      low: EphemeralIdentifierBlock.identifier(exponent: beacon.exponent, counter: counter),
      key: cipher.prepare(beacon.temporaryKey.key)
    ).high
    identifiers[place(of: period, of: beacon)] = identifier
    changes.installed.append(rotating(identifier, period, of: beacon))
    counters.installed += 1
    return true
  }

  private mutating func temporaryKey(of beacon: EnrolledBeacon, counter: UInt32) -> TemporaryKey {
    let number = counter >> 16
    let key = cipher.encrypt(
      low: EphemeralIdentifierBlock.temporaryKey(number: UInt16(number)),
      key: cipher.prepare(beacon.key))
    return TemporaryKey(number: Int32(number), key: IdentityKey(high: key.high, low: key.low))
  }

  /// Takes the identifier of one installed period back.
  mutating func retire(
    _ period: Int64, of beacon: EnrolledBeacon, into changes: inout RotationChanges
  ) {
    let identifier = identifiers[place(of: period, of: beacon)]
    changes.retired.append(rotating(identifier, period, of: beacon))
    counters.retired += 1
  }

  private func rotating(
    _ identifier: UInt64, _ period: Int64, of beacon: EnrolledBeacon
  ) -> RotatingIdentifier {
    RotatingIdentifier(
      identifier: BeaconIdentifier(kind: .eddystoneEID, high: identifier),
      shopper: beacon.shopper, period: beacon.number(of: period))
  }

  /// Where the identifier of a period is kept.
  private func place(of period: Int64, of beacon: EnrolledBeacon) -> Int {
    let ring = Int64(limits.periodsPerBeacon)
    let position = period - period.divided(roundingDownBy: ring) * ring
    return beacon.shopper.slot * limits.periodsPerBeacon + Int(position)
  }
}
