extension Engine {
  /// A look at a receiver of a place: its nearest receiver, its zone and its visit follow.
  @inline(__always)
  mutating func hear(
    _ shopper: ShopperIndex, at place: UInt16, by receiver: UInt16, _ pathLoss: Float,
    _ time: Int64, probably hint: UInt32, _ report: (Fact) -> Void
  ) {
    let key = shopper.key(place)
    let rules = plan.places[Int(place)]
    guard let slot = presences.slot(of: key, probably: hint) else {
      judge(appear(key, by: receiver, pathLoss, time, report), place, shopper, time, report)
      return
    }
    let outcome = presences.update(slot) { [closerAfter, fartherAfter] presence in
      guard presence.hear(pathLoss, by: receiver, at: time, isAlone: rules.receivers.count == 1)
      else { return Presence.Outcome.askReceivers }
      guard rules.group.isEmpty else { return .askGroup }
      return presence.look(
        rules.thresholds.zone(of: presence.pathLoss, now: presence.zone.zone), at: time,
        closerAfter: closerAfter, fartherAfter: fartherAfter)
    }
    switch outcome {
    case .nothing: return
    case .askReceivers:
      _ = findNearest(slot, place, shopper)
      judge(slot, place, shopper, time, report)
    case .askGroup: judge(slot, place, shopper, time, report)
    case .zone, .visit: follow(outcome, slot, time, report)
    }
  }

  /// Looks at a presence whose lowest path loss is known.
  private mutating func judge(
    _ slot: Int, _ place: UInt16, _ shopper: ShopperIndex, _ time: Int64, _ report: (Fact) -> Void
  ) {
    guard plan.places[Int(place)].group.isEmpty else {
      challenge(slot, place, shopper, time, report)
      return
    }
    let target = plan.places[Int(place)].thresholds.zone(
      of: presences[slot].pathLoss, now: presences[slot].zone.zone)
    look(slot, target, time, report)
  }

  private mutating func appear(
    _ key: UInt64, by receiver: UInt16, _ pathLoss: Float, _ time: Int64, _ report: (Fact) -> Void
  ) -> Int {
    if presences.isFull, let stalest = presences.earliest() {
      counters.presencesEvicted += 1
      vanish(stalest, time, isLost: true, report)
    }
    return presences.insert(
      Presence(
        key: key, deadline: time + Presence.idle, lastHeard: time, pathLoss: pathLoss,
        nearest: receiver))
  }

  /// Looks among the tracks of a place's receivers that are not silent for the lowest path loss;
  /// returns whether there is any.
  mutating func findNearest(_ slot: Int, _ place: UInt16, _ shopper: ShopperIndex) -> Bool {
    var lowest: (pathLoss: Float, receiver: UInt16)?
    for entry in plan.places[Int(place)].receivers {
      let receiver = plan.receiversOfPlaces[entry]
      guard let track = tracks.slot(of: shopper.key(receiver)), !tracks[track].isSilent else {
        continue
      }
      let pathLoss = tracks[track].pathLoss
      if pathLoss < lowest?.pathLoss ?? .infinity { lowest = (pathLoss, receiver) }
    }
    guard let lowest else { return false }
    presences[slot].pathLoss = lowest.pathLoss
    presences[slot].nearest = lowest.receiver
    return true
  }

  private mutating func look(
    _ slot: Int, _ target: Zone, _ time: Int64, _ report: (Fact) -> Void
  ) {
    let outcome = presences[slot].look(
      target, at: time, closerAfter: closerAfter, fartherAfter: fartherAfter)
    follow(outcome, slot, time, report)
  }

  private mutating func follow(
    _ outcome: Presence.Outcome, _ slot: Int, _ time: Int64, _ report: (Fact) -> Void
  ) {
    switch outcome {
    case .nothing, .askReceivers, .askGroup: return
    case .visit: visitReached(slot, time, report)
    case .zone(let before, let since, let target):
      zoneChanged(slot, from: before, since: since, time, report)
      if presences[slot].confirm(target, at: time) { visitReached(slot, time, report) }
    }
  }

  /// A look in a group: the place that holds goes on holding until another is clearly ahead of it.
  private mutating func challenge(
    _ slot: Int, _ place: UInt16, _ shopper: ShopperIndex, _ time: Int64, _ report: (Fact) -> Void
  ) {
    let pathLoss = presences[slot].pathLoss
    let zone = presences[slot].zone.zone
    let close = max(.near, plan.places[Int(place)].thresholds.zone(of: pathLoss, now: zone))
    guard !zone.isPresent, let holder = holder(of: plan.places[Int(place)].group, shopper) else {
      look(slot, close, time, report)
      return
    }
    let isAhead = pathLoss + rules.groupMargin <= presences[holder].pathLoss
    let before = zone
    guard
      let since = presences[slot].zone.look(
        isAhead ? close : .far, at: time, closerAfter: groupAfter, fartherAfter: fartherAfter)
    else { return }
    if presences[slot].zone.zone.isPresent {
      let held = presences[holder].zone.zone
      _ = presences[holder].zone.settle(.far)
      zoneChanged(holder, from: held, since: since, time, report)
    }
    zoneChanged(slot, from: before, since: since, time, report)
  }

  private func holder(of group: Range<Int>, _ shopper: ShopperIndex) -> Int? {
    for entry in group {
      if let slot = presences.slot(of: shopper.key(plan.placesOfGroups[entry])),
        presences[slot].zone.zone.isPresent
      {
        return slot
      }
    }
    return nil
  }

  private mutating func zoneChanged(
    _ slot: Int, from before: Zone, since: Int64, _ time: Int64, _ report: (Fact) -> Void
  ) {
    let zone = presences[slot].zone.zone
    tellZone(slot, since: since, time, report)
    if zone.isPresent, !before.isPresent {
      presences[slot].visit.arrive(since: since, minimumDwell: plan.minimumDwell)
    } else if !zone.isPresent, before.isPresent {
      stepOut(slot, time)
    }
  }

  /// A receiver of a place no longer hears the shopper; the place's others may.
  mutating func receiverIsSilent(
    _ receiver: UInt16, _ shopper: ShopperIndex, at place: UInt16, _ time: Int64, isLost: Bool,
    _ report: (Fact) -> Void
  ) {
    guard let slot = presences.slot(of: shopper.key(place)), presences[slot].nearest == receiver,
      !findNearest(slot, place, shopper)
    else { return }
    vanish(slot, time, isLost: isLost, report)
  }

  /// No receiver of the place hears the shopper any more.
  private mutating func vanish(
    _ slot: Int, _ time: Int64, isLost: Bool, _ report: (Fact) -> Void
  ) {
    let wasPresent = presences[slot].zone.zone.isPresent
    if presences[slot].zone.settle(.unknown) {
      tellZone(slot, since: presences[slot].lastHeard, time, report)
    }
    if wasPresent { stepOut(slot, time) }
    if isLost, presences[slot].visit.isRunning { endVisit(slot, .lost, time, report) }
    if !presences[slot].visit.isRunning { presences.remove(slot) }
  }

  private mutating func tellZone(
    _ slot: Int, since: Int64, _ time: Int64, _ report: (Fact) -> Void
  ) {
    let presence = presences[slot]
    counters.facts += 1
    report(
      .near(
        Near(
          shopper: ShopperIndex(key: presence.key),
          place: PlaceIndex(UInt16(truncatingIfNeeded: presence.key)), zone: presence.zone.zone,
          time: Instant(nanoseconds: time), since: Instant(nanoseconds: since))))
  }
}
