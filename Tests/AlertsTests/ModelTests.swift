import Alerts
import Oracle
import Proximity
import Testing

@Suite("The model")
struct ModelTests {
  /// Which rules were the reason for which outcomes, over all seeds of a run.
  private struct Tally {
    var cases = 0
    var outcomes: [Reason.Code: Set<Outcome>] = [:]
  }

  /// What a rule can lead to: a matter of timing denies a promotion and defers a service alert.
  private static func outcomes(of code: Reason.Code) -> Set<Outcome> {
    switch code {
    case .allowed: [.send]
    case .clockUntrusted, .quietHours, .gap, .shopperCap, .venueCap, .fatigueCap, .brandCap,
      .topicCap, .channelCap:
      [.deny, .defer]
    default: [.deny]
    }
  }

  @Test(
    "decide agrees with a slow and obvious model on random days, which reach every outcome of every rule"
  )
  func agrees() throws {
    var tally = Tally()
    for seed in 1_000..<1_400 as Range<UInt64> { try check(seed, &tally) }
    #expect(tally.cases > 30_000)
    for code in Reason.Code.allCases where code != .pageFull {
      #expect(tally.outcomes[code] == Self.outcomes(of: code), "\(code)")
    }
  }

  private func check(_ seed: UInt64, _ tally: inout Tally) throws {
    var days = try RandomDays(seed: seed)
    for _ in 0..<40 {
      days.live()
      var terms = days.terms
      var page = days.venue.page
      let isTrusted = !days.dice.once(in: 8)
      let now = days.now + .seconds(days.dice.roll(0...3_000))
      let candidates = days.terms.alerts.compactMap { page.candidate(for: $0) }
      try disturb(&terms, &page, &days)
      let policy = try terms.policy
      let moment = Moment(now: now, isTrusted: isTrusted)
      let oracle = DecideOracle(
        policy: policy, book: Book(page), reactions: days.reactions, moment: moment,
        lot: lot(of: "3f9a"))
      for var candidate in candidates {
        if days.dice.once(in: 20) { candidate.epoch = 77 }
        if days.dice.once(in: 20) { candidate.visit += 1 }
        if days.dice.once(in: 50) { candidate.alert = "unheard of" }
        let decision = decide(candidate, page, moment, policy)
        let found = DecideOracle.Finding(
          code: decision.reason.code, outcome: decision.outcome, retryAt: decision.retryAt)
        let expected = oracle.finding(on: candidate)
        #expect(found == expected, "seed \(seed): \(candidate) under \(terms)")
        guard found == expected else { return }
        tally.cases += 1
        tally.outcomes[found.code, default: []].insert(found.outcome)
      }
    }
  }

  /// Something out of the ordinary, in the policy or on the page, for one question only.
  private func disturb(_ terms: inout Terms, _ page: inout Page, _ days: inout RandomDays) throws {
    let index = days.dice.roll(0...terms.alerts.count - 1)
    var event: Event?
    switch days.dice.roll(0...28) {
    case 0: terms.isStopped = true
    case 1: terms.alerts[index].ends = days.now
    case 2, 3:
      terms.alerts[index].isPilot = true
      terms.alerts[index].ends = days.now + .hours(days.dice.roll(0...2))
      terms.stoppedPilots = [terms.alerts[index].id]
    case 4: event = .erased
    case 5: event = .withdrew("offers", epoch: 2)
    case 6: terms.purposes[0].version = 2
    case 14: event = .consented("offers", version: 1, epoch: 2, until: days.now)
    case 15:
      event = .consented(
        "offers", version: 1, epoch: 2, until: days.now + .hours(days.dice.roll(0...9)))
    case 7: event = .leaveMeAlone(days.dice.once(in: 2) ? .always : .until(days.now + .hours(1)))
    case 8: terms.holdOut.share = 10_000
    case 9: event = .flagged(isMinor: days.dice.once(in: 2), isStaff: days.dice.once(in: 2))
    case 10: terms.warmUpVisits = 1_000
    case 11: event = .preferred(try Preferences(caps: RandomDays.caps(&days.dice), gap: .hours(1)))
    case 12:
      terms.purposes.append(Purpose(id: "news", text: "News.", benefit: "News"))
      for index in terms.alerts.indices { terms.alerts[index].purpose = "news" }
    case 13:
      terms.caps = [Cap(count: 100, per: .days(2)), Cap(count: 5, per: .hours(6))]
      for index in terms.alerts.indices { terms.alerts[index].caps = [] }
    default: break
    }
    guard let event else { return }
    let silent = try Policy(purposes: terms.purposes, alerts: [], quiet: .never)
    page = step(page, event, Moment(now: days.now), silent).page
  }
}
