import Alerts
import Oracle
import Proximity
import Testing

@Suite("Properties")
struct PropertyTests {
  @Test("No cap, gap or quiet hour is ever broken", arguments: 0..<60 as Range<UInt64>)
  func neverTooMuch(_ seed: UInt64) throws {
    var days = try RandomDays(seed: seed)
    var oracle = Oracle(days.terms, days.venue.page.preferences)
    for _ in 0..<400 {
      let known = days.venue.page.reservations
      let decisions = days.live()
      oracle.note(releasedFrom: known, to: days.venue.page.reservations)
      for decision in decisions {
        let alert = try #require(days.terms.alerts.first { $0.id == decision.candidate.alert })
        let complaint = oracle.complaint(
          about: alert, at: decision.time, joining: decision.digest,
          fatigue: days.reactions.fatigue(at: decision.time))
        switch decision.outcome {
        case .send:
          #expect(complaint == nil)
          #expect(decision.reason == .allowed && decision.retryAt == nil)
          oracle.note(alert, decision)
        case .deny, .defer:
          #expect(decision.reason != .allowed && decision.reservation == nil)
          if let claim = oracle.claim(decision.reason.code) {
            #expect(complaint == claim)
          }
        }
      }
    }
    #expect(days.venue.page.reservations.count <= 2 * PageLimits.reservations)
  }

  @Test("The same inputs give the same outputs", arguments: 0..<10 as Range<UInt64>)
  func deterministic(_ seed: UInt64) throws {
    var one = try RandomDays(seed: seed)
    var other = try RandomDays(seed: seed)
    for _ in 0..<300 {
      #expect(one.live() == other.live())
      #expect(one.venue.page == other.venue.page)
    }
  }

  @Test("A further rule never turns a denial into a send", arguments: 0..<60 as Range<UInt64>)
  func onlyTighter(_ seed: UInt64) throws {
    var days = try RandomDays(seed: seed)
    for _ in 0..<60 {
      days.live()
      var stricter = Tightening(days.terms, days.venue, Moment(now: days.now))
      for _ in 0..<days.dice.roll(1...3) { try stricter.tighten(&days.dice) }
      let policy = try stricter.terms.policy
      for alert in days.venue.policy.alerts {
        guard let candidate = days.venue.page.candidate(for: alert) else { continue }
        let before = decide(
          candidate, days.venue.page, Moment(now: days.now), days.venue.policy)
        let after = decide(candidate, stricter.venue.page, stricter.moment, policy)
        #expect(before.outcome == .send || after.outcome != .send, "\(stricter.rules)")
        if let early = before.retryAt, let late = after.retryAt { #expect(early <= late) }
        if before.outcome != .send, before.retryAt == nil { #expect(after.retryAt == nil) }
      }
    }
  }

  @Test(
    "Live alerts fare the same with and without shadow alerts", arguments: 0..<30 as Range<UInt64>)
  func shadowsLeaveNoTrace(_ seed: UInt64) throws {
    var days = try RandomDays(seed: seed)
    var alone = days.venue
    var terms = days.terms
    terms.alerts.removeAll { $0.mode == .shadow }
    alone.policy = try terms.policy
    for _ in 0..<300 {
      let event = days.nextEvent()
      switch event {
      // Reservations are numbered through, so that these would be of others without the shadows.
      case .released, .dismissed, .ignored: continue
      default: break
      }
      let both = days.venue.tell(event, at: days.now).filter { $0.mode == .live }
      let live = alone.tell(event, at: days.now)
      #expect(both.map(\.candidate) == live.map(\.candidate))
      #expect(both.map(\.reason) == live.map(\.reason))
      #expect(both.map(\.retryAt) == live.map(\.retryAt))
    }
  }

  @Test(
    "When the time to retry has come, the rules that had spoken are silent",
    arguments: 0..<40 as Range<UInt64>)
  func retryIsExact(_ seed: UInt64) throws {
    var days = try RandomDays(seed: seed)
    for _ in 0..<200 {
      days.live()
      for alert in days.venue.policy.alerts {
        guard let candidate = days.venue.page.candidate(for: alert) else { continue }
        func outcome(at time: LedgerTime) -> Decision {
          decide(candidate, days.venue.page, Moment(now: time), days.venue.policy)
        }
        guard let retryAt = outcome(at: days.now).retryAt else { continue }
        #expect(retryAt > days.venue.page.latest)
        #expect(outcome(at: retryAt - .nanoseconds(1)).outcome != .send)
        let then = outcome(at: retryAt)
        #expect(then.outcome == .send || then.reason.code == .quietHours)
      }
    }
  }
}
