import Advertising
import Proximity
import Scoring
import Simulation

extension SimulatedDays {
  /// A day's shoppers: they go from place to place and come back to one of them.
  static func scenario(_ day: Int, on floor: Floor) throws -> Scenario {
    var random = SplitMix64(seed: 7, stream: UInt64(day))
    let shoppers = try intervals.enumerated().map { index, interval in
      let text = "shopper-\(index)"
      guard let id = ShopperID(text),
        let identifier = BeaconIdentifier(
          "5a170000-0000-4000-8000-000000000001/1/\(index)", kind: .iBeacon)
      else {
        throw Problem("'\(text)' cannot be a shopper")
      }
      return SimulatedShopper(
        id,
        Transmitter(
          .fixed(identifier), measuredPower: measuredPower,
          carryingLoss: random.uniform(in: 0...6), interval: .seconds(interval)),
        walks: [walk(on: floor, &random)])
    }
    let end = shoppers.flatMap(\.walks).map(\.end).max() ?? start
    return Scenario(
      floor: floor, radio: RadioModel(), shoppers: shoppers,
      time: start..<(end + .seconds(1)))
  }

  /// Four places for 20 s to 3 min each, the aisle between them, and the first place again after
  /// more than the merge gap.
  private static func walk(on floor: Floor, _ random: inout SplitMix64) -> Walk {
    let positions = floor.receivers.compactMap(\.position)
    let order = Array(floor.places.indices).shuffled(using: &random)
    var stops: [Walk.Stop] = []
    for place in [order[0], order[1], order[2], order[3], order[0]] {
      stops.append(
        Walk.Stop(
          at: Position(
            x: positions[place].x + Float(random.uniform(in: -1.2...1.2)),
            y: positions[place].y + Float(random.uniform(in: -1.2...1.2)), z: 1),
          for: .seconds(random.uniform(in: 20...180))))
      stops.append(
        Walk.Stop(
          at: Position(
            x: Float(random.uniform(in: 9...15)), y: Float(random.uniform(in: 6...10)), z: 1),
          for: .seconds(random.uniform(in: 5...60))))
    }
    // From the door straight to the aisle, or who only passes through a place would be in it for
    // about the minimum dwell, and whether that is a visit would be anybody's guess.
    let door = Position(x: 16.5, y: -6, z: 1)
    let aisle = Walk.Stop(at: Position(x: 16.5, y: 8, z: 1))
    stops = [aisle] + stops + [aisle, Walk.Stop(at: door)]
    return Walk(from: door, at: start, pace: random.uniform(in: 0.8...1.4), through: stops)
  }
}
