import Proximity

extension World {
  /// One to three shoppers: some alone, some in groups that walk together, some in a queue.
  static func people(
    on floor: Floor, _ time: Range<Instant>, _ swarm: Swarm, _ random: inout SplitMix64
  ) -> ([WorldPerson], [SimulatedShopper]) {
    var people: [WorldPerson] = []
    var shoppers: [SimulatedShopper] = []
    let count = Int.random(in: 1...3, using: &random)
    var plan = stops(on: floor, &random)
    var start = time.lowerBound
    for number in 0..<count {
      let isCompanion = number > 0 && random.happens(0.3)
      if isCompanion {
        start = start + .seconds(random.uniform(in: 0.5...3))
      } else {
        plan = stops(on: floor, &random)
        start = time.lowerBound + .seconds(random.uniform(in: 0...30))
      }
      let beacon = beacon(number, at: time.lowerBound, swarm, &random)
      let walk = Walk(
        from: door, at: start, pace: random.uniform(in: 0.6...1.6),
        through: plan.map { Walk.Stop(at: beside($0.position, &random), for: $0.stay) }
          + [Walk.Stop(at: door)])
      let power = Int8.random(in: -65 ... -50, using: &random)
      var transmitter = Transmitter(
        beacon.identity, measuredPower: power, carryingLoss: random.uniform(in: 0...8),
        interval: interval(&random))
      if swarm.contains(.carrying) {
        transmitter.changes = carryings(from: walk.start, to: walk.end, &random)
      }
      let id: ShopperID = name("shopper", number)
      people.append(
        WorldPerson(id: id, beacon: beacon, statedPower: random.happens(0.5) ? Float(power) : nil))
      shoppers.append(SimulatedShopper(id, transmitter, walks: [walk]))
    }
    return (people, shoppers)
  }

  /// From 100 ms to 5 s, most of them near a second.
  private static func interval(_ random: inout SplitMix64) -> Duration {
    let choices: [Double] = random.happens(0.1) ? [0.1, 0.4] : [0.8, 1, 1.3, 2, 2, 3, 5]
    return .seconds(choices[Int.random(in: choices.indices, using: &random)])
  }

  private static func beacon(
    _ number: Int, at time: Instant, _ swarm: Swarm, _ random: inout SplitMix64
  ) -> WorldBeacon {
    let kinds = swarm.contains(.rotation) ? WorldBeacon.Kind.allCases : [.fixed]
    let period = Duration.seconds([16, 32, 64][Int.random(in: 0...2, using: &random)])
    return WorldBeacon(
      kind: kinds[Int.random(in: kinds.indices, using: &random)], number: number, period: period,
      drift: .seconds((period / .seconds(1)) * random.uniform(in: -0.01...0.01)),
      origin: time + .seconds(-100))
  }

  /// At shelves, in the aisle, out of the door and back, and step by step along a queue.
  private static func stops(on floor: Floor, _ random: inout SplitMix64) -> [Walk.Stop] {
    var stops: [Walk.Stop] = []
    for _ in 0..<Int.random(in: 1...5, using: &random) {
      let receiver = floor.receivers[Int.random(in: floor.receivers.indices, using: &random)]
      guard let shelf = receiver.position else { continue }
      let stay = Duration.seconds(min(90, random.exponential(mean: 25)))
      switch Int.random(in: 0...6, using: &random) {
      case 0:
        stops += [
          Walk.Stop(at: shelf, for: stay), Walk.Stop(at: door, for: .seconds(15)),
          Walk.Stop(at: shelf, for: stay),
        ]
      case 1:
        stops += (0..<4).map { place in
          Walk.Stop(
            at: Position(x: shelf.x + Float(4 - place), y: shelf.y + 1, z: 1), for: .seconds(8))
        }
      case 2:
        stops.append(Walk.Stop(at: Position(x: shelf.x + 12, y: shelf.y + 12, z: 1), for: stay))
      default: stops.append(Walk.Stop(at: shelf, for: stay))
      }
    }
    return stops
  }

  private static func beside(_ spot: Position, _ random: inout SplitMix64) -> Position {
    Position(
      x: spot.x + Float(random.uniform(in: -1...1)),
      y: spot.y + Float(random.uniform(in: -1...1)), z: 1)
  }

  private static func carryings(
    from start: Instant, to end: Instant, _ random: inout SplitMix64
  ) -> [CarryingChange] {
    var changes: [CarryingChange] = []
    var time = start
    while true {
      time = time + .seconds(10 + random.exponential(mean: 40))
      guard time < end else { return changes }
      changes.append(CarryingChange(at: time, loss: random.uniform(in: 0...20)))
    }
  }
}
