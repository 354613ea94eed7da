import Advertising
public import Proximity

/// A day at a shop with six departments, made of one number: who comes when, and where they go.
public struct ShopDay: Sendable {
  /// The number it is made of.
  public let seed: UInt64
  /// What the day is made of.
  public let scenario: Scenario
  /// What the shoppers' beacons say, in the order of the scenario's shoppers.
  let credentials: [BeaconIdentifier]

  /// Makes a day.
  ///
  /// - Parameters:
  ///   - seed: all of it.
  ///   - hours: how long the shop is open, from 09:00 on; 1 to 24.
  ///   - shoppers: how many have opted in and come; 1 to 1,000.
  ///   - strangers: how many others come in an hour; 0 to 100,000.
  /// - Throws: `ConfigurationError` when a number is out of its range.
  public init(
    seed: UInt64, hours: Int = 8, shoppers: Int = 20, strangers: Int = 100
  ) throws(ConfigurationError) {
    for (name, value, range) in [
      ("hours", hours, 1...24), ("shoppers", shoppers, 1...1_000),
      ("strangers", strangers, 0...100_000),
    ] where !range.contains(value) {
      throw ConfigurationError(
        path: name, problem: "\(value) is not within \(range.lowerBound) to \(range.upperBound)")
    }
    self.seed = seed
    let floor = try Self.floor()
    let opening = Self.opening..<Self.opening + .seconds(hours * 3600)
    var people: [SimulatedShopper] = []
    var credentials: [BeaconIdentifier] = []
    for number in 0..<shoppers {
      var random = SplitMix64(seed: seed, stream: UInt64(number) + 1_000)
      let beacon = IBeacon(
        uuid: 0x5109, major: 1, minor: UInt16(number), measuredPower: -59
      ).identifier
      credentials.append(beacon)
      people.append(
        SimulatedShopper(
          World.name("shopper", number + 1),
          Transmitter(
            .fixed(beacon), carryingLoss: random.uniform(in: 0...6),
            interval: .seconds(random.uniform(in: 0.5...2))),
          walks: Self.walks(on: floor, opening, &random)))
    }
    self.credentials = credentials
    scenario = Scenario(
      floor: floor, radio: RadioModel(exponent: 2), shoppers: people,
      strangers: strangers > 0
        ? Strangers(perHour: Double(strangers), entrance: Self.street) : nil,
      time: opening)
  }

  /// 09:00 on the first day of 2026.
  static let opening = Instant(seconds: 1_767_258_000)
  private static let street = Position(x: 15, y: -9, z: 1)

  private static func floor() throws(ConfigurationError) -> Floor {
    let names = ["entrance", "bakery", "wine", "books", "service", "garden"]
    var receivers: [Receiver] = []
    var places: [Place] = []
    for (number, name) in names.enumerated() {
      let receiver: ReceiverID = World.name("hub", number + 1)
      receivers.append(
        Receiver(
          id: receiver,
          position: Position(x: Float(number % 3) * 15, y: Float(number / 3) * 14, z: 2.5)))
      guard let id = PlaceID(name) else { continue }
      places.append(Place(id: id, receivers: [receiver], radius: 3.5))
    }
    return try Floor(receivers: receivers, places: places, exponent: 2)
  }

  /// One to three times a day, to some departments each time.
  private static func walks(
    on floor: Floor, _ opening: Range<Instant>, _ random: inout SplitMix64
  ) -> [Walk] {
    var walks: [Walk] = []
    let open = (opening.upperBound - opening.lowerBound) / .seconds(1)
    var start = opening.lowerBound + .seconds(random.uniform() * open * 0.7)
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let stops = (0..<Int.random(in: 1...4, using: &random)).compactMap { _ -> Walk.Stop? in
        let receiver = floor.receivers[Int.random(in: floor.receivers.indices, using: &random)]
        guard var spot = receiver.position else { return nil }
        spot.x += Float(random.uniform(in: -1.5...1.5))
        spot.y += Float(random.uniform(in: -1.5...1.5))
        spot.z = 1
        return Walk.Stop(at: spot, for: .seconds(20 + random.exponential(mean: 240)))
      }
      let walk = Walk(
        from: street, at: start, pace: random.uniform(in: 0.8...1.4),
        through: stops + [Walk.Stop(at: street)])
      guard walk.end < opening.upperBound else { break }
      walks.append(walk)
      start = walk.end + .seconds(60 + random.exponential(mean: 3600))
    }
    return walks
  }
}
