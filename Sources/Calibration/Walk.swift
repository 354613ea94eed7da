public import Proximity

/// Where the carrier of a beacon was, and when: known points with straight lines between them.
public struct Walk: Equatable, Sendable {
  /// The known points, by time.
  public let points: [Waypoint]

  /// The most points of a walk.
  public static let longest = 100_000
  /// Metres from the origin within which points lie.
  public static let reach: Float = 100_000

  /// Creates a walk.
  ///
  /// - Throws: ``WalkError`` when the points do not tell where somebody was for any time.
  public init(_ points: [Waypoint]) throws(WalkError) {
    guard points.count >= 2 else { throw .tooShort }
    guard points.count <= Self.longest else { throw .tooLong }
    for (index, point) in points.enumerated() {
      guard point.position.isWithin(Self.reach) else { throw .nowhere(index) }
      guard Instant.range.contains(point.time), index == 0 || points[index - 1].time < point.time
      else { throw .outOfOrder(index) }
    }
    self.points = points
  }

  /// From the first point to the last.
  public var span: ClosedRange<Instant> { points[0].time...points[points.count - 1].time }

  /// Where the carrier was; nothing before the first point and after the last.
  ///
  /// Complexity: O(log points).
  public func position(at time: Instant) -> Position? {
    guard span.contains(time) else { return nil }
    var (before, after) = (0, points.count - 1)
    while after - before > 1 {
      let middle = before + (after - before) / 2
      if points[middle].time <= time { before = middle } else { after = middle }
    }
    let (from, to) = (points[before], points[after])
    let part = (time - from.time) / (to.time - from.time)
    return from.position.moved(Float(part), towards: to.position)
  }
}

/// A point that the carrier of a beacon passed.
public struct Waypoint: Equatable, Sendable {
  /// When.
  public var time: Instant
  /// Where the beacon was, in the metres of the site.
  public var position: Position

  /// Creates a point.
  public init(time: Instant, position: Position) {
    self.time = time
    self.position = position
  }
}

/// Why points are no walk; indices are of the points that were given.
public enum WalkError: Error, Equatable, Sendable {
  /// There are fewer than two points.
  case tooShort
  /// There are more than ``Walk/longest`` points.
  case tooLong
  /// A point is not within ``Walk/reach`` of the origin.
  case nowhere(Int)
  /// A point is not after the one before, or its time is outside `Instant.range`.
  case outOfOrder(Int)
}

extension Position {
  fileprivate func isWithin(_ reach: Float) -> Bool {
    [x, y, z].allSatisfy { abs($0) <= reach }
  }

  fileprivate func moved(_ part: Float, towards goal: Position) -> Position {
    Position(
      x: x + part * (goal.x - x), y: y + part * (goal.y - y), z: z + part * (goal.z - z))
  }

  func distance(to other: Position) -> Float {
    let (x, y, z) = (x - other.x, y - other.y, z - other.z)
    return (x * x + y * y + z * z).squareRoot()
  }
}
