public import Proximity

extension Walk {
  /// When somebody on it is within a radius of any of some points, height left out: the truth that
  /// no radio blurs.
  ///
  /// - Returns: ranges of time in ascending order, without overlap.
  public func presence(within radius: Double, of points: [Position]) -> [Range<Instant>] {
    var ranges: [Range<Instant>] = []
    for (from, to) in zip(waypoints, waypoints.dropFirst()) where from.time < to.time {
      for point in points {
        guard let share = Self.share(from.position, to.position, within: radius, of: point) else {
          continue
        }
        let length = (to.time - from.time) / .seconds(1)
        let begin = from.time + .seconds(length * share.lowerBound)
        let end = from.time + .seconds(length * share.upperBound)
        if begin < end { ranges.append(begin..<end) }
      }
    }
    return ranges.joined(across: .microseconds(1))
  }

  /// The part of a straight line that lies within a radius of a point: where the quadratic
  /// |from + u·(to - from) - point|² - radius² is negative.
  private static func share(
    _ from: Position, _ to: Position, within radius: Double, of point: Position
  ) -> ClosedRange<Double>? {
    let way = (Double(to.x) - Double(from.x), Double(to.y) - Double(from.y))
    let offset = (Double(from.x) - Double(point.x), Double(from.y) - Double(point.y))
    let square = way.0 * way.0 + way.1 * way.1
    let slope = way.0 * offset.0 + way.1 * offset.1
    let excess = offset.0 * offset.0 + offset.1 * offset.1 - radius * radius
    guard square > 1e-12 else { return excess <= 0 ? 0...1 : nil }
    let discriminant = slope * slope - square * excess
    guard discriminant > 0 else { return nil }
    let root = discriminant.squareRoot()
    let begin = max(0, (-slope - root) / square)
    let end = min(1, (-slope + root) / square)
    return begin < end ? begin...end : nil
  }
}

extension [Range<Instant>] {
  /// The ranges in ascending order, those that lie no more than a gap apart made one.
  func joined(across gap: Duration) -> Self {
    var joined: Self = []
    for range in sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = joined.last, range.lowerBound - last.upperBound <= gap {
        joined[joined.count - 1] =
          last.lowerBound..<Swift.max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
    return joined
  }
}
