extension Engine.Snapshot {
  /// A snapshot may come from a disk: whatever the engine relies on is checked before it is used.
  func validate(for smoothing: Smoothing) throws(ConfigurationError) {
    guard Instant.range.contains(now) else { throw Self.damaged("now") }
    guard Set(receivers).count == receivers.count, health.count == receivers.count else {
      throw Self.damaged("receivers")
    }
    guard Set(places).count == places.count else { throw Self.damaged("places") }
    let ahead = Instant.range.upperBound.nanoseconds
    guard Self.ascend(tracks.map(\.key)),
      tracks.allSatisfy({ $0.isSound(smoothing, at: now.nanoseconds) && $0.deadline <= ahead })
    else { throw Self.damaged("tracks") }
    guard Self.ascend(beliefs.map(\.record.key)),
      beliefs.allSatisfy({
        $0.isSound(on: layout, at: now.nanoseconds) && $0.record.deadline <= ahead
      })
    else { throw Self.damaged("beliefs") }
    guard Self.ascend(presences.map(\.key)),
      presences.allSatisfy({
        $0.pathLoss.isFinite && Int($0.nearest) < receivers.count && $0.deadline <= ahead
          && $0.visit.isSound && $0.isSound(at: now.nanoseconds)
      })
    else { throw Self.damaged("presences") }
    guard Self.ascend(departures.map(\.key)), departures.allSatisfy({ $0.deadline <= ahead }) else {
      throw Self.damaged("departures")
    }
  }

  private static func ascend(_ keys: [UInt64]) -> Bool {
    zip(keys, keys.dropFirst()).allSatisfy { $0 < $1 }
  }

  private static func damaged(_ part: String) -> ConfigurationError {
    ConfigurationError(
      path: "snapshot.\(part)",
      problem: "the snapshot is damaged; take an older one, or start without")
  }
}

extension Engine {
  /// Takes over what a sound snapshot holds.
  mutating func restore(_ snapshot: Snapshot) {
    now = snapshot.now
    let receivers = snapshot.receivers.map { floor.receiver($0)?.rawValue }
    let places = snapshot.places.map { floor.place($0)?.rawValue }
    for (number, health) in zip(receivers, snapshot.health) {
      if let number { self.health[Int(number)] = health }
    }
    for index in snapshot.living where index.slot < livingGenerations.count {
      livingGenerations[index.slot] = index.generation
    }
    for track in snapshot.tracks where !tracks.isFull {
      if let key = Self.move(track.key, by: receivers) { _ = tracks.insert(track.keyed(key)) }
    }
    for belief in snapshot.beliefs where snapshot.layout == beliefs.grid.layout {
      beliefs.restore(belief)
    }
    for presence in snapshot.presences where !presences.isFull {
      guard let key = Self.move(presence.key, by: places),
        let nearest = receivers[Int(presence.nearest)]
      else { continue }
      _ = presences.insert(presence.keyed(key, nearest: nearest))
    }
    for departure in snapshot.departures where !departures.isFull {
      guard let key = Self.move(departure.key, by: places) else { continue }
      _ = departures.insert(
        Departure(key: key, time: departure.time, deadline: departure.deadline))
    }
  }

  private static func move(_ key: UInt64, by numbers: [UInt16?]) -> UInt64? {
    let number = Int(key & 0xFFFF)
    guard number < numbers.count, let moved = numbers[number] else { return nil }
    return ShopperIndex(key: key).key(moved)
  }
}
