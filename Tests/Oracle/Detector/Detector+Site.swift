import Proximity

extension Detector {
  /// The site is another one from now on: what is known goes by the ids of receivers and places,
  /// and what neither has any more is left out.
  package mutating func move(to other: Plan) {
    let receivers = site.floor.receivers.map { old in
      other.floor.receivers.firstIndex { $0.id == old.id }
    }
    let places = site.floor.places.map { old in
      other.floor.places.firstIndex { $0.id == old.id }
    }
    tracks = Self.moved(tracks, by: receivers)
    departures = Self.moved(departures, by: places)
    presences = Self.moved(presences, by: places)
    for (spot, presence) in presences {
      presences[spot] = receivers[presence.nearest].map { nearest in
        var moved = presence
        moved.nearest = nearest
        return moved
      }
    }
    if !(site.grid?.isLaidOutLike(other.grid) ?? false) { beliefs = [:] }
    var health: [(isHealthy: Bool, since: Int64)] = other.floor.receivers.map { _ in (true, .min) }
    for (old, new) in receivers.enumerated() {
      if let new { health[new] = self.health[old] }
    }
    self.health = health
    site = other
  }

  private static func moved<Value>(_ table: [Spot: Value], by numbers: [Int?]) -> [Spot: Value] {
    var moved: [Spot: Value] = [:]
    for (spot, value) in table {
      guard let number = numbers[spot.number] else { continue }
      moved[Spot(shopper: spot.shopper, number: number)] = value
    }
    return moved
  }
}

extension Grid {
  func isLaidOutLike(_ other: Grid?) -> Bool {
    guard let other else { return false }
    return cell == other.cell && west == other.west && south == other.south
      && columns == other.columns && rows == other.rows
  }
}
