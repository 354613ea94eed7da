internal import Proximity

extension Page {
  /// Takes in a change of zone. Passing by leaves nothing behind; a step out of a visit does, until
  /// the visit has ended.
  mutating func move(to zone: Zone, at place: PlaceID, _ now: LedgerTime) {
    if let index = visits.firstIndex(where: { $0.place == place }) {
      if zone.isPresent || visits[index].stay != nil {
        visits[index].zone = zone
        visits[index].heard = now
      } else {
        visits.remove(at: index)
      }
    } else if zone.isPresent {
      arrive(at: place, zone, now)
    }
  }

  /// Takes in that a visit has begun or gone on. The same beginning makes it the same visit, so that
  /// an event told twice counts once; an earlier one is an old story.
  mutating func stay(
    at place: PlaceID, since: LedgerTime, dwell: Duration, away: Duration?, _ now: LedgerTime
  ) {
    let index =
      visits.firstIndex { $0.place == place } ?? arrive(at: place, .unknown, now)
    if let stay = visits[index].stay {
      guard stay.since <= since else { return }
      if stay.since == since {
        visits[index].stay?.dwell = max(stay.dwell, dwell)
        visits[index].heard = now
        return
      }
      visits[index] = newVisit(at: place, visits[index].zone, now)
    }
    visitCount &+= 1
    visits[index].heard = now
    visits[index].stay = .init(ordinal: visitCount, since: since, dwell: dwell, away: away)
  }

  mutating func depart(from place: PlaceID) {
    visits.removeAll { $0.place == place }
  }

  /// Forgets what lies further back than a page may remember.
  mutating func forget(at now: LedgerTime) {
    let horizon = now - PageLimits.memory
    let kept = reservations.firstIndex { $0.time > horizon } ?? reservations.endIndex
    if kept > 0 { reservations.removeFirst(kept) }
    forgetDecisions(upTo: horizon)
    if !setbacks.isEmpty { setbacks.removeAll { now - $0.time >= Fatigue.memory } }
    if visits.contains(where: { $0.heard <= horizon }) {
      visits.removeAll { $0.heard <= horizon }
    }
  }

  @discardableResult
  private mutating func arrive(at place: PlaceID, _ zone: Zone, _ now: LedgerTime) -> Int {
    if visits.count >= PageLimits.visits,
      let stalest = visits.indices.min(by: { visits[$0].heard < visits[$1].heard })
    {
      visits.remove(at: stalest)
      refused &+= 1
    }
    visits.append(newVisit(at: place, zone, now))
    return visits.count - 1
  }

  private mutating func newVisit(at place: PlaceID, _ zone: Zone, _ now: LedgerTime) -> Visit {
    visitNumber &+= 1
    return Visit(number: visitNumber, place: place, zone: zone, heard: now)
  }
}
