import Advertising
import Proximity

/// One row of `EphemeralIdentifiers`: a beacon's secrets, its clock, and which of its periods are
/// installed.
struct EnrolledBeacon: Sendable {
  let shopper: ShopperIndex
  let key: IdentityKey
  let exponent: RotationExponent
  var clock: ClockEstimate
  var temporaryKey = TemporaryKey()
  /// The periods installed at the resolver, as they count on beyond 2^32 s.
  var installed: Range<Int64> = 0..<0

  /// Whether nobody is enrolled in the row.
  var isVacant: Bool { key.isZero }

  /// What a row holds when nobody is enrolled; storing it wipes the secrets of a former owner.
  static var vacant: EnrolledBeacon {
    EnrolledBeacon(
      shopper: ShopperIndex(slot: 0, generation: 0), key: .zero, exponent: .slowest,
      clock: ClockEstimate(BeaconClock(counter: 0, at: Instant(nanoseconds: 0))))
  }

  /// The counter of the beacon at the start of a period.
  func counter(of period: Int64) -> UInt32 {
    UInt32(truncatingIfNeeded: period << Int64(exponent.rawValue))
  }

  /// A period's number within the 2^32 s of the beacon's counter, as the resolver knows it.
  func number(of period: Int64) -> UInt32 { counter(of: period) >> exponent.rawValue }

  /// The installed period that the resolver knows by a number.
  func installedPeriod(numbered number: UInt32) -> Int64? {
    installed.first { self.number(of: $0) == number }
  }

  /// The length of a period in microseconds.
  var periodLength: Int64 { 1_000_000 << Int64(exponent.rawValue) }

  /// The period that holds a beacon time in microseconds.
  func period(at beaconTime: Int64) -> Int64 {
    beaconTime.divided(roundingDownBy: 1_000_000) >> Int64(exponent.rawValue)
  }
}

/// The key that a beacon's identifiers are encrypted with for 65,536 s.
struct TemporaryKey: Sendable {
  /// The top 16 bits of the counter that it belongs to; -1 before it is computed.
  var number: Int32 = -1
  var key = IdentityKey.zero
}

/// Which periods of one beacon must be installed from now on, and for how long that holds.
struct PeriodWindow {
  /// From the period before the earliest that may be on the air, because the specification lets a
  /// beacon change late within the new period.
  let periods: ClosedRange<Int64>
  /// Our second at which the window must move.
  let until: Int64
  /// Whether the clock is too uncertain for all possible periods to find room.
  let isClipped: Bool

  /// How late the work may come after its second without an identifier going missing.
  private static let lead: Int64 = 10_000_000

  init(of beacon: EnrolledBeacon, at now: Int64, limit: Int) {
    let (low, high) = beacon.clock.bounds(at: now)
    let slowest = beacon.period(at: low)
    let crossing = beacon.clock.time(
      whenLowReaches: (slowest + 1) * beacon.periodLength, after: now)
    until = crossing.divided(roundingDownBy: 1_000_000) + 1
    let horizon = until * 1_000_000 + min(Self.lead, beacon.periodLength)
    let fastest = beacon.period(at: beacon.clock.bounds(at: horizon).high)

    let all = slowest - 1...fastest
    isClipped = all.count > limit
    guard isClipped else {
      periods = all
      return
    }
    let middle = beacon.period(at: low + (high - low) / 2)
    let first = min(max(middle - Int64(limit) / 2, all.lowerBound), fastest - Int64(limit) + 1)
    periods = first...first + Int64(limit) - 1
  }
}
