import Alerts
import BlueZ
import Foundation
import Gateway
import Proximity

/// Turns the radio's instants, which count from boot, into those of a live gateway.
///
/// They count from the Unix epoch as it was known at the start, so that people can read them, and go
/// on at the pace of the monotonic clock whatever is done to the time of the day.
struct LiveClock {
  private let shift: Duration

  init() {
    shift = .seconds(Date.now.timeIntervalSince1970) - (RadioClock.now - Instant(nanoseconds: 0))
  }

  func instant(_ time: Instant) -> Instant { time + shift }

  /// The ledger's clock: read once, and again as soon as the time of the day can be trusted.
  func ledgerClock(at now: Instant, instead old: LedgerClock?) -> LedgerClock {
    if let old, old.isTrusted { return old }
    let isTrusted = RadioClock.isSynchronised
    if let old, !isTrusted { return old }
    let elapsed = now - instant(RadioClock.now)
    let time = Duration.seconds(Date.now.timeIntervalSince1970) + elapsed
    return LedgerClock(
      instant: now, time: LedgerTime(nanoseconds: time.inNanoseconds), isTrusted: isTrusted)
  }
}
