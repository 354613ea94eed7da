public import Alerts

/// What one sweep removed.
public struct Swept: Equatable, Sendable {
  /// Visits removed.
  public var visits = 0
  /// Lines of the audit removed.
  public var lines = 0
  /// Pages from which something old was removed.
  public var pages = 0
  /// Rows from a time that has not come, kept while the clock was wrong. They are taken to be of now.
  public var redated = 0
  /// Rows that could not be read; they are left, and looked at again after a retention.
  public var unreadable = 0
  /// Whether nothing is left to be swept now.
  public var isDone = true

  /// Creates the account of a sweep that removed nothing.
  public init() {}
}

/// The end of what has been kept long enough.
public protocol Sweeping: Sendable {
  /// How long it keeps visits, decisions and the audit.
  var retention: Retention { get async }

  /// Removes visits and lines of the audit whose time is up, and what is old from pages that have
  /// not changed for as long.
  ///
  /// - Parameters:
  ///   - moment: the time. When it is not trusted, nothing is swept.
  ///   - budget: how many rows it may look at, at least 1.
  ///   - aged: the page as it is now; `step` with the event `time` does it.
  func sweep(
    at moment: Moment, budget: Int, aged: @escaping @Sendable (Page) -> Page
  ) async throws(LedgerError) -> Swept
}

extension LedgerTime {
  /// The latest hour that is up when so much time may pass.
  public func lastHour(before retention: Retention) -> Int64 { (self - retention.period).hour }

  /// The latest hour at which a page was last looked at that is to be looked at again: what is on a page
  /// is never kept for longer than `PageLimits.memory`.
  public func lastHourOfPages(_ retention: Retention) -> Int64 {
    (self - Swift.min(retention.period, PageLimits.memory)).hour
  }

  /// The last hour that a clock which is a little ahead may say it is: a day from now.
  public var lastHourToCome: Int64 { (self + .seconds(86_400)).hour }
}

extension Page {
  /// At which hour a page counts as looked at that has been aged just now: so that it is looked at again
  /// tomorrow while something is left that grows old, and otherwise as late as any other.
  public func nextLook(at now: LedgerTime, _ retention: Retention) -> Int64 {
    let isAgeing = !reservations.isEmpty || !decisions.isEmpty || !visits.isEmpty
    return isAgeing ? now.lastHourOfPages(retention) + 24 : now.hour
  }
}
