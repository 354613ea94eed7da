import Identity
public import Proximity

extension Gateway {
  /// Takes in advertisements, oldest first, and tells what follows: facts, and after each fact what
  /// was decided because of it.
  ///
  /// - Complexity: O(1) for an advertisement; a fact costs a visit to the ledger.
  public mutating func ingest(_ advertisements: [Advertisement]) async -> [GatewayEvent] {
    hear(advertisements)
    return await settle()
  }

  /// Tells what comes due without an advertisement: silences, departures, alerts that waited.
  public mutating func advance(to time: Instant) async -> [GatewayEvent] {
    var found: [Fact] = []
    engine.advance(to: time) { found.append($0) }
    facts += found
    _ = resolver.addresses.work(at: time, budget: Self.keyBudget)
    return await settle()
  }

  /// Says how a receiver is; exits are suspended while it is unhealthy.
  public mutating func setHealth(
    _ health: Health, of receiver: ReceiverIndex, at time: Instant
  ) async -> [GatewayEvent] {
    var found: [Fact] = []
    engine.setHealth(health, of: receiver, at: time) { found.append($0) }
    facts += found
    return await settle()
  }

  /// Those of the advertisements that have an RSSI and are of somebody enrolled; the engine is told
  /// of none.
  mutating func recognised(_ advertisements: [Advertisement]) -> [Advertisement] {
    var recognised: [Advertisement] = []
    for index in advertisements.indices {
      _ = prepareKeys(advertisements, from: index)
      resolver.resolve(advertisements.span.extracting(index...index), into: &sightings)
      if !sightings.isEmpty { recognised.append(advertisements[index]) }
      sightings.removeAll(keepingCapacity: true)
      for heard in resolver.takeRotations() { rotation.observe(heard) }
    }
    if let last = advertisements.last {
      _ = resolver.addresses.work(at: last.time, budget: Self.keyBudget)
    }
    return recognised
  }

  private mutating func hear(_ advertisements: [Advertisement]) {
    var start = 0
    var found: [Fact] = []
    while start < advertisements.count {
      let end = prepareKeys(advertisements, from: start)
      resolver.resolve(advertisements.span.extracting(start..<end), into: &sightings)
      engine.ingest(sightings) { found.append($0) }
      sightings.removeAll(keepingCapacity: true)
      for heard in resolver.takeRotations() { rotation.observe(heard) }
      start = end
    }
    guard let last = advertisements.last else { return }
    // Strangers tell the time too: whoever has gone is gone although nobody known is heard.
    engine.advance(to: last.time) { found.append($0) }
    facts += found
    _ = resolver.addresses.work(at: last.time, budget: Self.keyBudget)
  }

  /// Brings the rotating identifiers up to the next advertisement; returns up to which one they
  /// stay as they are.
  private mutating func prepareKeys(_ advertisements: [Advertisement], from start: Int) -> Int {
    let time = advertisements[start].time
    var isDone = rotation.nextDeadline.map { $0 > time } ?? true
    while !isDone {
      isDone = rotation.advance(to: time, budget: Self.keyBudget, into: &changes)
      resolver.retire(changes.retired)
      resolver.install(changes.installed)
    }
    guard let deadline = rotation.nextDeadline else { return advertisements.count }
    var end = start + 1
    while end < advertisements.count, advertisements[end].time < deadline { end += 1 }
    return end
  }
}
