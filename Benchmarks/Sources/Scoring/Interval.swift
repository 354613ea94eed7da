/// A stretch of time, in seconds since the beginning of a recording.
public struct Interval: Equatable, Sendable {
  /// When it begins.
  public var start: Double
  /// When it ends; not before `start`.
  public var end: Double

  /// Creates an interval.
  ///
  /// - Precondition: `start` is not after `end`.
  public init(_ start: Double, _ end: Double) {
    precondition(start <= end, "an interval must not end before it begins")
    self.start = start
    self.end = end
  }

  /// Seconds from start to end.
  public var length: Double { end - start }

  /// Seconds that two intervals have in common.
  public func overlap(with other: Interval) -> Double {
    max(0, min(end, other.end) - max(start, other.start))
  }
}

extension [Interval] {
  /// Seconds in all intervals, which do not overlap one another.
  public var length: Double { reduce(0) { $0 + $1.length } }

  /// Seconds that two lists have in common, each of intervals that do not overlap one another.
  ///
  /// - Complexity: O(n · m).
  public func overlap(with other: [Interval]) -> Double {
    reduce(0) { sum, interval in other.reduce(sum) { $0 + $1.overlap(with: interval) } }
  }

  /// The intervals in which something holds that is told by its changes.
  ///
  /// - Parameters:
  ///   - changes: in ascending order of time; it does not hold before the first. Being told again
  ///     what is known already changes nothing.
  ///   - end: when the recording ends, and with it whatever still holds; what changes then or later
  ///     is left out.
  public init(changes: [(time: Double, holds: Bool)], until end: Double) {
    self = []
    var start: Double?
    for change in changes.prefix(while: { $0.time < end }) {
      if change.holds {
        start = start ?? change.time
      } else if let begun = start {
        append(Interval(begun, change.time))
        start = nil
      }
    }
    if let begun = start { append(Interval(begun, end)) }
  }

  /// What any of several lists says, each of intervals in order that do not overlap one another.
  public static func union(of lists: [[Interval]]) -> [Interval] {
    lists.joined().sorted { $0.start < $1.start }.reduce(into: []) { joined, interval in
      if let last = joined.last, interval.start <= last.end {
        joined[joined.count - 1].end = Swift.max(last.end, interval.end)
      } else {
        joined.append(interval)
      }
    }
  }
}
