import Proximity

extension Detector {
  /// Counts a look as evidence of presence if it is, and tells what the dwell has reached.
  mutating func confirm(_ spot: Spot, _ target: Zone, at evidence: Int64, told time: Int64) {
    guard target.isPresent, var presence = presences[spot], presence.zone.isPresent,
      var visit = presence.visit
    else { return }
    visit.lastNear = evidence
    let wasRunning = visit.isRunning
    if !wasRunning, visit.dwell >= site.floor.visits.minimumDwell.inNanoseconds {
      visit.isRunning = true
      visit.away = departures[spot].map { max(0, visit.began - $0.time) }
    }
    presence.visit = visit
    presences[spot] = presence
    guard visit.isRunning else { return }
    if !wasRunning { tellEntered(spot, visit, time) }
    let milestones = site.floor.places[spot.number].milestones.map(\.inNanoseconds)
    while visit.told < milestones.count, milestones[visit.told] <= visit.dwell {
      visit.told += 1
      presences[spot]?.visit = visit
      tell(spot, visit, .dwelled, time)
    }
  }

  private mutating func tellEntered(_ spot: Spot, _ visit: Presence.Visit, _ time: Int64) {
    guard let away = visit.away else { return tell(spot, visit, .entered, time) }
    facts.append(
      .return(
        Return(
          shopper: spot.shopper, place: PlaceIndex(UInt16(spot.number)),
          dwell: .nanoseconds(visit.dwell), away: .nanoseconds(away),
          time: Instant(nanoseconds: time), since: Instant(nanoseconds: visit.began))))
  }

  private mutating func tell(
    _ spot: Spot, _ visit: Presence.Visit, _ phase: Dwell.Phase, _ time: Int64
  ) {
    let isOver = phase == .departed || phase == .lost
    facts.append(
      .dwell(
        Dwell(
          shopper: spot.shopper, place: PlaceIndex(UInt16(spot.number)), phase: phase,
          dwell: .nanoseconds(visit.dwell), away: visit.away.map { .nanoseconds($0) },
          time: Instant(nanoseconds: time),
          since: Instant(nanoseconds: isOver ? visit.lastNear : visit.began))))
  }

  /// Who was passing by is forgotten; a visit has the merge gap to go on.
  mutating func stepOut(_ spot: Spot, _ time: Int64) {
    guard let visit = presences[spot]?.visit else { return }
    if visit.isRunning {
      presences[spot]?.deadline = max(
        time, visit.lastNear + site.floor.visits.mergeGap.inNanoseconds)
    } else {
      presences[spot]?.visit = nil
    }
  }

  mutating func endVisit(_ spot: Spot, _ phase: Dwell.Phase, _ time: Int64) {
    guard let visit = presences[spot]?.visit else { return }
    tell(spot, visit, phase, time)
    presences[spot]?.visit = nil
    let memory = site.floor.visits.memory.inNanoseconds
    guard memory > 0 else { return }
    if departures[spot] == nil, departures.count == limits.departures,
      let oldest = earliest(departures, \.deadline)
    {
      departures[oldest] = nil
    }
    departures[spot] = Departure(time: visit.lastNear, deadline: visit.lastNear + memory)
  }
}
