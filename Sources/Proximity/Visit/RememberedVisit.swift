/// A visit as a store keeps it: what an engine has to be told so that a restart loses no visit and
/// no return.
///
/// A ``Engine/Snapshot`` holds everything and is written as a whole; visits are few bytes each and
/// can be kept as they begin and end.
public struct RememberedVisit: BitwiseCopyable, Equatable, Sendable {
  /// The first evidence of it.
  public var began: Instant
  /// The last evidence that was kept.
  public var lastEvidence: Instant
  /// How long the shopper had been away before it; nothing for a first visit.
  public var away: Duration?
  /// How it stood.
  public var state: State

  /// How a visit stood when it was last kept.
  public enum State: UInt8, BitwiseCopyable, Hashable, Sendable, Codable {
    /// The shopper was at the place.
    case present
    /// The shopper had stepped out, for less than the merge gap.
    case steppedOut
    /// The shopper had departed.
    case ended
  }

  /// Creates a visit from what was kept.
  public init(began: Instant, lastEvidence: Instant, away: Duration?, state: State) {
    self.began = began
    self.lastEvidence = lastEvidence
    self.away = away
    self.state = state
  }
}

extension Engine {
  /// Takes in a visit from before the engine was created, as of the engine's time: `advance(to:)`
  /// comes first.
  ///
  /// A visit that has ended makes the next one a return visit. Of one that went on nobody knows what
  /// happened while nobody listened: it goes on if the shopper is heard at the place within the merge
  /// gap from now, or from the last evidence if they had stepped out; if not, it ends with its last
  /// evidence. Nothing is told here, and milestones that it had reached are not told again.
  ///
  /// - Parameters:
  ///   - visit: what was kept of it.
  ///   - shopper: whose visit it was.
  ///   - place: at which place.
  /// - Returns: whether it was taken in. It is not when its times make no sense or lie ahead, when
  ///   the memory of the site is shorter, when something newer is known of the place, or when the
  ///   table is full.
  /// - Complexity: O(log n) in what is known, plus O(milestones of the place).
  public mutating func remember(
    _ visit: RememberedVisit, of shopper: ShopperIndex, at place: PlaceIndex
  ) -> Bool {
    let key = shopper.key(place.rawValue)
    let ended = visit.lastEvidence.nanoseconds
    guard Int(place.rawValue) < plan.places.count, Int(shopper.slot) < livingGenerations.count,
      shopper.generation >= livingGenerations[Int(shopper.slot)],
      Instant.range.contains(visit.began), visit.began <= visit.lastEvidence,
      visit.lastEvidence <= now, presences.slot(of: key) == nil
    else { return false }
    guard visit.state != .ended else {
      guard plan.memory > 0, ended + plan.memory > now.nanoseconds, !departures.isFull,
        departures.slot(of: key) == nil
      else { return false }
      _ = departures.insert(Departure(key: key, time: ended, deadline: ended + plan.memory))
      return true
    }
    guard !presences.isFull, let receiver = plan.places[Int(place.rawValue)].receivers.first else {
      return false
    }
    let silentSince = visit.state == .present ? now.nanoseconds : ended
    var presence = Presence(
      key: key, deadline: max(now.nanoseconds, silentSince + plan.mergeGap), lastHeard: ended,
      pathLoss: Presence.unheard, nearest: plan.receiversOfPlaces[receiver])
    presence.visit = VisitState(
      running: visit, milestones: plan.milestones[Int(place.rawValue)])
    _ = presences.insert(presence)
    return true
  }
}

extension VisitState {
  /// A visit that was running when it was last seen.
  fileprivate init(running visit: RememberedVisit, milestones: [Int64]) {
    self.init()
    arrive(since: visit.began.nanoseconds, minimumDwell: 0)
    _ = confirm(at: visit.lastEvidence.nanoseconds)
    enter(away: visit.away.map { max(0, $0.inNanoseconds) } ?? -1, firstMilestone: milestones.first)
    while passMilestone(next: milestones.dropFirst(Int(self.milestones) + 1).first) {}
  }
}
