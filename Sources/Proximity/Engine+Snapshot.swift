extension Engine {
  /// Everything an engine knows at one moment, to be given to its successor.
  ///
  /// It holds indices of shoppers, which mean something only to the resolver that gave them out:
  /// a gateway that restarts renumbers them by its own list. Receivers and places go by id.
  public struct Snapshot: Sendable, Equatable, Codable {
    /// The engine's time.
    public internal(set) var now: Instant
    var receivers: [ReceiverID]
    var places: [PlaceID]
    var tracks: [Track<Smoothing>]
    var presences: [Presence]
    var departures: [Departure]
    var health: [ReceiverHealth]
    /// The first index of each slot that is not forgotten, where one was.
    var living: [ShopperIndex]
  }

  /// Everything the engine knows, in an order that depends on nothing else.
  ///
  /// - Complexity: O(n log n) in what is known.
  public borrowing func snapshot() -> Snapshot {
    let living = livingGenerations.indices.filter { livingGenerations[$0] > 0 }.map {
      ShopperIndex(slot: UInt32($0), generation: livingGenerations[$0])
    }
    return Snapshot(
      now: now, receivers: floor.receivers.map(\.id), places: floor.places.map(\.id),
      tracks: tracks.sorted(), presences: presences.sorted(), departures: departures.sorted(),
      health: health, living: living)
  }

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
