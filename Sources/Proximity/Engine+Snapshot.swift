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
    var beliefs: [FloorBeliefs.Saved]
    /// What the beliefs are laid out on.
    var layout: FloorLayout
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
      tracks: tracks.sorted(), beliefs: beliefs.saved(), layout: beliefs.grid.layout,
      presences: presences.sorted(), departures: departures.sorted(),
      health: health, living: living)
  }
}
