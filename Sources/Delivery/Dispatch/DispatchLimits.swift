public import Proximity

/// Every number that bounds a dispatcher, in one place.
public struct DispatchLimits: Equatable, Sendable {
  /// The most deliveries under way at once; 1 to 256.
  public let concurrent: Int
  /// The most that wait for their turn; one more is shed. 0 to 65,536.
  public let waiting: Int
  /// The most attempts at one message, of which all but the last were certainly not sent; 1 to 10.
  public let attempts: Int
  /// The time before the second attempt; it doubles with each. 10 ms to 60 s.
  public let pause: Duration
  /// How old an alert may become before it leaves: the shopper moves on. 100 ms to 10 min.
  public let freshness: Duration

  /// Creates limits.
  ///
  /// - Throws: `ConfigurationError` when a number is out of its range.
  public init(
    concurrent: Int = 8, waiting: Int = 256, attempts: Int = 3,
    pause: Duration = .milliseconds(500), freshness: Duration = .seconds(30)
  ) throws(ConfigurationError) {
    func check<Value: Comparable>(
      _ value: Value, _ range: ClosedRange<Value>, _ key: String
    ) throws(ConfigurationError) {
      guard range.contains(value) else {
        throw ConfigurationError(
          path: "delivery.\(key)",
          problem: "\(value) is not within \(range.lowerBound) to \(range.upperBound)")
      }
    }
    try check(concurrent, 1...256, "concurrent")
    try check(waiting, 0...65_536, "waiting")
    try check(attempts, 1...10, "attempts")
    try check(pause, .milliseconds(10) ... .seconds(60), "pause")
    try check(freshness, .milliseconds(100) ... .seconds(600), "freshness")
    self.concurrent = concurrent
    self.waiting = waiting
    self.attempts = attempts
    self.pause = pause
    self.freshness = freshness
  }
}

/// What became of all that a dispatcher was given.
public struct DispatchCounters: Equatable, Sendable {
  /// Alerts taken, those that were shed at once included.
  public var alerts = 0
  /// Alerts that had been taken before, and were ignored.
  public var duplicates = 0
  /// Requests of shoppers taken.
  public var requests = 0
  /// Delivered.
  public var delivered = 0
  /// Certainly not sent, shed and withdrawn ones included.
  public var notSent = 0
  /// Nobody knows.
  public var unknown = 0
  /// Not sent because too many others were waiting.
  public var shed = 0
  /// Not sent because the shopper withdrew or wants to be left alone.
  public var withdrawn = 0
  /// Attempts after the first.
  public var retries = 0
  /// Outcomes that the page could not be told; their slots stay charged.
  public var unrecorded = 0

  /// Creates counters at 0.
  public init() {}
}
