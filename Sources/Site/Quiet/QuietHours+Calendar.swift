public import Alerts

extension QuietHours {
  /// The longest time a calendar is worked out for: about ten years.
  ///
  /// Nobody knows today's rules to hold for longer, and a calendar is remade as time goes on.
  public static let longestCoverage: Duration = .seconds(3660 * 86_400)

  /// Works out the quiet stretches of a time range.
  ///
  /// A time is quiet when the clock on the wall shows a reading within a window. So an hour that
  /// the clocks repeat is quiet twice, and one that they skip is not quiet at all. A window that
  /// goes past midnight belongs to the day it begins on.
  ///
  /// - Parameter range: whole seconds count; it is cut off after ``longestCoverage``, and what lies
  ///   beyond counts as quiet.
  /// - Complexity: O(days × windows).
  public func calendar(covering range: Range<LedgerTime>) -> QuietCalendar {
    guard !windows.isEmpty else { return .never }
    let coverage = range.clamped(
      to: range.lowerBound..<(range.lowerBound + Self.longestCoverage))
    let seconds = coverage.lowerBound.wholeSeconds..<(coverage.upperBound.wholeSeconds + 1)
    var quiet: [Range<LedgerTime>] = []
    for stretch in zone.stretches(in: seconds) {
      for interval in intervals(in: stretch) {
        quiet.append(
          LedgerTime(seconds: interval.lowerBound)..<LedgerTime(seconds: interval.upperBound))
      }
    }
    return QuietCalendar(covering: coverage, quiet: quiet)
  }

  /// The quiet intervals of a stretch of time without a change of the clocks, in UTC seconds.
  private func intervals(in stretch: SiteZone.Stretch) -> [Range<Int64>] {
    let local = stretch.range.shifted(by: stretch.offset)
    var intervals: [Range<Int64>] = []
    let first = (local.lowerBound / Self.day) - 2
    let last = (local.upperBound / Self.day) + 1
    for date in first...last {
      let weekday = Weekday(ofDay: date)
      for window in windows where window.days.contains(weekday) {
        let start = date * Self.day + Int64(window.from.minutes) * 60
        let end = (window.wraps ? date + 1 : date) * Self.day + Int64(window.to.minutes) * 60
        let interval = (start..<end).clamped(to: local)
        if !interval.isEmpty { intervals.append(interval.shifted(by: -stretch.offset)) }
      }
    }
    return intervals
  }

  private static let day: Int64 = 86_400
}

extension Range<Int64> {
  fileprivate func shifted(by offset: Int64) -> Self {
    (lowerBound + offset)..<(upperBound + offset)
  }
}

extension LedgerTime {
  /// The second it lies in, since 1970.
  fileprivate var wholeSeconds: Int64 {
    let (quotient, remainder) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    return remainder < 0 ? quotient - 1 : quotient
  }

  /// Creates a time from seconds since 1970, saturating at the ends of the range.
  fileprivate init(seconds: Int64) {
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    self.init(nanoseconds: overflow ? (seconds < 0 ? .min : .max) : product)
  }
}
