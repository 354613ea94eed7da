/// A time somebody spent at a place, as visits are counted.
public struct Visit: Equatable, Sendable {
  /// From the first to the last moment there.
  public var time: Interval
  /// Whether there was a visit before it.
  public var isReturn: Bool

  /// Creates a visit.
  public init(_ time: Interval, isReturn: Bool) {
    self.time = time
    self.isReturn = isReturn
  }
}

extension [Interval] {
  /// The visits that these intervals amount to, in order and without overlap as they are.
  ///
  /// - Parameters:
  ///   - minimumDwell: seconds; what is shorter is passing by.
  ///   - mergeGap: seconds; a step out that is no longer than this ends no visit.
  public func visits(minimumDwell: Double, mergeGap: Double) -> [Visit] {
    var joined: [Interval] = []
    for interval in self {
      if let last = joined.last, interval.start - last.end <= mergeGap {
        joined[joined.count - 1].end = interval.end
      } else {
        joined.append(interval)
      }
    }
    return joined.filter { $0.length >= minimumDwell }.enumerated().map { index, time in
      Visit(time, isReturn: index > 0)
    }
  }
}
