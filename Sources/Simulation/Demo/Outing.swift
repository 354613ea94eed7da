import Proximity

/// One way through the demonstration's store, from the street and back to it.
struct Outing: Sendable {
  private let start: Instant
  private let stops: [Stop]

  init(_ hour: Int, _ minute: Int, _ stops: [Stop]) {
    start = DemoDay.clock(hour, minute)
    self.stops = stops
  }

  /// Somewhere to stay for some seconds.
  struct Stop: Sendable {
    private let spot: Spot
    private let seconds: Int

    private enum Spot {
      /// A metre from the first receiver of a place.
      case place(String)
      /// Out of every place.
      case elsewhere(Position)
    }

    static func entrance(_ seconds: Int) -> Stop { Stop(.place("entrance"), seconds) }
    static func bakery(_ seconds: Int) -> Stop { Stop(.place("bakery"), seconds) }
    static func wine(_ seconds: Int) -> Stop { Stop(.place("wine"), seconds) }
    static func books(_ seconds: Int) -> Stop { Stop(.place("books"), seconds) }
    static func service(_ seconds: Int) -> Stop { Stop(.place("service"), seconds) }
    /// In the middle of the store, far from every place.
    static func aisle(_ seconds: Int) -> Stop {
      Stop(.elsewhere(Position(x: 24, y: 16, z: 1)), seconds)
    }
    /// A few steps from the bakery: out of it, not yet elsewhere.
    static func besideTheBakery(_ seconds: Int) -> Stop {
      Stop(.elsewhere(Position(x: 13, y: 13, z: 1)), seconds)
    }
    /// On the pavement, at one end of the shop windows or the other.
    static var pavementWest: Stop { Stop(.elsewhere(Position(x: 0, y: -3, z: 1)), 0) }
    static var pavementEast: Stop { Stop(.elsewhere(Position(x: 48, y: -3, z: 1)), 0) }

    private init(_ spot: Spot, _ seconds: Int) {
      self.spot = spot
      self.seconds = seconds
    }

    func resolved(on floor: Floor) throws(ConfigurationError) -> Walk.Stop {
      switch spot {
      case .elsewhere(let position): return Walk.Stop(at: position, for: .seconds(seconds))
      case .place(let name):
        let place = floor.places.first { $0.id.description == name }
        let receiver = place?.receivers.first.flatMap { floor.receiver($0) }
        guard let receiver, var position = floor.receivers[Int(receiver.rawValue)].position else {
          throw ConfigurationError(
            path: "places",
            problem:
              "somebody goes to '\(name)': give that place and its first receiver a position")
        }
        position.x += 0.8
        position.y += 0.6
        position.z = 1
        return Walk.Stop(at: position, for: .seconds(seconds))
      }
    }
  }

  /// In front of the doors, out of the reach of every place.
  static let street = Position(x: 24, y: -9, z: 1)

  /// The way on a floor; the places are where the floor has them.
  func walk(on floor: Floor) throws(ConfigurationError) -> Walk {
    var points: [Walk.Stop] = []
    for stop in stops { points.append(try stop.resolved(on: floor)) }
    points.append(Walk.Stop(at: Self.street))
    return Walk(from: Self.street, at: start, pace: 1.2, through: points)
  }
}
