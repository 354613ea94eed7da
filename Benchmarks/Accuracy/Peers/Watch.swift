import Proximity
import Scoring

extension Peer {
  /// By receiver, when the beacon was known to be near it.
  ///
  /// - Parameter isRace: of several receivers only the one that has the beacon is near.
  func near(_ levels: Levels, _ candidate: Candidate, isRace: Bool) -> [[Interval]] {
    var watch = Watch(self, candidate, receivers: levels.receivers, isRace: isRace)
    for level in levels.levels { watch.take(level) }
    watch.advance(to: levels.length)
    return watch.changes.map { [Interval](changes: $0, until: levels.length) }
  }

  /// By place, when the beacon was known to be near any of its receivers.
  func detect(_ levels: Levels, _ candidate: Candidate, in course: Course, isRace: Bool)
    -> Detection
  {
    let near = near(levels, candidate, isRace: isRace)
    return Detection(
      near: course.watchers.map { receivers in
        receivers.count == 1 ? near[receivers[0]] : .union(of: receivers.map { near[$0] })
      },
      on: course.floor)
  }
}

/// A peer at work.
private struct Watch {
  private let candidate: Candidate
  private let gate: Peer.Gate
  private let isRace: Bool
  private var race: Race
  private var gates: [GateState]
  /// In a race, the receiver that is near and has it.
  private var winner: Int?
  private(set) var changes: [[(time: Double, holds: Bool)]]

  init(_ peer: Peer, _ candidate: Candidate, receivers: Int, isRace: Bool) {
    self.candidate = candidate
    self.isRace = isRace
    gate = peer.gate
    race = Race(peer.rivalry, receivers: receivers)
    gates = Array(repeating: GateState(), count: receivers)
    changes = Array(repeating: [], count: receivers)
  }

  mutating func take(_ look: Levels.Level) {
    advance(to: look.time)
    gates[look.receiver].heard = look.time
    guard let level = look.level else { return }
    if isRace { race.take(level, of: look.receiver) }
    gates[look.receiver].take(level, at: look.time, candidate, gate)
    show(look.receiver, at: look.time)
  }

  /// Whoever was not heard for so long is gone, the longest silent first.
  mutating func advance(to time: Double) {
    while let receiver = gates.indices.min(by: { gates[$0].heard < gates[$1].heard }),
      gates[receiver].heard + gate.timeout < time
    {
      let expiry = gates[receiver].heard + gate.timeout
      gates[receiver] = GateState()
      if isRace { race.leave(receiver) }
      show(receiver, at: expiry)
    }
  }

  private mutating func show(_ receiver: Int, at time: Double) {
    guard isRace else {
      if changes[receiver].last?.holds ?? false != gates[receiver].isNear {
        changes[receiver].append((time, gates[receiver].isNear))
      }
      return
    }
    let now = race.holder.flatMap { gates[$0].isNear ? $0 : nil }
    guard now != winner else { return }
    if let winner { changes[winner].append((time, false)) }
    if let now { changes[now].append((time, true)) }
    winner = now
  }
}

/// Whether the level of one receiver means near.
private struct GateState {
  var isNear = false
  var heard = Double.infinity
  private var highSince: Double?
  private var lowSince: Double?

  mutating func take(_ level: Float, at time: Double, _ candidate: Candidate, _ gate: Peer.Gate) {
    if !isNear, level >= candidate.threshold + candidate.gap / 2 {
      let since = highSince ?? time
      highSince = since
      if time - since >= gate.enterHold { (isNear, highSince) = (true, nil) }
    } else {
      highSince = nil
    }
    if isNear, level < candidate.threshold - candidate.gap / 2 {
      let since = lowSince ?? time
      lowSince = since
      if time - since >= gate.exitHold { (isNear, lowSince) = (false, nil) }
    } else {
      lowSince = nil
    }
  }
}
