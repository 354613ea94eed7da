import Proximity

/// What holds for the facts of every world, whatever radio does; it says what was broken.
struct FactLaws {
  private struct Spot: Hashable {
    var shopper: ShopperIndex
    var place: PlaceIndex
  }

  private struct Visit {
    var began: Instant
    var dwell: Duration
    var milestones = 0
  }

  private(set) var broken: [String] = []
  private var floor: Floor
  private let hasRoom: Bool
  private var latest = Instant.range.lowerBound
  private var zones: [Spot: Zone] = [:]
  private var visits: [Spot: Visit] = [:]
  private var departures: [Spot: Instant] = [:]
  private var gone: Set<ShopperIndex> = []

  /// - Parameter hasRoom: whether no table is ever full.
  init(_ floor: Floor, hasRoom: Bool) {
    (self.floor, self.hasRoom) = (floor, hasRoom)
  }

  mutating func forget(_ shopper: ShopperIndex) {
    gone.insert(shopper)
    zones = zones.filter { $0.key.shopper != shopper }
    visits = visits.filter { $0.key.shopper != shopper }
    departures = departures.filter { $0.key.shopper != shopper }
  }

  /// Places go by id over a change of the site; what was there of others is gone.
  mutating func change(to other: Floor) {
    let moved = floor.places.map { other.place($0.id) }
    func kept<Value>(_ table: [Spot: Value]) -> [Spot: Value] {
      var kept: [Spot: Value] = [:]
      for (spot, value) in table {
        guard let place = moved[Int(spot.place.rawValue)] else { continue }
        kept[Spot(shopper: spot.shopper, place: place)] = value
      }
      return kept
    }
    (zones, visits, departures) = (kept(zones), kept(visits), kept(departures))
    floor = other
  }

  mutating func take(_ fact: Fact) {
    let spot = Spot(shopper: fact.shopper, place: fact.place)
    if gone.contains(fact.shopper) { broke("a fact without consent", fact) }
    if fact.time < latest { broke("time runs backwards", fact) }
    latest = max(latest, fact.time)
    switch fact {
    case .near(let near): takeZone(near, spot, fact)
    case .return(let back):
      begin(spot, back.since, back.dwell, fact)
      if back.since > back.time { broke("it begins in the future", fact) }
      guard let departure = departures[spot] else {
        return broke("a return without departure", fact)
      }
      if back.away != max(.zero, back.since - departure) { broke("away for another time", fact) }
    case .dwell(let dwell): takeDwell(dwell, spot, fact)
    }
  }

  private mutating func takeZone(_ near: Near, _ spot: Spot, _ fact: Fact) {
    if near.since > near.time { broke("a zone of the future", fact) }
    if zones[spot] ?? .unknown == near.zone { broke("a zone told twice", fact) }
    zones[spot] = near.zone
    guard near.zone.isPresent, let group = floor.places[Int(near.place.rawValue)].group else {
      return
    }
    let holders = floor.places.indices.filter { place in
      let other = Spot(shopper: spot.shopper, place: PlaceIndex(UInt16(place)))
      return floor.places[place].group == group && zones[other]?.isPresent == true
    }
    if holders.count > 1 { broke("two places of a group hold", fact) }
  }

  private mutating func takeDwell(_ dwell: Dwell, _ spot: Spot, _ fact: Fact) {
    if dwell.since > dwell.time { broke("a dwell of the future", fact) }
    if dwell.dwell < .zero || dwell.dwell > dwell.time - dwell.began {
      broke("a dwell that presence does not cover", fact)
    }
    guard dwell.phase != .entered else {
      begin(spot, dwell.since, dwell.dwell, fact)
      if dwell.away != nil { broke("a first visit that was away", fact) }
      if hasRoom, let departure = departures[spot],
        dwell.time < departure + floor.visits.memory
      {
        broke("a return that is told as a first visit", fact)
      }
      return
    }
    guard var visit = visits[spot] else { return broke("of a visit that did not begin", fact) }
    if dwell.dwell < visit.dwell { broke("a dwell that shrinks", fact) }
    if dwell.began != visit.began { broke("a visit that begins twice", fact) }
    switch dwell.phase {
    case .dwelled:
      visit.milestones += 1
      visit.dwell = dwell.dwell
      visits[spot] = visit
    case .departed, .lost:
      visits[spot] = nil
      if floor.visits.memory > .zero { departures[spot] = dwell.since }
      if zones[spot]?.isPresent == true { broke("a departure in presence", fact) }
    case .entered, .open: broke("a phase that is never told", fact)
    }
  }

  private mutating func begin(_ spot: Spot, _ since: Instant, _ dwell: Duration, _ fact: Fact) {
    if visits[spot] != nil { broke("two visits at once", fact) }
    if let departure = departures[spot], since < departure { broke("visits overlap", fact) }
    if dwell < floor.visits.minimumDwell { broke("a visit shorter than the minimum", fact) }
    if zones[spot]?.isPresent != true { broke("a visit without presence", fact) }
    visits[spot] = Visit(began: since, dwell: dwell)
  }

  private mutating func broke(_ law: String, _ fact: Fact) { broken.append("\(law): \(fact)") }
}

extension Dwell {
  /// When the visit began.
  fileprivate var began: Instant {
    switch phase {
    case .departed, .lost: since + .nanoseconds(-dwell.inNanoseconds)
    case .entered, .dwelled, .open: since
    }
  }
}
