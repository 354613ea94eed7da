import Alerts
import BlueZ
import Foundation
import Gateway
import Proximity
import Synchronization

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

/// The one clock of a live store, which its loop and its desk share.
final class StoreClock: Sendable {
  let epoch = LiveClock()
  private let clock: Mutex<LedgerClock?> = Mutex(nil)

  /// The ledger's clock at an instant of the gateway.
  func reading(at now: Instant) -> LedgerClock {
    clock.withLock { clock in
      let reading = epoch.ledgerClock(at: now, instead: clock)
      clock = reading
      return reading
    }
  }

  /// The ledger time now.
  var moment: Moment {
    let now = epoch.instant(RadioClock.now)
    return reading(at: now).moment(now)
  }
}
