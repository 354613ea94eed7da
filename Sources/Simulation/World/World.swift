public import Proximity

/// A site with its shoppers, its radio and all that goes wrong, made of one number.
///
/// The same seed gives the same world on every platform. Worlds are small and last for minutes, so
/// that many of them can be lived through: what goes wrong goes wrong often.
public struct World: Sendable {
  /// The number it is made of.
  public let seed: UInt64
  /// What troubles it has.
  public let swarm: Swarm
  /// Walks and radio; its floor has the true positions.
  public internal(set) var scenario: Scenario
  /// What the engine is told of the site, in the order in which it changes.
  public internal(set) var sites: [Floor]
  /// The shoppers, by what their beacons say; in the order of the scenario.
  public internal(set) var people: [WorldPerson]
  /// What happens besides, in the order of time.
  public internal(set) var incidents: [Incident] = []
  /// How large the tables are.
  public internal(set) var limits: Limits
  /// When a changed estimate becomes a changed zone.
  public let rules: ZoneRules

  /// Makes a world.
  ///
  /// - Parameters:
  ///   - seed: all of it.
  ///   - swarm: the troubles, if not those that the seed draws.
  /// - Throws: `ConfigurationError`, which would be a defect of this initializer.
  public init(seed: UInt64, swarm: Swarm? = nil) throws(ConfigurationError) {
    self.seed = seed
    var random = SplitMix64(seed: seed, stream: 1)
    let drawn = Swarm(&random)
    self.swarm = swarm ?? drawn
    rules = ZoneRules.inWorlds[Int.random(in: 0...2, using: &random)]
    limits = Limits(
      shoppers: 64, identifiers: 256, tracks: 128, beliefs: 16, presences: 128, departures: 128)
    if self.swarm.contains(.fullTables) {
      limits = Limits(
        shoppers: 64, identifiers: 256, tracks: Int.random(in: 2...6, using: &random),
        beliefs: Int.random(in: 0...2, using: &random),
        presences: Int.random(in: 1...4, using: &random),
        departures: Int.random(in: 1...2, using: &random))
    }
    let start = Instant(seconds: 1_000_000)
    let span = Duration.seconds(Int.random(in: 40...120, using: &random))
    let truth = try World.floor(&random)
    let (people, shoppers) = World.people(on: truth, start..<start + span, self.swarm, &random)
    self.people = people
    scenario = Scenario(
      floor: truth, radio: World.radio(&random), shoppers: shoppers,
      strangers: self.swarm.contains(.strangers)
        ? Strangers(
          perHour: random.uniform(in: 20...400), entrance: World.door,
          stay: .seconds(30), interval: .seconds(1)) : nil,
      time: start..<start + span)
    sites = try World.sites(told: truth, isChanging: self.swarm.contains(.siteChange), &random)
    incidents = drawIncidents(&random)
  }

  /// Where people come in.
  static let door = Position(x: 6, y: -9, z: 1)
}

/// Somebody with a beacon in a world.
public struct WorldPerson: Sendable {
  /// The pseudonym.
  public let id: ShopperID
  /// What the beacon says.
  public let beacon: WorldBeacon
  /// dBm at 1 m as the shop knows it of this shopper, if it does.
  public let statedPower: Float?
}

extension World {
  static func radio(_ random: inout SplitMix64) -> RadioModel {
    RadioModel(
      exponent: random.uniform(in: 1.4...2.6), shadowing: random.uniform(in: 0...5),
      shadowingTime: .seconds(random.uniform(in: 5...60)),
      riceFactor: random.happens(0.2) ? .infinity : random.uniform(in: 0...8),
      bodyLoss: random.uniform(in: 0...14), turning: .seconds(random.uniform(in: 5...40)),
      channelGains: (0..<3).map { _ in random.uniform(in: -3...3) },
      lossFloor: random.uniform(in: 0...0.4), echoes: random.uniform(in: 0...0.3))
  }
}
