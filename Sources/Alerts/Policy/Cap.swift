internal import Proximity

/// A frequency cap: at most `count` alerts within any `per`.
///
/// The window rolls: at the time t it holds the alerts later than t − `per`, so that one sent
/// exactly `per` ago no longer counts.
public struct Cap: Hashable, Sendable {
  /// At most that many; 0 lets nothing through, and 100 is the most that can be asked for.
  public let count: Int
  let window: Int64

  /// The length of the window, in whole nanoseconds; 1 s to 14 days.
  public var per: Duration { .nanoseconds(window) }

  /// Creates a cap. Its numbers are checked where it is put to use.
  public init(count: Int, per: Duration) {
    self.count = count
    self.window = per.inNanoseconds
  }

  /// The windows a cap may have: the log of a page does not reach further back.
  public static let windows: ClosedRange<Duration> = .seconds(1)...PageLimits.memory
  /// The counts a cap may have: a page has room for a little more.
  public static let counts: ClosedRange<Int> = 0...100
}

extension Cap: Codable {
  private enum CodingKeys: String, CodingKey {
    case count
    case window = "per"
  }
}
