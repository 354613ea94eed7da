import Proximity

/// What is known of one shopper at one place: zone, the change that waits, and the visit.
struct Presence {
  static let idle: Int64 = 900_000_000_000

  var lastHeard: Int64
  var deadline: Int64
  /// The lowest smoothed path loss among the place's receivers, and the receiver that has it.
  var level: Float
  var nearest: Int
  var zone = Zone.unknown
  /// The change that waits for confirmation, and the first look that spoke for it.
  var pending: (zone: Zone, since: Int64)?
  /// On a floor: since when, and by how many looks, presence has been likely enough to be suspected.
  var suspected: (since: Int64, looks: Int64)?
  var visit: Visit?

  struct Visit {
    var began: Int64
    var lastNear: Int64
    var isRunning = false
    var told = 0
    var away: Int64?
    var dwell: Int64 { lastNear - began }
  }

  init(at time: Int64, level: Float, nearest: Int) {
    (lastHeard, deadline) = (time, time + Self.idle)
    (self.level, self.nearest) = (level, nearest)
  }

  /// A visit that waits for the merge gap to pass.
  var isDeparting: Bool { visit?.isRunning == true && !zone.isPresent }

  mutating func attend(at time: Int64) {
    lastHeard = time
    if !isDeparting { deadline = time + Self.idle }
  }

  mutating func suspect(_ isSuspected: Bool, at time: Int64) {
    guard isSuspected, !zone.isPresent else {
      suspected = nil
      return
    }
    suspected = (suspected?.since ?? time, (suspected?.looks ?? 0) + 1)
  }

  /// Takes in a look; since when another zone holds, if one does now.
  ///
  /// A change must be spoken for without a break; of several steps the smallest is taken that all
  /// looks agree on. That somebody is heard at all needs no confirmation.
  mutating func look(
    _ target: Zone, at time: Int64, closerAfter: Int64, fartherAfter: Int64
  ) -> Int64? {
    guard target != zone else {
      pending = nil
      return nil
    }
    let isCloser = target > zone
    if let waiting = pending, (waiting.zone > zone) == isCloser {
      pending = (isCloser ? min(waiting.zone, target) : max(waiting.zone, target), waiting.since)
    } else {
      pending = (target, time)
    }
    guard let waiting = pending else { return nil }
    let isFirstWord = zone == .unknown && waiting.zone == .far
    let wait = isFirstWord ? 0 : isCloser ? closerAfter : fartherAfter
    guard time - waiting.since >= wait else { return nil }
    (zone, pending) = (waiting.zone, nil)
    return waiting.since
  }

  /// Presence is dated back by three looks, and no further than it was suspected.
  func datedBack(_ since: Int64) -> Int64 {
    guard let suspected, suspected.since < since, suspected.looks > 1 else { return since }
    let interval = (since - suspected.since) / (suspected.looks - 1)
    return max(suspected.since, since - 3 * interval)
  }

  /// The likelihood below which presence is no longer believed: it sinks for those who settled.
  func leave(at time: Int64, _ rules: BeliefRules) -> Double {
    let settling = Double(rules.settling.inNanoseconds)
    let presence = visit.map { Double(time - $0.began) } ?? 0
    guard presence > settling else { return Double(rules.leave) }
    return Double(rules.leave) * max(0.1, settling / presence)
  }
}
