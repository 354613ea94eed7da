/// The time of a decision, and whether the clock that told it can be believed.
public struct Moment: BitwiseCopyable, Equatable, Sendable {
  /// The ledger time.
  public var now: LedgerTime
  /// Whether the wall clock is known to be right, so that quiet hours can be told from it.
  public var isTrusted: Bool
  /// The minute of the day on the clocks of the site, 0 to 1439; nothing when nobody knows it. A
  /// shopper's own quiet hours are told from it.
  public var minuteOfDay: Int?

  /// Creates a moment.
  public init(now: LedgerTime, isTrusted: Bool = true, minuteOfDay: Int? = nil) {
    self.now = now
    self.isTrusted = isTrusted
    self.minuteOfDay = minuteOfDay
  }
}
