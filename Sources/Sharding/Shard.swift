internal import Proximity

/// The engine of some of the shoppers, and what it takes for its facts to be those of one engine for
/// all of them: the time that the others' sightings make it.
actor Shard<Smoothing: Smoother> {
  private var engine: Engine<Smoothing>
  private let number: Int
  private let count: Int
  /// Sightings of its shoppers that came too late for the time that the others' have made it.
  private var late = 0
  private var own: [Sighting] = []
  private var facts: [Fact] = []

  init(
    _ number: Int, of count: Int, _ floor: Floor, _ limits: Limits, _ smoothing: Smoothing,
    _ rules: ZoneRules, restoring snapshot: Engine<Smoothing>.Snapshot?
  ) throws(ConfigurationError) {
    engine = try Engine(
      floor, limits: limits, smoothing: smoothing, rules: rules, restoring: snapshot)
    self.number = number
    self.count = count
  }

  /// Picks its shoppers' sightings out of a batch, takes them in and comes to the batch's last time.
  func ingest(_ sightings: [Sighting]) -> [Fact] {
    let end = pick(sightings.span)
    engine.ingest(own) { facts.append($0) }
    engine.advance(to: end) { facts.append($0) }
    return takeFacts()
  }

  /// Returns the time that the batch makes it. What no engine would take for the time is passed over.
  private func pick(_ sightings: Span<Sighting>) -> Instant {
    own.removeAll(keepingCapacity: true)
    let receivers = engine.floor.receivers.count
    var now = engine.now
    for index in sightings.indices {
      let sighting = sightings[index]
      let isOwn = Shard.number(of: sighting.shopper, of: count) == number
      if sighting.isUsable(receivers: receivers) {
        guard sighting.time >= now else {
          if isOwn { late += 1 }
          continue
        }
        now = sighting.time
      }
      if isOwn { own.append(sighting) }
    }
    return now
  }

  /// Fibonacci hashing, and a multiplication in the place of a division: every shard asks it of every
  /// sighting.
  @inline(__always)
  static func number(of shopper: ShopperIndex, of count: Int) -> Int {
    let hash = UInt32(truncatingIfNeeded: shopper.slot) &* 0x9E37_79B1
    return Int(truncatingIfNeeded: (UInt64(hash) &* UInt64(truncatingIfNeeded: count)) >> 32)
  }

  func advance(to time: Instant) -> [Fact] {
    engine.advance(to: time) { facts.append($0) }
    return takeFacts()
  }

  func setHealth(_ health: Health, of receiver: ReceiverIndex, at time: Instant) -> [Fact] {
    engine.setHealth(health, of: receiver, at: time) { facts.append($0) }
    return takeFacts()
  }

  func forget(_ shopper: ShopperIndex) { engine.forget(shopper) }

  var counters: EngineCounters {
    var counters = engine.counters
    counters.late += late
    return counters
  }

  var openVisits: [Dwell] { engine.openVisits() }

  var snapshot: Engine<Smoothing>.Snapshot { engine.snapshot() }

  private func takeFacts() -> [Fact] {
    defer { facts.removeAll(keepingCapacity: true) }
    return facts
  }
}
