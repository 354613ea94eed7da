public import Proximity

/// An engine spread over the cores of a machine: each shopper belongs to one of several shards, each
/// shard has an engine of its own, and no two share anything that is written.
///
/// It tells the same facts as one `Engine` that is given the same sightings, in the order of their
/// times and, of the same time, of the shoppers; only what becomes of full tables differs, since each
/// shard has its own. A batch should be some thousands of sightings: to hand it over and wait for the
/// last shard costs some microseconds, whatever its size.
///
/// One owner calls it, one call after the other; that it cannot be copied sees to that.
public struct ShardedEngine<Smoothing: Smoother>: ~Copyable, Sendable {
  private let shards: [Shard<Smoothing>]

  /// Creates an engine in shards, with everything that earlier ones knew if their snapshots are given.
  ///
  /// - Parameters:
  ///   - floor: the site.
  ///   - count: how many shards; as many as cores are to work on it, 1 to 256.
  ///   - limits: the sizes of the tables of all shards together; each has its share and an eighth
  ///     more, since some shoppers are heard more than others.
  ///   - smoothing: how the path loss of a track is smoothed.
  ///   - rules: when a changed estimate becomes a changed zone.
  ///   - snapshots: of as many shards, in their order, or none.
  /// - Throws: `ConfigurationError` when a number is out of its range or a snapshot is damaged.
  public init(
    _ floor: Floor, shards count: Int, limits: Limits = Limits(), smoothing: Smoothing,
    rules: ZoneRules = ZoneRules(), restoring snapshots: [Engine<Smoothing>.Snapshot] = []
  ) throws(ConfigurationError) {
    guard (1...256).contains(count) else {
      throw ConfigurationError(path: "shards", problem: "\(count) is not within 1 to 256")
    }
    guard snapshots.isEmpty || snapshots.count == count else {
      throw ConfigurationError(
        path: "snapshots", problem: "\(snapshots.count) cannot be restored into \(count) shards")
    }
    let share = limits.share(of: count)
    var shards: [Shard<Smoothing>] = []
    for number in 0..<count {
      shards.append(
        try Shard(
          number, of: count, floor, share, smoothing, rules,
          restoring: snapshots.isEmpty ? nil : snapshots[number]))
    }
    self.shards = shards
  }

  /// Takes in sightings, oldest first, and returns the facts that follow, those that are due by the
  /// time of the last one included.
  ///
  /// - Complexity: that of `Engine.ingest(_:_:)` for its share at each shard, plus O(sightings).
  public mutating func ingest(_ sightings: [Sighting]) async -> [Fact] {
    await gather { await $0.ingest(sightings) }
  }

  /// Returns what comes due without a sighting: silences and departures up to a time.
  public mutating func advance(to time: Instant) async -> [Fact] {
    await gather { await $0.advance(to: time) }
  }

  /// Says how a receiver is from a time on; returns what came due before it.
  public mutating func setHealth(
    _ health: Health, of receiver: ReceiverIndex, at time: Instant
  ) async -> [Fact] {
    await gather { await $0.setHealth(health, of: receiver, at: time) }
  }

  /// Forgets a shopper at once and altogether; no fact is told.
  public mutating func forget(_ shopper: ShopperIndex) async {
    await shards[Shard<Smoothing>.number(of: shopper, of: shards.count)].forget(shopper)
  }

  /// What happened that was no fact, at all shards together.
  public var counters: EngineCounters {
    get async {
      var sum = EngineCounters()
      for shard in shards { sum.add(await shard.counters) }
      return sum
    }
  }

  /// The visits that go on, by shopper and place. Complexity: O(presences × log presences).
  public func openVisits() async -> [Dwell] {
    var visits: [Dwell] = []
    for shard in shards { visits += await shard.openVisits }
    return visits.sorted { ($0.shopper, $0.place) < ($1.shopper, $1.place) }
  }

  /// Everything the shards know, to be given to as many successors.
  public func snapshots() async -> [Engine<Smoothing>.Snapshot] {
    var snapshots: [Engine<Smoothing>.Snapshot] = []
    for shard in shards { snapshots.append(await shard.snapshot) }
    return snapshots
  }

  /// Has all shards do the same, each on a core if there are enough, and puts their facts in order.
  private func gather(
    _ work: @Sendable @escaping (Shard<Smoothing>) async -> [Fact]
  ) async -> [Fact] {
    if shards.count == 1 { return await work(shards[0]).inOrder() }
    let facts = await withTaskGroup(of: [Fact].self) { group in
      for shard in shards { group.addTask { await work(shard) } }
      return await group.reduce(into: [Fact]()) { $0 += $1 }
    }
    return facts.inOrder()
  }
}

extension [Fact] {
  /// By time and, of the same time, by shopper; what is told of one shopper stays in its order.
  func inOrder() -> [Fact] {
    // Positions last: nothing promises that `sorted` keeps the order of equals.
    indices.sorted {
      (self[$0].time, self[$0].shopper, $0) < (self[$1].time, self[$1].shopper, $1)
    }.map { self[$0] }
  }
}

extension Limits {
  /// What each of several shards gets.
  func share(of count: Int) -> Limits {
    guard count > 1 else { return self }
    func share(_ limit: Int) -> Int {
      min(limit, limit / count + limit / count / 8 + 1)
    }
    var limits = self
    limits.tracks = share(tracks)
    limits.beliefs = beliefs == 0 ? 0 : share(beliefs)
    limits.presences = share(presences)
    limits.departures = share(departures)
    return limits
  }
}

extension EngineCounters {
  mutating func add(_ other: EngineCounters) {
    sightings += other.sightings
    duplicates += other.duplicates
    late += other.late
    invalid += other.invalid
    beliefsRefused += other.beliefsRefused
    tracksEvicted += other.tracksEvicted
    presencesEvicted += other.presencesEvicted
    departuresEvicted += other.departuresEvicted
    facts += other.facts
  }
}
