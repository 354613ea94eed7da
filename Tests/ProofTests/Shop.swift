import Alerts
import Ledger
import Oracle
import Proximity
import Simulation
import Testing

/// A gateway as it goes from facts to deliveries, over a ledger that fails and a delivery that lies,
/// and somebody at the door who counts what really came through.
struct Shop {
  struct Delivery {
    var person: Int
    var reservation: Reservation
    var messages: Int
    var time: LedgerTime
  }

  let world: World
  let policy: Policy
  let ledger: ShakyLedger
  private(set) var deliveries: [Delivery] = []
  private(set) var broken: [String] = []
  private var dice: SplitMix64
  private var deadlines: [Int: LedgerTime] = [:]
  private var consents: Set<Int> = []
  private var erased: Set<Int> = []
  private var epoch: UInt64 = 0
  private var ahead: Duration = .zero
  private var isTrusted = true
  private let start = LedgerTime(nanoseconds: 1_800_000_000_000_000_000)

  init(_ world: World) throws {
    self.world = world
    policy = try Policy.of(world, from: start)
    dice = SplitMix64(seed: world.seed, stream: 5)
    ledger = ShakyLedger(
      seed: world.seed, policy, isShaky: world.swarm.contains(.restarts))
  }

  func moment(_ time: Instant) -> Moment {
    let now = start + (time - world.scenario.time.lowerBound) + ahead
    return Moment(
      now: now, isTrusted: isTrusted, minuteOfDay: Int(now.nanoseconds / 60_000_000_000 % 1440))
  }

  mutating func consent(_ person: Int, at time: Instant) async {
    epoch += 1
    consents.insert(person)
    await tell(
      person, .consented("offers", version: 1, epoch: Epoch(rawValue: epoch)), moment(time))
  }

  mutating func say(_ kind: Incident.Kind, of person: Int, at time: Instant) async {
    epoch += 1
    switch kind {
    case .consented: await consent(person, at: time)
    case .erased:
      consents.remove(person)
      erased.insert(person)
      await tell(person, .erased, moment(time))
    default:
      consents.remove(person)
      await tell(person, .withdrewAll(epoch: Epoch(rawValue: epoch)), moment(time))
    }
  }

  mutating func stepClock(_ step: Duration, isTrusted: Bool) {
    // The gateway anchors ledger time once: a step is seen only by a gateway started anew.
    if world.swarm.contains(.restarts) { ahead += step }
    self.isTrusted = isTrusted
  }

  mutating func take(_ fact: Fact, of person: Int, at place: PlaceID) async {
    let moment = moment(fact.time)
    await look(until: moment)
    switch fact {
    case .near(let near): await tell(person, .zone(place, near.zone), moment)
    case .return(let back):
      await tell(
        person,
        .visit(place, since: self.moment(back.since).now, dwell: back.dwell, away: back.away),
        moment)
    case .dwell(let dwell) where dwell.phase == .departed || dwell.phase == .lost:
      await tell(person, .departed(place), moment)
    case .dwell(let dwell):
      await tell(
        person,
        .visit(place, since: self.moment(dwell.since).now, dwell: dwell.dwell, away: dwell.away),
        moment)
    }
  }

  /// Looks again at what has waited for a time.
  private mutating func look(until moment: Moment) async {
    for person in world.people.indices {
      for _ in 0..<20 {
        guard let due = deadlines[person], due <= moment.now else { break }
        var then = moment
        then.now = due
        deadlines[person] = nil
        await tell(person, .time, then)
      }
    }
  }

  private mutating func tell(_ person: Int, _ event: Event, _ moment: Moment) async {
    let shopper = world.people[person].id
    await ledger.announce(event, moment)
    for _ in 0..<100 {
      do throws(LedgerError) {
        let (page, revision) = try await ledger.page(shopper)
        let step = step(page, event, moment, policy)
        guard try await ledger.replace(shopper, step.page, ifStill: revision) else { continue }
        deadlines[person] = step.deadline
        for decision in step.decisions { await deliver(decision, to: person, moment) }
        return
      } catch {
        // What may have been charged is not delivered: when in doubt the shop is quiet.
        return
      }
    }
  }

  /// Between the reservation and its delivery the gateway may die, and what the delivery says of
  /// itself need not be so, except that it never says "not sent" of what was.
  private mutating func deliver(_ decision: Decision, to person: Int, _ moment: Moment) async {
    guard decision.outcome == .send, decision.mode == .live, let number = decision.reservation,
      !(world.swarm.contains(.restarts) && dice.happens(0.1))
    else { return }
    let page = await ledger.truth(world.people[person].id)
    guard let reservation = page.reservations.first(where: { $0.number == number }),
      page.stillCovers(reservation, at: moment.now)
    else { return }
    if !consents.contains(person) || erased.contains(person) {
      broken.append("delivered without consent: \(decision)")
    }
    let isSent = dice.happens(0.9)
    if isSent {
      deliveries.append(
        Delivery(
          person: person, reservation: reservation, messages: decision.digest ?? number,
          time: reservation.time))
    }
    switch dice.uniform() {
    case ..<0.5: await tell(person, .confirmed(reservation: number), moment)
    case ..<0.7 where !isSent: await tell(person, .released(reservation: number), moment)
    case ..<0.8: await tell(person, .dismissed(reservation: number), moment)
    default: break
    }
  }
}
