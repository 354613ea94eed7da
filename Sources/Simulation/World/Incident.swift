public import Proximity

/// Something that happens in a world besides walking and advertising.
public struct Incident: Sendable {
  /// When.
  public var time: Instant
  /// What.
  public var kind: Kind

  /// What can happen.
  public enum Kind: Sendable {
    /// A receiver hears nothing any more.
    case deaf(receiver: Int)
    /// It hears again.
    case hears(receiver: Int)
    /// What is said of a receiver's health, true or not.
    case health(receiver: Int, Health)
    /// The gateway is stopped and started again with its snapshot.
    case restart
    /// The site is another one from now on; the gateway is started again with its snapshot.
    case siteChange
    /// A shopper withdraws consent to everything.
    case withdrawn(person: Int)
    /// A shopper consents again.
    case consented(person: Int)
    /// A shopper is erased.
    case erased(person: Int)
    /// From now on a receiver's packets bear a time that is so much later.
    case receiverClock(receiver: Int, ahead: Duration)
    /// The wall clock steps.
    case wallClock(step: Duration, isTrusted: Bool)
    /// Everything is lost for a while.
    case lossBurst(until: Instant)
  }
}

extension World {
  func drawIncidents(_ random: inout SplitMix64) -> [Incident] {
    var incidents: [Incident] = []
    let (time, seed) = (scenario.time, random.next())
    var dice = SplitMix64(seed: seed)
    func moment(_ dice: inout SplitMix64) -> Instant {
      time.lowerBound
        + .seconds(dice.uniform() * ((time.upperBound - time.lowerBound) / .seconds(1)))
    }
    func happen(_ kind: Incident.Kind, at time: Instant) {
      incidents.append(Incident(time: time, kind: kind))
    }
    if swarm.contains(.deafness) {
      for _ in 0..<Int.random(in: 1...3, using: &dice) {
        let receiver = Int.random(in: scenario.floor.receivers.indices, using: &dice)
        let (from, length) = (moment(&dice), Duration.seconds(dice.exponential(mean: 40)))
        happen(.deaf(receiver: receiver), at: from)
        if dice.happens(0.8) { happen(.hears(receiver: receiver), at: from + length) }
        guard swarm.contains(.tellsHealth) else { continue }
        happen(.health(receiver: receiver, .unhealthy), at: from + .seconds(dice.uniform() * 15))
        if dice.happens(0.8) {
          happen(.health(receiver: receiver, .healthy), at: from + length + .seconds(2))
        }
      }
    }
    if swarm.contains(.restarts) {
      for _ in 0..<Int.random(in: 1...2, using: &dice) { happen(.restart, at: moment(&dice)) }
    }
    if swarm.contains(.siteChange) { happen(.siteChange, at: moment(&dice)) }
    if swarm.contains(.consent) {
      for _ in 0..<Int.random(in: 1...3, using: &dice) {
        let person = Int.random(in: people.indices, using: &dice)
        let from = moment(&dice)
        happen(.withdrawn(person: person), at: from)
        happen(.consented(person: person), at: from + .seconds(dice.exponential(mean: 20)))
      }
    }
    if swarm.contains(.erasure) {
      happen(.erased(person: Int.random(in: people.indices, using: &dice)), at: moment(&dice))
    }
    if swarm.contains(.receiverClocks) {
      let receiver = Int.random(in: scenario.floor.receivers.indices, using: &dice)
      happen(
        .receiverClock(receiver: receiver, ahead: .seconds(dice.uniform(in: -8...8))),
        at: moment(&dice))
    }
    if swarm.contains(.wallClock) {
      for _ in 0..<2 {
        let step = Duration.seconds(dice.uniform(in: -7_200...7_200))
        happen(.wallClock(step: step, isTrusted: dice.happens(0.6)), at: moment(&dice))
      }
    }
    if swarm.contains(.lossBursts) {
      for _ in 0..<Int.random(in: 1...3, using: &dice) {
        let from = moment(&dice)
        happen(.lossBurst(until: from + .seconds(dice.exponential(mean: 8))), at: from)
      }
    }
    return incidents.enumerated()
      .sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(\.element)
  }
}
