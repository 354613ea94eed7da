/// The visit of one shopper at one place, from the first evidence to the departure.
struct VisitState: BitwiseCopyable, Equatable, Sendable, Codable {
  enum Phase: UInt8, BitwiseCopyable, Sendable, Codable {
    /// Not at the place.
    case none
    /// At the place, for less than the minimum dwell so far.
    case candidate
    /// At the place, or out of it for less than the merge gap.
    case running
  }

  /// The first evidence of presence, in nanoseconds.
  private(set) var began: Int64 = 0
  /// The last evidence of presence, in nanoseconds.
  private(set) var lastNear: Int64 = 0
  /// The dwell at which there is something to tell, in nanoseconds.
  private var due: Int64 = 0
  /// From the last departure to the beginning, in nanoseconds; negative in a first visit.
  private(set) var away: Int64 = -1
  /// How many of the place's milestones have been told.
  private(set) var milestones: UInt16 = 0
  private(set) var phase = Phase.none

  var isRunning: Bool { phase == .running }
  var dwell: Int64 { lastNear - began }

  /// Whether its times are such as an engine comes to.
  var isSound: Bool {
    began <= lastNear && Instant.range.contains(Instant(nanoseconds: began))
      && Instant.range.contains(Instant(nanoseconds: lastNear)) && milestones < .max
  }

  /// The shopper came into the place; a running visit goes on, otherwise one may begin.
  mutating func arrive(since: Int64, minimumDwell: Int64) {
    guard phase == .none else { return }
    self = VisitState()
    phase = .candidate
    began = since
    lastNear = since
    due = minimumDwell
  }

  /// A look confirmed presence; returns whether there is something to tell.
  @inline(__always)
  mutating func confirm(at time: Int64) -> Bool {
    lastNear = time
    return dwell >= due
  }

  /// The minimum dwell is reached: the visit counts from now on.
  mutating func enter(away: Int64, firstMilestone: Int64?) {
    phase = .running
    self.away = away
    due = firstMilestone ?? .max
  }

  /// Counts a milestone if the dwell has reached one.
  mutating func passMilestone(next: Int64?) -> Bool {
    guard dwell >= due else { return false }
    milestones += 1
    due = next ?? .max
    return true
  }

  /// The shopper stepped out: passing by is forgotten, a running visit waits for the merge gap.
  mutating func stepOut() {
    if phase == .candidate { phase = .none }
  }
}
