extension Engine {
  /// Takes in a look on a floor; returns whether there is a belief that takes it.
  @inline(__always)
  mutating func hearOnFloor(
    _ shopper: ShopperIndex, by receiver: Int, _ loss: Float, after gap: Int64, at time: Int64
  ) -> Int? {
    guard plan.isLaidOut else { return nil }
    return believe(shopper, by: receiver, loss, after: gap, at: time)
  }

  @inline(never)
  private mutating func believe(
    _ shopper: ShopperIndex, by receiver: Int, _ loss: Float, after gap: Int64, at time: Int64
  ) -> Int? {
    guard
      let slot = beliefs.slot(of: shopper)
        ?? beliefs.begin(shopper, around: receiver, at: time)
    else {
      counters.beliefsRefused += 1
      return nil
    }
    beliefs.hear(loss, in: slot, by: receiver, after: Gap.index(gap), at: time)
    return slot
  }

  /// Lets a look wait for others of the same advertisement before the places are judged.
  mutating func awaitJudgement(_ slot: Int, since time: Int64) {
    beliefs.records.update(slot) { belief in
      guard !belief.isPending else { return }
      belief.isPending = true
      belief.deadline = time + FloorBelief.patience
    }
  }

  /// A belief's deadline has come: its places are judged, or there is nothing left to believe.
  mutating func beliefIsDue(_ slot: Int, _ report: (Fact) -> Void) {
    let record = beliefs.records[slot]
    let time = max(record.deadline, now.nanoseconds)
    if record.isPending {
      judgePlaces(slot, at: time, report)
    } else {
      giveUp(slot, at: time, isLost: true, report)
    }
  }

  private mutating func judgePlaces(_ slot: Int, at time: Int64, _ report: (Fact) -> Void) {
    // Later than any receiver's silence, which is what ends a belief as long as there are tracks.
    let longest =
      rules.silence.maximum.inNanoseconds + rules.silence.unhealthyGrace.inNanoseconds
      + trackRules.memory
    beliefs.records.update(slot) {
      $0.isPending = false
      $0.deadline = $0.lastHeard + longest
    }
    beliefs.follow(slot)
    let (key, heard) = (beliefs.records[slot].key, beliefs.records[slot].lastHeard)
    let shopper = ShopperIndex(key: key)
    for area in plan.areas.indices {
      let place = plan.areas[area].place
      let near = beliefs.share(of: slot, on: plan.areas[area].near)
      let presence = presences.slot(of: shopper.key(place))
      guard presence != nil || near > thresholds.enter else { continue }
      let known =
        presence
        ?? appear(
          shopper.key(place), by: plan.areas[area].receiver, Presence.unheard, heard, told: time,
          report)
      lookOnFloor(known, slot, area, near, heard, at: time, report)
    }
  }

  private mutating func lookOnFloor(
    _ slot: Int, _ belief: Int, _ area: Int, _ near: Float, _ heard: Int64, at time: Int64,
    _ report: (Fact) -> Void
  ) {
    let target = thresholds.zone(
      near: near, immediate: beliefs.share(of: belief, on: plan.areas[area].immediate),
      enter: thresholds.enter, now: presences[slot].standing(at: heard))
    presences[slot].attend(at: heard)
    presences[slot].suspect(near > thresholds.suspect, at: heard)
    look(slot, target, at: heard, told: time, report)
  }

  /// A receiver of a floor no longer hears the shopper; when no other does, every place is left.
  mutating func floorIsSilent(
    _ shopper: ShopperIndex, _ time: Int64, isLost: Bool, _ report: (Fact) -> Void
  ) {
    guard let belief = beliefs.slot(of: shopper) else { return }
    for receiver in floor.receivers.indices {
      if let track = tracks.slot(of: shopper.key(UInt16(receiver))), !tracks[track].isSilent {
        return
      }
    }
    giveUp(belief, at: time, isLost: isLost, report)
  }

  /// Nothing is believed of a shopper any more: every place that read from the belief is left.
  private mutating func giveUp(
    _ belief: Int, at time: Int64, isLost: Bool, _ report: (Fact) -> Void
  ) {
    let shopper = ShopperIndex(key: beliefs.records[belief].key)
    beliefs.records.remove(belief)
    for area in plan.areas.indices {
      if let slot = presences.slot(of: shopper.key(plan.areas[area].place)) {
        vanish(slot, time, isLost: isLost, report)
      }
    }
  }

  /// Whether a presence has nobody to end it: the belief that it read from was not restored, and
  /// no receiver of its own hears the shopper.
  func isAbandoned(_ presence: Presence) -> Bool {
    let shopper = ShopperIndex(key: presence.key)
    guard presence.zone.zone != .unknown, beliefs.slot(of: shopper) == nil else { return false }
    return plan.places[Int(presence.key & 0xFFFF)].receivers.allSatisfy { entry in
      guard let track = tracks.slot(of: shopper.key(plan.receiversOfPlaces[entry])) else {
        return true
      }
      return tracks[track].isSilent
    }
  }
}
