package import Proximity

extension Detector {
  /// Does what is due up to a time, in the order in which it came due; at one instant beliefs come
  /// before tracks, those before presences, and those before departures.
  package mutating func advance(to time: Instant) {
    let time = max(Instant.range.lowerBound, min(Instant.range.upperBound, time)).nanoseconds
    while true {
      let belief = beliefs.min { ($0.value.deadline, $0.key) < ($1.value.deadline, $1.key) }
      let track = earliest(tracks, \.deadline)
      let presence = earliest(presences, \.deadline)
      let departure = earliest(departures, \.deadline)
      let deadlines: [Int64] = [
        belief?.value.deadline ?? .max, track.flatMap { tracks[$0]?.deadline } ?? .max,
        presence.flatMap { presences[$0]?.deadline } ?? .max,
        departure.flatMap { departures[$0]?.deadline } ?? .max,
      ]
      guard let first = deadlines.min(), first <= time else { break }
      let due = max(first, now)
      switch deadlines.firstIndex(of: first) {
      case 0: if let belief { beliefIsDue(belief.key, at: due) }
      case 1: if let track { trackIsDue(track, at: due) }
      case 2: if let presence { presenceIsDue(presence, at: due) }
      default: if let departure { departures[departure] = nil }
      }
    }
    now = max(now, time)
  }

  private mutating func beliefIsDue(_ shopper: ShopperIndex, at time: Int64) {
    guard let belief = beliefs[shopper] else { return }
    guard belief.isPending, let grid = site.grid else { return giveUp(shopper, time, isLost: true) }
    beliefs[shopper]?.isPending = false
    // Later than any receiver's silence, which is what ends a belief as long as there are tracks.
    let silence = rules.silence
    let longest = silence.maximum + silence.unhealthyGrace + silence.trackMemory
    beliefs[shopper]?.deadline = belief.lastHeard + longest.inNanoseconds
    beliefs[shopper]?.follow(on: grid)
    for place in site.floor.places.indices where site.floor.places[place].group == nil {
      guard let belief = beliefs[shopper] else { return }
      let near = belief.likelihood(site.near[place], on: grid)
      let spot = Spot(shopper: shopper, number: place)
      doubt(spot, near, Double(rules.belief.enter))
      if presences[spot] == nil {
        guard near > Double(rules.belief.enter) else { continue }
        appear(
          spot, by: site.receivers(of: place)[0], 1000, belief.lastHeard, told: time)
      }
      let target = zone(
        spot, near: near, immediate: belief.likelihood(site.immediate[place], on: grid),
        enter: rules.belief.enter, at: belief.lastHeard)
      presences[spot]?.attend(at: belief.lastHeard)
      doubt(spot, near, Double(rules.belief.suspect))
      presences[spot]?.suspect(near > Double(rules.belief.suspect), at: belief.lastHeard)
      look(spot, target, at: belief.lastHeard, told: time)
    }
  }

  /// Nothing is believed any more: every place that read from the belief is left.
  private mutating func giveUp(_ shopper: ShopperIndex, _ time: Int64, isLost: Bool) {
    beliefs[shopper] = nil
    for place in site.floor.places.indices where site.floor.places[place].group == nil {
      vanish(Spot(shopper: shopper, number: place), time, isLost: isLost)
    }
  }

  private mutating func trackIsDue(_ spot: Spot, at time: Int64) {
    guard let track = tracks[spot] else { return }
    if track.isSilent {
      tracks[spot] = nil
      return
    }
    let patience = track.patience(rules.silence)
    switch silence(of: spot.number, since: track.lastHeard, patience: patience, at: time) {
    case .waits(let until): tracks[spot]?.deadline = until
    case .counts: fallSilent(spot, at: time, isLost: false)
    case .isLost: fallSilent(spot, at: time, isLost: true)
    }
  }

  enum Silence {
    case counts, waits(Int64), isLost
  }

  /// What not hearing through a receiver means: nothing while it is unhealthy, until nobody can wait
  /// any longer; and after it recovered it has its patience anew.
  private func silence(
    of receiver: Int, since lastHeard: Int64, patience: Int64, at time: Int64
  ) -> Silence {
    let (isHealthy, since) = health[receiver]
    guard isHealthy else {
      let end = since + rules.silence.unhealthyGrace.inNanoseconds
      return time < end ? .waits(min(end, time + max(patience, 1_000_000_000))) : .isLost
    }
    return since > lastHeard && since + patience > time ? .waits(since + patience) : .counts
  }

  mutating func fallSilent(_ spot: Spot, at time: Int64, isLost: Bool) {
    tracks[spot]?.isSilent = true
    tracks[spot]?.deadline = time + rules.silence.trackMemory.inNanoseconds
    for place in site.places(of: spot.number) {
      let there = Spot(shopper: spot.shopper, number: place)
      guard presences[there]?.nearest == spot.number, findNearest(there) == nil else { continue }
      let readsFromFloor =
        site.grid != nil && site.floor.places[place].group == nil && beliefs[spot.shopper] != nil
      if !readsFromFloor { vanish(there, time, isLost: isLost) }
    }
    let isHeard = tracks.contains { $0.key.shopper == spot.shopper && !$0.value.isSilent }
    if !isHeard, beliefs[spot.shopper] != nil { giveUp(spot.shopper, time, isLost: isLost) }
  }

  private mutating func presenceIsDue(_ spot: Spot, at time: Int64) {
    guard let presence = presences[spot] else { return }
    guard presence.isDeparting else {
      let isHeard = site.receivers(of: spot.number).contains {
        tracks[Spot(shopper: spot.shopper, number: $0)]?.isSilent == false
      }
      if presence.zone != .unknown, beliefs[spot.shopper] == nil, !isHeard {
        vanish(spot, time, isLost: false)
      } else {
        presences[spot]?.deadline = time + Presence.idle
      }
      return
    }
    // The step out is over already if the presence that awaits confirmation turns out true.
    if presence.pending?.zone.isPresent == true {
      let longest = max(rules.closerConfirmation, rules.groupConfirmation, .seconds(1))
      presences[spot]?.deadline = time + longest.inNanoseconds
      return
    }
    var phase = Dwell.Phase.departed
    for receiver in site.receivers(of: spot.number) {
      switch silence(
        of: receiver, since: presence.visit?.lastNear ?? 0,
        patience: site.floor.visits.mergeGap.inNanoseconds, at: time)
      {
      case .waits(let until):
        presences[spot]?.deadline = until
        return
      case .isLost: phase = .lost
      case .counts: break
      }
    }
    endVisit(spot, phase, time)
    if presence.zone == .unknown {
      presences[spot] = nil
    } else {
      presences[spot]?.deadline = time + Presence.idle
    }
  }
}
