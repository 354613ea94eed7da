/// The time of a decision, and whether the clock that told it can be believed.
public struct Moment: BitwiseCopyable, Equatable, Sendable {
  /// The ledger time.
  public var now: LedgerTime
  /// Whether the wall clock is known to be right, so that quiet hours can be told from it.
  public var isTrusted: Bool

  /// Creates a moment.
  public init(now: LedgerTime, isTrusted: Bool = true) {
    self.now = now
    self.isTrusted = isTrusted
  }
}
