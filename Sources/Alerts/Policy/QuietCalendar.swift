/// The quiet hours of a site as stretches of time, for as far as somebody has worked them out.
///
/// Daylight saving and the rules of a time zone are settled by whoever makes the calendar. A time
/// outside the coverage counts as quiet: when in doubt, no alert.
public struct QuietCalendar: Equatable, Sendable {
  /// The time for which the intervals are complete.
  public let coverage: Range<LedgerTime>
  /// The quiet stretches, ascending, apart from one another and within the coverage.
  public let intervals: [Range<LedgerTime>]

  /// Creates a calendar. The intervals may come in any order and overlap; what lies outside the
  /// coverage is cut off.
  ///
  /// - Complexity: O(n log n) for n intervals.
  public init(covering coverage: Range<LedgerTime>, quiet intervals: [Range<LedgerTime>]) {
    self.coverage = coverage
    var apart: [Range<LedgerTime>] = []
    for interval in intervals.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      let inside = interval.clamped(to: coverage)
      guard !inside.isEmpty else { continue }
      if let last = apart.last, last.upperBound >= inside.lowerBound {
        apart[apart.count - 1] = last.lowerBound..<max(last.upperBound, inside.upperBound)
      } else {
        apart.append(inside)
      }
    }
    self.intervals = apart
  }

  /// The calendar of a site without quiet hours.
  public static let never = QuietCalendar(covering: .min ..< .max, quiet: [])

  /// Whether no time can be quiet, so that the clock need not be right.
  var isNever: Bool { self == .never }

  /// Whether a time is quiet. Complexity: O(log n) for n intervals.
  public func isQuiet(at time: LedgerTime) -> Bool { answer(at: time) != .open }

  /// Whether a time is quiet, and until when. Complexity: O(log n) for n intervals.
  public func answer(at time: LedgerTime) -> Answer {
    guard coverage.contains(time) else { return .quiet(until: nil) }
    var low = 0
    var high = intervals.count
    while low < high {
      let middle = (low + high) / 2
      if intervals[middle].upperBound <= time { low = middle + 1 } else { high = middle }
    }
    guard low < intervals.count, intervals[low].contains(time) else { return .open }
    let end = intervals[low].upperBound
    return .quiet(until: end < coverage.upperBound ? end : nil)
  }

  /// What a calendar says of a time.
  public enum Answer: Equatable, Sendable {
    /// It is not quiet.
    case open
    /// It is quiet until then, or for nobody knows how long.
    case quiet(until: LedgerTime?)
  }
}
