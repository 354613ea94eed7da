extension Engine {
  /// Takes in one sighting: everything due before it, its track, then each place it speaks for.
  @inline(__always)
  mutating func take(_ sighting: Sighting, _ hint: LookAhead, _ report: (Fact) -> Void) {
    let time = sighting.time.nanoseconds
    let receiver = Int(sighting.receiver.rawValue)
    guard sighting.isUsable(receivers: plan.receivers.count) else {
      counters.invalid += 1
      return
    }
    guard sighting.time >= now else {
      counters.late += 1
      return
    }
    fireDue(upTo: time, report)
    now = sighting.time
    let (offset, places) = (plan.receivers[receiver].offset, plan.receivers[receiver].places)
    let loss = sighting.pathLoss - offset
    let key = sighting.shopper.key(sighting.receiver.rawValue)
    let track: Int
    let gap: Int64
    if let slot = tracks.slot(of: key, probably: hint.track) {
      counters.sightings += 1
      let heard = tracks[slot].hear(loss, at: time, by: smoothing, trackRules)
      tracks.touch(slot)
      guard let heard else {
        counters.duplicates += 1
        return
      }
      (track, gap) = (slot, heard)
    } else {
      guard isLiving(sighting.shopper) else {
        counters.invalid += 1
        return
      }
      counters.sightings += 1
      track = begin(key, loss, at: time, report)
      gap = Int64(trackRules.initialInterval * 1e9)
    }
    let belief = hearOnFloor(sighting.shopper, by: receiver, loss, after: gap, at: time)
    for entry in places {
      hear(
        sighting.shopper, at: plan.placesOfReceivers[entry], by: sighting.receiver.rawValue,
        track, believed: belief != nil, time, probably: hint.presence,
        isFirst: entry == places.lowerBound, report)
    }
    if let belief { awaitJudgement(belief, since: time) }
  }

  private func isLiving(_ shopper: ShopperIndex) -> Bool {
    shopper.slot < livingGenerations.count
      && shopper.generation >= livingGenerations[shopper.slot]
  }

  private mutating func begin(
    _ key: UInt64, _ loss: Float, at time: Int64, _ report: (Fact) -> Void
  ) -> Int {
    if tracks.isFull, let stalest = tracks.earliest() {
      counters.tracksEvicted += 1
      if !tracks[stalest].isSilent { fallSilent(stalest, at: time, isLost: false, report) }
      tracks.remove(stalest)
    }
    return tracks.insert(
      Track(key: key, pathLoss: loss, at: time, by: smoothing, trackRules))
  }

  /// A track's deadline has come: it falls silent, waits for its receiver's health, or is
  /// forgotten.
  mutating func trackIsDue(_ slot: Int, _ report: (Fact) -> Void) {
    let track = tracks[slot]
    let time = max(track.deadline, now.nanoseconds)
    if track.isSilent {
      tracks.remove(slot)
      return
    }
    let receiver = Int(track.key & 0xFFFF)
    switch health[receiver].exit(
      at: time, lastHeard: track.lastHeard, patience: track.patience(trackRules),
      grace: rules.silence.unhealthyGrace.inNanoseconds)
    {
    case .wait(let until): tracks[slot].deadline = until
    case .due: fallSilent(slot, at: time, isLost: false, report)
    case .lost: fallSilent(slot, at: time, isLost: true, report)
    }
  }

  private mutating func fallSilent(
    _ slot: Int, at time: Int64, isLost: Bool, _ report: (Fact) -> Void
  ) {
    let key = tracks[slot].key
    let forgetAt = time + trackRules.memory
    tracks.update(slot) { $0.fallSilent(forgetAt: forgetAt) }
    let shopper = ShopperIndex(key: key)
    let receiver = UInt16(truncatingIfNeeded: key)
    for entry in plan.receivers[Int(receiver)].places {
      receiverIsSilent(
        receiver, shopper, at: plan.placesOfReceivers[entry], time, isLost: isLost, report)
    }
    if plan.isLaidOut { floorIsSilent(shopper, time, isLost: isLost, report) }
  }
}
