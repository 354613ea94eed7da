extension Engine {
  /// Does everything that is due up to a time, in the order in which it came due.
  @inline(__always)
  mutating func fireDue(upTo time: Int64, _ report: (Fact) -> Void) {
    if earliestBound <= time { fire(upTo: time, report) }
  }

  /// A time before which nothing is due.
  @inline(__always)
  var earliestBound: Int64 {
    min(
      tracks.earliestBound, beliefs.records.earliestBound, presences.earliestBound,
      departures.earliestBound)
  }

  @inline(never)
  private mutating func fire(upTo time: Int64, _ report: (Fact) -> Void) {
    while true {
      let track = tracks.earliestBound
      let belief = beliefs.records.earliestBound
      let presence = presences.earliestBound
      let departure = departures.earliestBound
      let first = min(track, belief, presence, departure)
      guard first <= time else { return }
      if belief == first {
        if let slot = beliefs.records.takeDue() { beliefIsDue(slot, report) }
      } else if track == first {
        if let slot = tracks.takeDue() { trackIsDue(slot, report) }
      } else if presence <= departure {
        if let slot = presences.takeDue() { presenceIsDue(slot, report) }
      } else if let slot = departures.takeDue() {
        departures.remove(slot)
      }
    }
  }
}
