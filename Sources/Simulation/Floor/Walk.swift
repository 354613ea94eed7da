public import Proximity

/// A way over a floor: straight lines between points that are passed at given times.
///
/// A stop is two points alike. Outside its times there is nobody on it.
public struct Walk: Equatable, Sendable {
  /// A point that is passed at a time.
  public struct Waypoint: BitwiseCopyable, Equatable, Sendable {
    /// When.
    public var time: Instant
    /// Where.
    public var position: Position

    /// Creates a point.
    public init(time: Instant, position: Position) {
      self.time = time
      self.position = position
    }
  }

  /// A point to go to and stay at.
  public struct Stop: BitwiseCopyable, Equatable, Sendable {
    /// Where.
    public var position: Position
    /// How long.
    public var stay: Duration

    /// Creates a stop.
    public init(at position: Position, for stay: Duration = .zero) {
      self.position = position
      self.stay = stay
    }
  }

  /// The points, in ascending order of their times; at least one.
  public let waypoints: [Waypoint]

  /// Creates a walk from its points.
  ///
  /// - Throws: `ConfigurationError` when there is no point or the times descend.
  public init(_ waypoints: [Waypoint]) throws(ConfigurationError) {
    guard !waypoints.isEmpty else {
      throw ConfigurationError(path: "waypoints", problem: "a walk needs at least one point")
    }
    for index in waypoints.indices.dropFirst()
    where waypoints[index].time < waypoints[index - 1].time {
      throw ConfigurationError(
        path: "waypoints[\(index)].time", problem: "the times of a walk must ascend")
    }
    self.waypoints = waypoints
  }

  /// Creates a walk from stop to stop at an even pace.
  ///
  /// - Parameters:
  ///   - position: where it begins.
  ///   - time: when it begins.
  ///   - pace: metres per second between the stops.
  ///   - stops: where it leads; it ends with the last.
  /// - Precondition: `pace` is 0.1 or more, and the stops are finite.
  public init(from position: Position, at time: Instant, pace: Double, through stops: [Stop]) {
    precondition(pace >= 0.1, "a pace is 0.1 m/s or more")
    var waypoints = [Waypoint(time: time, position: position)]
    var (now, here) = (time, position)
    for stop in stops {
      now = now + .seconds(here.distance(to: stop.position) / pace)
      here = stop.position
      waypoints.append(Waypoint(time: now, position: here))
      guard stop.stay > .zero else { continue }
      now = now + stop.stay
      waypoints.append(Waypoint(time: now, position: here))
    }
    self.waypoints = waypoints
  }

  /// When it begins.
  public var start: Instant { waypoints[0].time }
  /// When it ends.
  public var end: Instant { waypoints[waypoints.count - 1].time }

  /// Where somebody on it is; before it begins its first point, after its end its last.
  ///
  /// - Complexity: O(log n) in the number of points.
  public func position(at time: Instant) -> Position { step(at: time).position }

  /// Where somebody on it is, and in which direction they go unless they stand.
  func step(at time: Instant) -> (position: Position, heading: Heading?) {
    let next = firstWaypoint(after: time)
    guard next > 0 else { return (waypoints[0].position, nil) }
    guard next < waypoints.count else { return (waypoints[next - 1].position, nil) }
    let (from, to) = (waypoints[next - 1], waypoints[next])
    let share =
      Double(time.nanoseconds - from.time.nanoseconds)
      / Double(to.time.nanoseconds - from.time.nanoseconds)
    return (
      from.position.moved(towards: to.position, by: share), from.position.heading(to: to.position)
    )
  }

  private func firstWaypoint(after time: Instant) -> Int {
    var range = waypoints.startIndex..<waypoints.endIndex
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      if waypoints[middle].time <= time {
        range = middle + 1..<range.upperBound
      } else {
        range = range.lowerBound..<middle
      }
    }
    return range.lowerBound
  }
}
