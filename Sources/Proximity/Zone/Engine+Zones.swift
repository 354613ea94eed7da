extension Engine {
  /// A look at a receiver of a place: its nearest receiver, its zone and its visit follow.
  @inline(__always)
  mutating func hear(
    _ shopper: ShopperIndex, at place: UInt16, by receiver: UInt16, _ track: Int,
    believed: Bool, _ time: Int64, probably hint: UInt32, isFirst: Bool,
    _ report: (Fact) -> Void
  ) {
    let key = shopper.key(place)
    let pathLoss = tracks[track].pathLoss
    var nearest = track
    let slot: Int
    let standing: Standing
    if let known = presences.slot(of: key, probably: hint) {
      slot = known
      let isAlone = plan.places[Int(place)].receivers.count == 1
      let heard = presences.update(slot) { presence in
        let isKnown = presence.hear(pathLoss, by: receiver, at: time, isAlone: isAlone)
        return (isKnown: isKnown, by: presence.nearest, standing: presence.standing(at: time))
      }
      standing = heard.standing
      if !heard.isKnown {
        nearest = findNearest(slot, place, shopper) ?? track
      } else if heard.by != receiver {
        nearest = tracks.slot(of: shopper.key(heard.by)) ?? track
      }
    } else {
      slot = appear(key, by: receiver, pathLoss, time, told: time, report)
      standing = Standing(.unknown)
    }
    if isFirst { tracks[track].presence = UInt32(slot) }
    let isAlone = plan.places[Int(place)].group.isEmpty
    // A place by itself reads from the belief of its floor, which is asked after the look.
    if believed, isAlone, standing.zone != .unknown { return }
    let zone = smoothing.zone(
      tracks[nearest].state, of: plan.reaches[Int(place)], now: standing, by: thresholds)
    if believed, isAlone {
      if zone == .far { look(slot, .far, at: time, told: time, report) }
    } else if isAlone {
      look(slot, zone, at: time, told: time, report)
    } else {
      challenge(slot, zone, place, shopper, time, report)
    }
  }

  /// Begins a presence as of a time; one that has to give way for it is told of now.
  mutating func appear(
    _ key: UInt64, by receiver: UInt16, _ pathLoss: Float, _ time: Int64, told now: Int64,
    _ report: (Fact) -> Void
  ) -> Int {
    if presences.isFull, let stalest = presences.earliest() {
      counters.presencesEvicted += 1
      vanish(stalest, now, isLost: true, report)
    }
    return presences.insert(
      Presence(
        key: key, deadline: time + Presence.idle, lastHeard: time, pathLoss: pathLoss,
        nearest: receiver))
  }

  /// Looks among the tracks of a place's receivers that are not silent for the lowest path loss;
  /// returns the track that has it, if there is any.
  mutating func findNearest(_ slot: Int, _ place: UInt16, _ shopper: ShopperIndex) -> Int? {
    var lowest: (pathLoss: Float, receiver: UInt16, track: Int)?
    for entry in plan.places[Int(place)].receivers {
      let receiver = plan.receiversOfPlaces[entry]
      guard let track = tracks.slot(of: shopper.key(receiver)), !tracks[track].isSilent else {
        continue
      }
      let pathLoss = tracks[track].pathLoss
      if pathLoss < lowest?.pathLoss ?? .infinity { lowest = (pathLoss, receiver, track) }
    }
    guard let lowest else { return nil }
    presences[slot].pathLoss = lowest.pathLoss
    presences[slot].nearest = lowest.receiver
    return lowest.track
  }

  /// Takes in what the evidence of a time says of a place, and tells what follows.
  @inline(__always)
  mutating func look(
    _ slot: Int, _ target: Zone, at evidence: Int64, told time: Int64, _ report: (Fact) -> Void
  ) {
    let outcome = presences.update(slot) { [closerAfter, fartherAfter] presence in
      presence.look(
        target, at: evidence, closerAfter: closerAfter, fartherAfter: fartherAfter)
    }
    follow(slot, outcome, target, at: evidence, told: time, report)
  }

  /// Tells what follows from a look.
  @inline(__always)
  mutating func follow(
    _ slot: Int, _ outcome: Presence.Outcome, _ target: Zone, at evidence: Int64,
    told time: Int64, _ report: (Fact) -> Void
  ) {
    switch outcome {
    case .nothing: return
    case .visit: visitReached(slot, time, report)
    case .zone(let before, let since):
      zoneChanged(slot, from: before, since: since, time, report)
      if presences[slot].confirm(target, at: evidence) { visitReached(slot, time, report) }
    }
  }

  /// A look in a group: the place that holds goes on holding until another is clearly ahead of it.
  private mutating func challenge(
    _ slot: Int, _ target: Zone, _ place: UInt16, _ shopper: ShopperIndex, _ time: Int64,
    _ report: (Fact) -> Void
  ) {
    let pathLoss = presences[slot].pathLoss
    let zone = presences[slot].zone.zone
    let close = max(.near, target)
    let group = plan.places[Int(place)].group
    guard !zone.isPresent else {
      look(slot, close, at: time, told: time, report)
      return
    }
    guard let holder = holder(of: group, shopper) else {
      let isFirst = leads(slot, group, shopper, at: time)
      look(slot, isFirst ? close : .far, at: time, told: time, report)
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

  /// Whether no other place of the group is heard better, so that the first to be heard does not
  /// hold before the others had a chance.
  private func leads(
    _ slot: Int, _ group: Range<Int>, _ shopper: ShopperIndex, at time: Int64
  ) -> Bool {
    let recently = time - rules.silence.minimum.inNanoseconds
    return group.allSatisfy { entry in
      guard let other = presences.slot(of: shopper.key(plan.placesOfGroups[entry])) else {
        return true
      }
      return other == slot || presences[other].lastHeard < recently
        || presences[other].pathLoss >= presences[slot].pathLoss
    }
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
      findNearest(slot, place, shopper) == nil
    else { return }
    if plan.isLaidOut, plan.places[Int(place)].group.isEmpty, beliefs.slot(of: shopper) != nil {
      return
    }
    vanish(slot, time, isLost: isLost, report)
  }

  /// No receiver of the place hears the shopper any more.
  mutating func vanish(
    _ slot: Int, _ time: Int64, isLost: Bool, _ report: (Fact) -> Void
  ) {
    let wasPresent = presences[slot].zone.zone.isPresent
    presences[slot].suspect(false, at: time)
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
