import Proximity
import Scoring
import Simulation

/// Twenty simulated mornings in a shop whose truth is known to the nanosecond.
struct SimulatedDays: Sendable {
  /// One shopper on one day.
  struct Outing: Sendable {
    let day: Int
    /// Seconds from one advertisement to the next.
    let interval: Double
    let course: Course
    /// By place.
    let truth: [[Interval]]
    let samples: [Calibration.Sample]
  }

  static let days = 20
  /// Seconds, of a shopper each.
  static let intervals = [0.1, 0.25, 0.5, 1, 2, 5]
  static let start = Instant(seconds: 1_000_000)
  static let measuredPower: Int8 = -59

  let floor: Floor
  let outings: [Outing]

  init() throws {
    let floor = try Self.shop()
    self.floor = floor
    outings = try (0..<Self.days).flatMap { day in
      try Self.outings(day, in: try Self.scenario(day, on: floor))
    }
  }

  /// 24 m by 16 m, six places with a receiver each and two receivers beside.
  static func shop() throws -> Floor {
    let spots: [(ReceiverID, Float, Float)] = [
      ("r1", 3, 3), ("r2", 12, 2), ("r3", 21, 3), ("r4", 3, 13), ("r5", 12, 14), ("r6", 21, 13),
      ("r7", 8, 8), ("r8", 16, 8),
    ]
    let names: [PlaceID] = ["entrance", "bakery", "dairy", "wine", "books", "checkout"]
    return try Floor(
      receivers: spots.map { id, x, y in
        Receiver(id: id, position: Position(x: x, y: y, z: 2.5))
      },
      places: zip(names, spots).map { Place(id: $0, receivers: [$1.0], radius: 2.5) })
  }

  /// Everybody's looks and truth on a day.
  private static func outings(_ day: Int, in scenario: Scenario) throws -> [Outing] {
    var radio = try SimulatedDay(scenario, seed: UInt64(day) + 1)
    var looks = [[Look]](repeating: [], count: scenario.shoppers.count)
    var resolver = try Resolver(seed: 1, measuredPower: Float(measuredPower))
    let shoppers = try scenario.shoppers.map { shopper in try enrol(shopper, in: &resolver) }
    var batch = ReportBatch(capacity: 1)
    var sightings: [Sighting] = []
    var goesOn = true
    while goesOn {
      batch.removeAll()
      goesOn = radio.next { time, receiver, event in
        try? batch.append(event, from: receiver, at: time)
      }
      sightings.removeAll(keepingCapacity: true)
      resolver.resolve(batch.advertisements, into: &sightings)
      for sighting in sightings {
        guard let shopper = shoppers.firstIndex(of: sighting.shopper) else { continue }
        let walk = scenario.shoppers[shopper].walks[0]
        looks[shopper].append(
          Look(
            time: (sighting.time - walk.start).seconds, receiver: Int(sighting.receiver.rawValue),
            rssi: Float(measuredPower) - sighting.pathLoss))
      }
    }
    return scenario.shoppers.indices.map { index in
      outing(day, scenario, shopper: index, looks: looks[index])
    }
  }

  private static func enrol(
    _ shopper: SimulatedShopper, in resolver: inout Resolver<NoPrivateAddresses>
  ) throws -> ShopperIndex {
    guard case .fixed(let identifier) = shopper.transmitter.identity else {
      throw Problem("'\(shopper.id)' has a beacon that nobody here can resolve")
    }
    return try resolver.enrol(shopper.id, Credential(identifier))
  }

  private static func outing(
    _ day: Int, _ scenario: Scenario, shopper: Int, looks: [Look]
  ) -> Outing {
    let walk = scenario.shoppers[shopper].walks[0]
    let positions = scenario.floor.receivers.compactMap(\.position)
    let length = (walk.end - walk.start).seconds
    let truth = scenario.floor.places.indices.map { place in
      walk.presence(
        within: Double(scenario.floor.places[place].radius), of: [positions[place]]
      ).map { Interval(($0.lowerBound - walk.start).seconds, ($0.upperBound - walk.start).seconds) }
    }
    return Outing(
      day: day, interval: intervals[shopper % intervals.count],
      course: Course(
        floor: scenario.floor, looks: looks.filter { $0.time <= length }, length: length),
      truth: truth,
      samples: looks.map { look in
        let spot = positions[look.receiver]
        let position = walk.position(at: walk.start + .seconds(look.time))
        let metres = Path.Point(
          time: 0, x: Double(position.x), y: Double(position.y), z: Double(position.z)
        ).distance(to: spot)
        return Calibration.Sample(receiver: look.receiver, metres: metres, rssi: look.rssi)
      })
  }
}
