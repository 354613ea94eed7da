import Proximity

extension Detector {
  /// A look at a receiver of a place.
  mutating func hear(
    _ shopper: ShopperIndex, at place: Int, by receiver: Int, isBelieved: Bool, _ time: Int64
  ) {
    let spot = Spot(shopper: shopper, number: place)
    let level = tracks[Spot(shopper: shopper, number: receiver)]?.level ?? 0
    let isKnown = presences[spot] != nil
    if var presence = presences[spot] {
      presence.attend(at: time)
      let isOnly = site.receivers(of: place).count == 1 && presence.nearest == receiver
      if level <= presence.level || isOnly {
        (presence.level, presence.nearest) = (level, receiver)
        presences[spot] = presence
      } else {
        presences[spot] = presence
        if presence.nearest == receiver { _ = findNearest(spot) }
      }
    } else {
      appear(spot, by: receiver, level, time, told: time)
    }
    let isAlone = site.floor.places[place].group == nil
    guard let presence = presences[spot] else { return }
    // A place by itself reads from the belief of its floor, which is asked after the look.
    if isBelieved, isAlone, presence.zone != .unknown { return }
    let nearest = isKnown ? presence.nearest : receiver
    let target = ringZone(spot, by: nearest, orBy: receiver, at: time)
    if isBelieved, isAlone {
      if target == .far { look(spot, .far, at: time, told: time) }
    } else if isAlone {
      look(spot, target, at: time, told: time)
    } else {
      challenge(spot, target, time)
    }
  }

  mutating func appear(
    _ spot: Spot, by receiver: Int, _ level: Float, _ time: Int64, told now: Int64
  ) {
    if presences.count == limits.presences, let stalest = earliest(presences, \.deadline) {
      vanish(stalest, now, isLost: true)
    }
    presences[spot] = Presence(at: time, level: level, nearest: receiver)
  }

  /// The receiver of a place that hears the shopper best, of those that hear the shopper at all.
  mutating func findNearest(_ spot: Spot) -> Int? {
    var best: (receiver: Int, level: Float)?
    for receiver in site.receivers(of: spot.number) {
      guard let track = tracks[Spot(shopper: spot.shopper, number: receiver)], !track.isSilent,
        track.level < best?.level ?? .infinity
      else { continue }
      best = (receiver, track.level)
    }
    guard let best else { return nil }
    presences[spot]?.nearest = best.receiver
    presences[spot]?.level = best.level
    return best.receiver
  }

  private mutating func ringZone(
    _ spot: Spot, by nearest: Int, orBy receiver: Int, at time: Int64
  ) -> Zone {
    let track =
      tracks[Spot(shopper: spot.shopper, number: nearest)]
      ?? tracks[Spot(shopper: spot.shopper, number: receiver)]
    guard let track else { return .unknown }
    let radius = Double(site.floor.places[spot.number].radius)
    return zone(
      spot, near: track.rings.likelihood(within: radius),
      immediate: track.rings.likelihood(within: min(1, radius)), enter: rules.belief.enterAlone,
      at: time)
  }

  /// One threshold to enter and another, lower one to leave; who is within a metre is near.
  mutating func zone(
    _ spot: Spot, near: Double, immediate: Double, enter: Float, at time: Int64
  ) -> Zone {
    let presence = presences[spot]
    let held = presence?.zone ?? .unknown
    let leave = presence?.leave(at: time, rules.belief) ?? Double(rules.belief.leave)
    let threshold = held.isPresent ? leave : Double(enter)
    doubt(spot, near, threshold)
    guard near > threshold else { return .far }
    let closer = Double(held == .immediate ? rules.belief.leave : enter)
    doubt(spot, immediate, closer)
    return immediate > closer ? .immediate : .near
  }

  /// Notes that a decision was a narrow one.
  mutating func doubt(_ spot: Spot, _ likelihood: Double, _ threshold: Double) {
    if abs(likelihood - threshold) < Self.margin { doubtful.insert(spot.shopper) }
  }

  mutating func look(_ spot: Spot, _ target: Zone, at evidence: Int64, told time: Int64) {
    guard let before = presences[spot]?.zone else { return }
    let since = presences[spot]?.look(
      target, at: evidence, closerAfter: rules.closerConfirmation.inNanoseconds,
      fartherAfter: rules.fartherConfirmation.inNanoseconds)
    if let since, let presence = presences[spot] {
      let began = presence.zone.isPresent ? presence.datedBack(since) : since
      zoneChanged(spot, from: before, since: began, time)
    }
    confirm(spot, target, at: evidence, told: time)
  }

  /// In a group the place that holds goes on holding until another is clearly ahead of it.
  private mutating func challenge(_ spot: Spot, _ target: Zone, _ time: Int64) {
    guard let own = presences[spot] else { return }
    let close = max(.near, target)
    let others = site.group(of: spot.number).map { Spot(shopper: spot.shopper, number: $0) }
    if own.zone.isPresent {
      look(spot, close, at: time, told: time)
      return
    }
    guard let holder = others.first(where: { presences[$0]?.zone.isPresent == true }) else {
      let recently = time - rules.silence.minimum.inNanoseconds
      let isFirst = others.allSatisfy { other in
        guard other != spot, let rival = presences[other] else { return true }
        return rival.lastHeard < recently || rival.level >= own.level
      }
      look(spot, isFirst ? close : .far, at: time, told: time)
      return
    }
    let isAhead = own.level + rules.groupMargin <= presences[holder]?.level ?? 0
    let since = presences[spot]?.look(
      isAhead ? close : .far, at: time, closerAfter: rules.groupConfirmation.inNanoseconds,
      fartherAfter: rules.fartherConfirmation.inNanoseconds)
    guard let since else { return }
    if presences[spot]?.zone.isPresent == true {
      let held = presences[holder]?.zone ?? .unknown
      presences[holder]?.zone = .far
      presences[holder]?.pending = nil
      zoneChanged(holder, from: held, since: since, time)
    }
    zoneChanged(spot, from: own.zone, since: since, time)
  }

  private mutating func zoneChanged(
    _ spot: Spot, from before: Zone, since: Int64, _ time: Int64
  ) {
    guard let zone = presences[spot]?.zone else { return }
    tellZone(spot, since: since, time)
    if zone.isPresent, !before.isPresent {
      if presences[spot]?.visit == nil {
        presences[spot]?.visit = .init(began: since, lastNear: since)
      }
    } else if !zone.isPresent, before.isPresent {
      stepOut(spot, time)
    }
  }

  /// No receiver hears the shopper at the place any more.
  mutating func vanish(_ spot: Spot, _ time: Int64, isLost: Bool) {
    guard let before = presences[spot] else { return }
    presences[spot]?.zone = .unknown
    presences[spot]?.pending = nil
    presences[spot]?.suspected = nil
    if before.zone != .unknown { tellZone(spot, since: before.lastHeard, time) }
    if before.zone.isPresent { stepOut(spot, time) }
    if isLost, presences[spot]?.visit?.isRunning == true { endVisit(spot, .lost, time) }
    if presences[spot]?.visit?.isRunning != true { presences[spot] = nil }
  }

  private mutating func tellZone(_ spot: Spot, since: Int64, _ time: Int64) {
    facts.append(
      .near(
        Near(
          shopper: spot.shopper, place: PlaceIndex(UInt16(spot.number)),
          zone: presences[spot]?.zone ?? .unknown, time: Instant(nanoseconds: time),
          since: Instant(nanoseconds: since))))
  }
}
