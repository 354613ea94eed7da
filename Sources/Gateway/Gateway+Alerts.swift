import Alerts
import Ledger
import Proximity
import Site

extension Gateway {
  /// Decides on what the engine found since the last call, in the order of time.
  mutating func settle() async -> [GatewayEvent] {
    var events: [GatewayEvent] = []
    for fact in facts {
      await decideDeferred(upTo: fact.time, &events)
      guard let shopper = resolver.shopper(fact.shopper) else { continue }
      let place = placeID(fact.place)
      counters.facts += 1
      events.append(.fact(fact, of: shopper, at: place))
      await decide(shopper, Event(fact, at: place, clock), fact.time, &events)
    }
    facts.removeAll(keepingCapacity: true)
    await decideDeferred(upTo: engine.now, &events)
    return events
  }

  private mutating func decideDeferred(upTo time: Instant, _ events: inout [GatewayEvent]) async {
    while let (shopper, due) = deferrals.takeFirst(upTo: time) {
      await decide(shopper, .time, due, &events)
    }
  }

  private mutating func decide(
    _ shopper: ShopperID, _ event: Event, _ time: Instant, _ events: inout [GatewayEvent]
  ) async {
    guard !policy.alerts.isEmpty else { return }
    var moment = clock.moment(time)
    moment.minuteOfDay = site.zone.minuteOfDay(at: moment.now)
    policy.coverQuietHours(of: site, at: moment.now)
    let step: Step
    do throws(LedgerError) {
      step = try await update(shopper, with: event, moment)
    } catch {
      counters.ledgerFailures += 1
      return
    }
    for decision in step.decisions {
      counters.decisions += 1
      events.append(.decision(decision, of: shopper, at: time))
    }
    deferrals.set(shopper, step.deadline.map { max(time, clock.instant($0)) })
  }

  /// Steps a shopper's page, again if somebody else replaced it first.
  ///
  /// - Throws: `LedgerError`; the page is as it was then.
  @discardableResult
  mutating func update(
    _ shopper: ShopperID, with event: Event, _ moment: Moment
  ) async throws(LedgerError) -> Step {
    try await update(shopper, with: { _ in event }, moment)
  }

  /// Tells a page what follows from how it is.
  @discardableResult
  mutating func update(
    _ shopper: ShopperID, with event: (Page) -> Event, _ moment: Moment
  ) async throws(LedgerError) -> Step {
    for _ in 0..<Self.attempts {
      let (page, revision) = try await ledger.page(shopper)
      let step = step(page, event(page), moment, policy)
      if try await ledger.replace(shopper, step.page, ifStill: revision) { return step }
      counters.lostRaces += 1
    }
    throw .unavailable("others replaced the page \(Self.attempts) times in a row")
  }

  /// How often an event is stepped anew when others keep replacing the page: enough for any crowd
  /// of writers that takes turns, and an end to one that does not.
  private static var attempts: Int { 100 }
}

extension Policy {
  /// Keeps the quiet calendar a day behind and a month ahead of the time.
  mutating func coverQuietHours(of site: Site, at now: LedgerTime) {
    let day = Duration.seconds(86_400)
    guard !quiet.coverage.contains(now) || quiet.coverage.upperBound < now + day else { return }
    quiet = site.quietHours.calendar(covering: now - day..<now + day * 30)
  }
}

extension Event {
  /// What a fact means to the rules.
  init(_ fact: Fact, at place: PlaceID, _ clock: LedgerClock) {
    switch fact {
    case .near(let near): self = .zone(place, near.zone)
    case .return(let back):
      self = .visit(
        place, since: clock.moment(back.since).now, dwell: back.dwell, away: back.away)
    case .dwell(let dwell):
      switch dwell.phase {
      case .entered, .dwelled, .open:
        self = .visit(
          place, since: clock.moment(dwell.since).now, dwell: dwell.dwell, away: dwell.away)
      case .departed, .lost: self = .departed(place)
      }
    }
  }
}
