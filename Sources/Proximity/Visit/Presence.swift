/// What is known of one shopper at one place, in an order that leaves no gaps: 96 bytes.
struct Presence: Expiring, Equatable, Codable {
  private(set) var key: UInt64
  /// The last evidence of the beacon at any receiver of the place, in nanoseconds.
  var lastHeard: Int64
  /// When a departure is due or, without one pending, the record is looked at again.
  var deadline: Int64
  var bound: Int64 = 0
  /// Since when presence that is not believed yet is suspected, in nanoseconds; later than anything
  /// while it is not.
  private(set) var suspectedSince = Int64.max
  var visit = VisitState()
  /// How many looks have suspected presence since then.
  private var suspicions: UInt16 = 0
  /// The receiver that has the lowest path loss.
  var nearest: UInt16
  var zone = ZoneState()
  /// The lowest smoothed path loss among the place's receivers, in dB.
  var pathLoss: Float

  init(key: UInt64, deadline: Int64, lastHeard: Int64, pathLoss: Float, nearest: UInt16) {
    self.key = key
    self.deadline = deadline
    self.lastHeard = lastHeard
    self.pathLoss = pathLoss
    self.nearest = nearest
  }

  /// How often a presence without anything due is looked at; longer than any silence.
  static var idle: Int64 { 900_000_000_000 }

  /// The path loss at a place whose own receivers have not heard the shopper, in dB.
  static var unheard: Float { 1000 }

  /// A visit waits for the merge gap to pass.
  var isDeparting: Bool { visit.isRunning && !zone.zone.isPresent }

  /// Takes in that a receiver of the place heard the shopper; returns whether the lowest path loss
  /// among the place's receivers is known without asking the others.
  @inline(__always)
  mutating func hear(
    _ pathLoss: Float, by receiver: UInt16, at time: Int64, isAlone: Bool
  ) -> Bool {
    attend(at: time)
    let wasNearest = nearest == receiver
    guard isAlone && wasNearest || pathLoss <= self.pathLoss else { return !wasNearest }
    self.pathLoss = pathLoss
    nearest = receiver
    return true
  }

  /// Takes in that the only receiver of the place heard the shopper.
  @inline(__always)
  mutating func hear(_ pathLoss: Float, at time: Int64) {
    attend(at: time)
    self.pathLoss = pathLoss
  }

  /// Takes in whether a look leaves presence likely enough to be evidence of it.
  mutating func suspect(_ isSuspected: Bool, at time: Int64) {
    guard isSuspected, !zone.zone.isPresent else {
      suspectedSince = .max
      suspicions = 0
      return
    }
    suspectedSince = min(suspectedSince, time)
    suspicions = suspicions == .max ? .max : suspicions + 1
  }

  /// The first evidence of a presence that looks have spoken for since then: as many looks earlier as
  /// a belief takes to become sure, and no earlier than it was suspected.
  private func firstEvidence(of presence: Int64) -> Int64 {
    guard suspectedSince < presence, suspicions > 1 else { return presence }
    let interval = (presence - suspectedSince) / Int64(suspicions - 1)
    return max(suspectedSince, presence - interval * Self.looksToBeSure)
  }

  private static var looksToBeSure: Int64 { 3 }

  /// Whether its times are such as an engine comes to by a time, so that none overflows.
  func isSound(at now: Int64) -> Bool {
    let times = Instant.range.lowerBound.nanoseconds...now
    return times.contains(zone.pendingSince)
      && (suspectedSince == .max || times.contains(suspectedSince))
  }

  /// What follows from a look.
  enum Outcome {
    /// Nothing to tell.
    case nothing
    /// Another zone holds.
    case zone(from: Zone, since: Int64)
    /// The dwell has reached the minimum or a milestone.
    case visit
  }

  /// Takes in what a look says of the place.
  @inline(__always)
  mutating func look(
    _ target: Zone, at time: Int64, closerAfter: Int64, fartherAfter: Int64
  ) -> Outcome {
    let before = zone.zone
    if let since = zone.look(
      target, at: time, closerAfter: closerAfter, fartherAfter: fartherAfter)
    {
      return .zone(from: before, since: zone.zone.isPresent ? firstEvidence(of: since) : since)
    }
    return confirm(target, at: time) ? .visit : .nothing
  }

  /// The zone that holds, as of a time.
  @inline(__always)
  func standing(at time: Int64) -> Standing {
    Standing(zone.zone, presence: visit.phase == .none ? 0 : time - visit.began)
  }

  /// Takes in that the shopper was heard.
  @inline(__always)
  mutating func attend(at time: Int64) {
    lastHeard = time
    if !isDeparting { deadline = time + Self.idle }
  }

  /// Counts a look as evidence of presence if it is; returns whether there is something to tell.
  @inline(__always)
  mutating func confirm(_ target: Zone, at time: Int64) -> Bool {
    target.isPresent && zone.zone.isPresent && visit.confirm(at: time)
  }

  /// The same presence at a place and receiver with other numbers.
  func keyed(_ key: UInt64, nearest: UInt16) -> Self {
    var presence = self
    presence.key = key
    presence.nearest = nearest
    return presence
  }
}
