/// Where somebody was, as a true track says: straight from point to point at constant speed.
public struct Path: Sendable {
  /// A point of a track.
  public struct Point: Sendable {
    /// Seconds since the beginning of the recording.
    public var time: Double
    /// Metres.
    public var x: Double
    /// Metres.
    public var y: Double
    /// Metres above the floor.
    public var z: Double

    /// Creates a point.
    public init(time: Double, x: Double, y: Double, z: Double = 0) {
      self.time = time
      self.x = x
      self.y = y
      self.z = z
    }
  }

  /// In ascending order of time.
  private let points: [Point]

  /// Creates a path; before the first and after the last point it stands still.
  public init(_ points: [Point]) {
    self.points = points
  }

  /// Where somebody on it is at a time.
  ///
  /// - Complexity: O(log n) in the number of points.
  /// - Precondition: there is a point.
  public func position(at time: Double) -> Point {
    var range = points.indices
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      range =
        points[middle].time <= time ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    let next = range.lowerBound
    guard next > 0 else { return points[0] }
    guard next < points.count else { return points[next - 1] }
    let (from, to) = (points[next - 1], points[next])
    let share = (time - from.time) / (to.time - from.time)
    return Point(
      time: time, x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y),
      z: from.z + share * (to.z - from.z))
  }

  /// When the path was within some metres of a spot, horizontally.
  ///
  /// The intervals are exact: the solutions of a quadratic equation for each piece of the path.
  ///
  /// - Parameters:
  ///   - radius: metres.
  ///   - x: metres, of the spot.
  ///   - y: metres, of the spot.
  ///   - recording: what lies outside it is left out.
  public func within(
    _ radius: Double, ofX x: Double, y: Double, during recording: Interval
  ) -> [Interval] {
    guard var from = points.first, var last = points.last else { return [] }
    from.time = min(from.time, recording.start)
    last.time = max(last.time, recording.end)
    var found: [Interval] = []
    for to in points + [last] {
      if let piece = Self.piece(from, to, within: radius, ofX: x, y: y) {
        let start = max(piece.start, recording.start)
        let end = min(piece.end, recording.end)
        if start < end { Self.add(Interval(start, end), to: &found) }
      }
      from = to
    }
    return found
  }

  private static func piece(
    _ from: Point, _ to: Point, within radius: Double, ofX x: Double, y: Double
  ) -> Interval? {
    guard from.time < to.time else { return nil }
    let (stepX, stepY) = (to.x - from.x, to.y - from.y)
    let (awayX, awayY) = (from.x - x, from.y - y)
    // Of the way from one point to the next, the shares u with |away + u · step|² <= radius².
    let square = stepX * stepX + stepY * stepY
    let excess = awayX * awayX + awayY * awayY - radius * radius
    guard square > 0 else { return excess <= 0 ? Interval(from.time, to.time) : nil }
    let half = (awayX * stepX + awayY * stepY) / square
    let discriminant = half * half - excess / square
    guard discriminant >= 0 else { return nil }
    let enter = max(0, -half - discriminant.squareRoot())
    let exit = min(1, -half + discriminant.squareRoot())
    guard enter <= exit else { return nil }
    let duration = to.time - from.time
    return Interval(from.time + enter * duration, from.time + exit * duration)
  }

  /// Pieces that touch are one interval; a microsecond between them is rounding.
  private static func add(_ interval: Interval, to found: inout [Interval]) {
    if let last = found.last, interval.start - last.end < 1e-6 {
      found[found.count - 1].end = max(last.end, interval.end)
    } else {
      found.append(interval)
    }
  }
}
