import Advertising
public import Proximity

/// What the engine made of a day.
public struct DayReport: Sendable {
  /// A visit as the engine told of it.
  public struct Visit: Equatable, Sendable {
    /// Which of the day's shoppers.
    public var shopper: Int
    /// Where.
    public var place: PlaceIndex
    /// From when to when.
    public var time: Range<Instant>
    /// How long the shopper had been away before; nothing for a first visit.
    public var away: Duration?
  }

  /// The day.
  public let day: ShopDay
  /// All visits that ended, in the order of their ends.
  public internal(set) var visits: [Visit] = []
  /// How many visits there truly were.
  public let truly: Int
  /// Reports of strangers, who leave nothing but this number.
  public internal(set) var strangers = 0
  /// Reports of shoppers who opted in.
  public internal(set) var resolved = 0
  /// A number that changes with any fact that changes: FNV-1a over all of them.
  public internal(set) var digest: UInt64 = 0xCBF2_9CE4_8422_2325

  /// Lives through a day.
  ///
  /// - Parameters:
  ///   - day: the day.
  ///   - progress: told now and then how late it is.
  /// - Throws: `ConfigurationError`, which would be a defect of the day.
  public init(
    _ day: ShopDay, progress: (Instant) -> Void = { _ in }
  ) throws(ConfigurationError) {
    self.day = day
    truly = day.scenario.visits().count
    var packets = try SimulatedDay(day.scenario, seed: day.seed)
    let limits = Limits(
      shoppers: 1_000, identifiers: 1_000, tracks: 8_192, beliefs: 1_024, presences: 8_192,
      departures: 8_192)
    var resolver = try Resolver(limits: limits, seed: day.seed)
    var engine = try Engine(day.scenario.floor, limits: limits)
    var owners: [ShopperIndex: Int] = [:]
    for (number, credential) in day.credentials.enumerated() {
      guard
        let index = try? resolver.enrol(
          day.scenario.shoppers[number].id, Credential(credential))
      else { continue }
      owners[index] = number
    }
    var batch = ReportBatch()
    var sightings: [Sighting] = []
    var facts: [Fact] = []
    var isMore = true
    while isMore {
      isMore = packets.next { time, receiver, event in
        try? batch.append(event, from: receiver, at: time)
      }
      guard batch.isFull || !isMore else { continue }
      progress(engine.now)
      resolver.resolve(batch.advertisements, into: &sightings)
      engine.ingest(sightings) { facts.append($0) }
      batch.removeAll()
      sightings.removeAll(keepingCapacity: true)
    }
    engine.advance(to: day.scenario.time.upperBound + .seconds(900)) { facts.append($0) }
    for fact in facts { take(fact, owners) }
    (strangers, resolved) = (resolver.counters.strangers, resolver.counters.resolved)
  }

  private mutating func take(_ fact: Fact, _ owners: [ShopperIndex: Int]) {
    add(UInt64(fact.shopper.slot) << 16 | UInt64(fact.place.rawValue))
    add(UInt64(bitPattern: fact.time.nanoseconds))
    switch fact {
    case .near(let near): add(UInt64(near.zone.rawValue))
    case .return(let back): add(UInt64(bitPattern: back.away.inNanoseconds))
    case .dwell(let dwell):
      add(UInt64(bitPattern: dwell.dwell.inNanoseconds))
      guard dwell.phase == .departed || dwell.phase == .lost, let owner = owners[dwell.shopper]
      else { return }
      let began = dwell.since + .nanoseconds(-dwell.dwell.inNanoseconds)
      visits.append(
        Visit(
          shopper: owner, place: dwell.place, time: began..<dwell.since, away: dwell.away))
    }
  }

  private mutating func add(_ value: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      digest = (digest ^ (value >> shift & 0xFF)) &* 0x100_0000_01B3
    }
  }
}
