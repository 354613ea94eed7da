import Proximity

/// Where a beacon's clock may stand: an interval of beacon time that holds the truth as long as
/// both clocks keep their promised rate.
///
/// All times are whole microseconds, ours since the origin of `Instant`, the beacon's since its
/// counter was zero and counted on beyond 2^32 s. So no sum can overflow: an instant is within
/// ±9.3e15 µs, a counter below 4.3e15 µs.
struct ClockEstimate: BitwiseCopyable, Sendable {
  /// How fast the clocks may run apart: 150 ppm are granted to the beacon by the Eddystone-EID
  /// specification, 50 ppm are ours.
  static let driftPerMillion: Int64 = 200
  /// How wrong the time of a sighting may be, and how far a beacon may round.
  static let tolerance: Int64 = 1_000_000

  /// Our time at which the bounds hold.
  private var anchor: Int64
  /// The earliest possible beacon time at the anchor.
  private var low: Int64
  /// The latest possible beacon time at the anchor.
  private var high: Int64

  init(_ clock: BeaconClock) {
    let uncertainty = min(max(0, clock.uncertainty.inNanoseconds / 1_000), 1 << 32 * 1_000_000)
    anchor = clock.instant.microseconds
    low = Int64(clock.counter) * 1_000_000 - uncertainty
    high = (Int64(clock.counter) + 1) * 1_000_000 + uncertainty
  }

  /// The earliest and the latest beacon time possible at a time of ours.
  func bounds(at time: Int64) -> (low: Int64, high: Int64) {
    let drift = Self.drift(over: time - anchor)
    return (low + time - anchor - drift, high + time - anchor + drift)
  }

  /// The first time of ours, not before `time`, at which even the slowest possible beacon has
  /// reached a beacon time.
  func time(whenLowReaches target: Int64, after time: Int64) -> Int64 {
    let missing = max(0, target - bounds(at: time).low)
    return time + missing + Self.drift(over: missing) + missing / 1_000_000
  }

  /// Takes in that beacon time was within bounds at a time of ours.
  ///
  /// A contradiction means that the beacon's clock was set or that power failed: what was heard is
  /// then believed over what was known.
  mutating func observe(from first: Int64, to last: Int64, at time: Int64) -> Observation {
    let known = bounds(at: time)
    if first <= known.low && last >= known.high { return .nothingNew }
    if first > known.high || last < known.low {
      (anchor, low, high) = (time, first, last)
      return .contradiction
    }
    // Each move of the anchor rounds the drift up: at most one a second keeps that negligible.
    if time - anchor >= 1_000_000 {
      (anchor, low, high) = (time, max(known.low, first), min(known.high, last))
    } else {
      let drift = Self.drift(over: time - anchor)
      low = max(low, first - (time - anchor) - drift)
      high = min(high, last - (time - anchor) + drift)
    }
    return .narrower
  }

  enum Observation { case nothingNew, narrower, contradiction }

  /// The drift over a time span of either sign, rounded up.
  private static func drift(over span: Int64) -> Int64 {
    (Int64(span.magnitude) * driftPerMillion + 999_999) / 1_000_000
  }
}

extension Instant {
  /// Whole microseconds since the origin, rounded down.
  var microseconds: Int64 { nanoseconds.divided(roundingDownBy: 1_000) }
}

extension Int64 {
  /// The quotient rounded towards negative infinity; the divisor is positive.
  func divided(roundingDownBy divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
