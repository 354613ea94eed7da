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

  /// The instant since boot of a live gateway's.
  func sinceBoot(_ instant: Instant) -> Instant { instant + (.zero - shift) }
}

/// The one clock of a live store, which its loop and its desk share: what was kept of this boot, or read
/// once, and read again as soon as the time of the day can be trusted.
final class StoreClock: Sendable {
  let epoch = LiveClock()
  private let kept: KeptClock?
  private let clock: Mutex<LedgerClock?>

  init(kept: KeptClock?) {
    self.kept = kept
    let epoch = epoch
    clock = Mutex(
      kept?.reading(upTo: RadioClock.now).map {
        LedgerClock(instant: epoch.instant($0.instant), time: $0.time, isTrusted: true)
      })
  }

  /// The ledger's clock at an instant of the gateway.
  func reading(at now: Instant) -> LedgerClock {
    clock.withLock { clock in
      if let clock, clock.isTrusted { return clock }
      let isTrusted = RadioClock.isSynchronised
      if let clock, !isTrusted { return clock }
      let elapsed = now - epoch.instant(RadioClock.now)
      let time = LedgerTime(
        nanoseconds: (Duration.seconds(Date.now.timeIntervalSince1970) + elapsed).inNanoseconds)
      if isTrusted { kept?.keep(time, at: epoch.sinceBoot(now)) }
      let reading = LedgerClock(instant: now, time: time, isTrusted: isTrusted)
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
