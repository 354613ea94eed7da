extension Engine {
  /// The dwell has reached the minimum or a milestone.
  mutating func visitReached(_ slot: Int, _ time: Int64, _ report: (Fact) -> Void) {
    let milestones = plan.milestones[Int(presences[slot].key & 0xFFFF)]
    if !presences[slot].visit.isRunning {
      let key = presences[slot].key
      let last = departures.slot(of: key).map { departures[$0].time }
      let away = last.map { max(0, presences[slot].visit.began - $0) } ?? -1
      presences[slot].visit.enter(away: away, firstMilestone: milestones.first)
      tellEntered(presences[slot], at: time, report)
    }
    while presences[slot].visit.passMilestone(
      next: milestones.dropFirst(Int(presences[slot].visit.milestones) + 1).first)
    {
      tell(.dwell(dwell(of: presences[slot], .dwelled, at: time)), report)
    }
  }

  /// The shopper is out of the place: a running visit has the merge gap to go on.
  mutating func stepOut(_ slot: Int, _ time: Int64) {
    presences[slot].visit.stepOut()
    guard presences[slot].isDeparting else { return }
    let deadline = max(time, presences[slot].visit.lastNear + plan.mergeGap)
    presences.update(slot) { $0.deadline = deadline }
  }

  /// A presence's deadline has come: a departure, or nothing.
  mutating func presenceIsDue(_ slot: Int, _ report: (Fact) -> Void) {
    let presence = presences[slot]
    let time = max(presence.deadline, now.nanoseconds)
    guard presence.isDeparting else {
      if isAbandoned(presence) {
        vanish(slot, time, isLost: false, report)
      } else {
        presences[slot].deadline = time + Presence.idle
      }
      return
    }
    // The step out is over already if the presence that awaits confirmation turns out true.
    if presence.zone.awaitsPresence {
      presences[slot].deadline = time + max(closerAfter, groupAfter, 1_000_000_000)
      return
    }
    switch exitOfPlace(presence, at: time) {
    case .wait(let until):
      presences[slot].deadline = until
      return
    case .due: endVisit(slot, .departed, time, report)
    case .lost: endVisit(slot, .lost, time, report)
    }
    if presences[slot].zone.zone == .unknown {
      presences.remove(slot)
    } else {
      presences[slot].deadline = time + Presence.idle
    }
  }

  /// A departure waits as long as any receiver of the place may have missed the shopper's return.
  private func exitOfPlace(_ presence: Presence, at time: Int64) -> ReceiverHealth.Exit {
    var exit = ReceiverHealth.Exit.due
    for entry in plan.places[Int(presence.key & 0xFFFF)].receivers {
      let verdict = health[Int(plan.receiversOfPlaces[entry])].exit(
        at: time, lastHeard: presence.visit.lastNear, patience: plan.mergeGap,
        grace: rules.silence.unhealthyGrace.inNanoseconds)
      switch verdict {
      case .wait: return verdict
      case .lost: exit = .lost
      case .due: break
      }
    }
    return exit
  }

  /// Ends a running visit and remembers its end for the next one.
  mutating func endVisit(
    _ slot: Int, _ phase: Dwell.Phase, _ time: Int64, _ report: (Fact) -> Void
  ) {
    let presence = presences[slot]
    tell(.dwell(dwell(of: presence, phase, at: time)), report)
    presences[slot].visit = VisitState()
    guard plan.memory > 0 else { return }
    remember(
      Departure(
        key: presence.key, time: presence.visit.lastNear,
        deadline: presence.visit.lastNear + plan.memory))
  }

  private mutating func remember(_ departure: Departure) {
    if let slot = departures.slot(of: departure.key) {
      departures[slot].time = departure.time
      departures[slot].deadline = departure.deadline
      return
    }
    if departures.isFull, let oldest = departures.earliest() {
      counters.departuresEvicted += 1
      departures.remove(oldest)
    }
    _ = departures.insert(departure)
  }

  private mutating func tellEntered(
    _ presence: Presence, at time: Int64, _ report: (Fact) -> Void
  ) {
    let entered = dwell(of: presence, .entered, at: time)
    guard let away = entered.away else {
      tell(.dwell(entered), report)
      return
    }
    tell(
      .return(
        Return(
          shopper: entered.shopper, place: entered.place, dwell: entered.dwell, away: away,
          time: entered.time, since: entered.since)), report)
  }

  private mutating func tell(_ fact: Fact, _ report: (Fact) -> Void) {
    counters.facts += 1
    report(fact)
  }

  func dwell(of presence: Presence, _ phase: Dwell.Phase, at time: Int64) -> Dwell {
    let visit = presence.visit
    let isOver = phase == .departed || phase == .lost
    return Dwell(
      shopper: ShopperIndex(key: presence.key),
      place: PlaceIndex(UInt16(truncatingIfNeeded: presence.key)), phase: phase,
      dwell: .nanoseconds(visit.dwell), away: visit.away < 0 ? nil : .nanoseconds(visit.away),
      time: Instant(nanoseconds: time),
      since: Instant(nanoseconds: isOver ? visit.lastNear : visit.began))
  }
}
