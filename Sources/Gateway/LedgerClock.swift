public import Alerts
public import Proximity

/// Tells ledger time from the engine's time: a wall clock read once, and monotonic time since.
///
/// However the wall clock is stepped afterwards, ledger time goes on at the pace of the engine's.
public struct LedgerClock: Equatable, Sendable {
  /// An instant whose ledger time is known.
  public let instant: Instant
  /// The ledger time of that instant.
  public let time: LedgerTime
  /// Whether the wall clock could be trusted when it was read.
  public let isTrusted: Bool

  /// Creates a clock from one reading of the wall clock.
  public init(instant: Instant, time: LedgerTime, isTrusted: Bool) {
    self.instant = instant
    self.time = time
    self.isTrusted = isTrusted
  }

  /// The clock of a recording whose instants count from the Unix epoch.
  public static let recording = LedgerClock(
    instant: Instant(nanoseconds: 0), time: LedgerTime(nanoseconds: 0), isTrusted: true)

  /// The ledger time of an instant, and whether it can be trusted.
  public func moment(_ instant: Instant) -> Moment {
    Moment(now: time + (instant - self.instant), isTrusted: isTrusted)
  }

  /// The instant of a ledger time.
  public func instant(_ time: LedgerTime) -> Instant { instant + (time - self.time) }
}
