/// What an event led to: the page as it is now, what was decided, and when to look again.
///
/// The page must be durable before any of the decisions is acted upon.
public struct Step: Equatable, Sendable {
  /// The page as it is now.
  public var page: Page
  /// What was decided, in the order in which it was.
  public var decisions: [Decision]
  /// When a deferred alert is to be looked at again, with the event `time`; none if nothing waits.
  public var deadline: LedgerTime?
}
