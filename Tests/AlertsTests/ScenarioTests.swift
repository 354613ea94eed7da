import Alerts
import Proximity
import Testing

/// The hard scenarios: a cap of 3 in 4 hours and a gap of 20 minutes, unless stated.
@Suite("Scenarios")
struct ScenarioTests {
  private func noon(_ text: String) -> LedgerTime { LedgerTime("2026-06-01T\(text)Z") }

  @Test("Scenario 1: a send exactly 4 hours old no longer counts, one a millisecond younger does")
  func rollingWindow() throws {
    var venue = try Venue()
    for hour in ["10:00:00", "11:00:00", "12:00:00"] {
      #expect(venue.visit(at: noon(hour)).outcomes == [.send])
    }
    let early = venue.visit(at: noon("13:59:59.999"))
    #expect(early.outcomes == [.deny])
    #expect(
      early.first?.reason
        == .cap(.init(scope: .venue, limit: 3, count: 3, window: .hours(4))))
    #expect(early.first?.retryAt == noon("14:00:00"))
    #expect(venue.visit(at: noon("14:00:00")).outcomes == [.send])
  }

  @Test("Scenario 2: the gap is over after exactly 20 minutes")
  func gap() throws {
    var venue = try Venue()
    #expect(venue.visit(at: noon("10:00:00")).outcomes == [.send])
    let early = venue.visit(at: noon("10:19:59"))
    #expect(early.outcomes == [.deny])
    #expect(
      early.first?.reason == .gap(sinceLast: .seconds(1_199), required: .seconds(1_200)))
    #expect(early.first?.retryAt == noon("10:20:00"))
    #expect(venue.visit(at: noon("10:20:00")).outcomes == [.send])
  }

  @Test("Scenario 3: London 2026-03-29, quiet 22 to 08 lasts 9 hours")
  func springForward() throws {
    let night = interval("2026-03-28T22:00:00Z", "2026-03-29T07:00:00Z")
    #expect(night.upperBound - night.lowerBound == .hours(9))
    var venue = try Venue(quiet(night))
    let early = venue.visit(at: LedgerTime("2026-03-29T06:59:59Z"))
    #expect(early.codes == [.quietHours] && early.outcomes == [.deny])
    #expect(early.first?.retryAt == night.upperBound)
    #expect(venue.visit(at: LedgerTime("2026-03-29T07:00:00Z")).outcomes == [.send])
  }

  @Test("Scenario 4: London 2026-10-25, quiet 22 to 08 lasts 11 hours")
  func fallBack() throws {
    let night = interval("2026-10-24T21:00:00Z", "2026-10-25T08:00:00Z")
    #expect(night.upperBound - night.lowerBound == .hours(11))
    var venue = try Venue(quiet(night))
    #expect(venue.visit(at: LedgerTime("2026-10-25T07:30:00Z")).codes == [.quietHours])
    #expect(venue.visit(at: LedgerTime("2026-10-25T08:00:00Z")).outcomes == [.send])
  }

  @Test("Scenario 4: quiet 01:30 to 02:00 covers both 01:30s")
  func bothHalfPastOne() throws {
    let summer = interval("2026-10-25T00:30:00Z", "2026-10-25T01:00:00Z")
    let winter = interval("2026-10-25T01:30:00Z", "2026-10-25T02:00:00Z")
    var terms = quiet(summer, winter)
    terms.gap = .zero
    var venue = try Venue(terms)
    let codes = [
      "00:29:59", "00:30:00", "00:59:59", "01:00:00", "01:29:59", "01:30:00", "02:00:00",
    ]
    .flatMap { venue.visit(at: LedgerTime("2026-10-25T\($0)Z")).codes }
    #expect(
      codes == [
        .allowed, .quietHours, .quietHours, .allowed, .allowed, .quietHours, .venueCap,
      ])
  }

  @Test("Scenario 5: quiet Wednesday 22 to 07 belongs to Wednesday, also after midnight")
  func windowBelongsToTheDayItStartsOn() throws {
    let wednesdays = interval("2026-06-03T22:00:00Z", "2026-06-04T07:00:00Z")
    var venue = try Venue(quiet(wednesdays))
    #expect(venue.visit(at: LedgerTime("2026-06-03T02:00:00Z")).outcomes == [.send])
    #expect(venue.visit(at: LedgerTime("2026-06-04T02:00:00Z")).codes == [.quietHours])
  }

  @Test("Scenario 6: a clock that steps back opens no cap")
  func clockStepsBack() throws {
    var venue = try Venue()
    for hour in ["10:00:00", "11:00:00", "12:00:00"] { venue.visit(at: noon(hour)) }
    let stepped = venue.visit(at: noon("10:00:01"))
    #expect(stepped.outcomes == [.deny])
    #expect(stepped.first?.time == noon("12:00:00"))
    #expect(venue.page.latest == noon("12:00:00"))
    let asked = venue.decision(on: "alert", at: noon("10:00:01"))
    #expect(asked?.time == noon("12:00:00") && asked?.retryAt == noon("14:00:00"))
    #expect(venue.visit(at: noon("13:59:59")).outcomes == [.deny])
    #expect(venue.visit(at: noon("14:00:00")).outcomes == [.send])
  }

  @Test("Scenario 7: with a clock that cannot be trusted, promotions are denied")
  func clockUntrusted() throws {
    var venue = try Venue()
    let decisions = venue.visit(at: noon("10:00:00"), isTrusted: false)
    #expect(decisions.codes == [.clockUntrusted] && decisions.outcomes == [.deny])
    #expect(venue.visit(at: noon("10:00:01")).outcomes == [.send])
  }

  @Test("Scenario 12: a cap lowered from 3 to 1 after 2 sends denies until both have aged out")
  func capLowered() throws {
    var venue = try Venue()
    venue.visit(at: noon("10:00:00"))
    venue.visit(at: noon("11:00:00"))
    var terms = Terms()
    terms.caps = [Cap(count: 1, per: .hours(4))]
    venue.policy = try terms.policy
    let early = venue.visit(at: noon("11:30:00"))
    #expect(
      early.first?.reason == .cap(.init(scope: .venue, limit: 1, count: 2, window: .hours(4))))
    #expect(early.first?.retryAt == noon("15:00:00"))
    #expect(venue.visit(at: noon("14:00:00")).outcomes == [.deny])
    #expect(venue.visit(at: noon("14:59:59.999")).outcomes == [.deny])
    #expect(venue.page.reservations.allSatisfy { $0.state == .reserved })
    #expect(venue.visit(at: noon("15:00:00")).outcomes == [.send])
  }

  @Test("Scenario 13: a cap raised from 1 to 3 lets nothing burst out, and the gap holds")
  func capRaised() throws {
    var terms = Terms()
    terms.caps = [Cap(count: 1, per: .hours(4))]
    var venue = try Venue(terms)
    #expect(venue.visit(at: noon("10:00:00")).outcomes == [.send])
    for minute in 30...59 {
      #expect(venue.visit(at: noon("10:\(minute):00")).outcomes == [.deny])
    }
    terms.caps = [Cap(count: 3, per: .hours(4))]
    venue.policy = try terms.policy
    #expect(venue.tell(.time, at: noon("11:00:00")).isEmpty)
    #expect(venue.visit(at: noon("11:00:01")).outcomes == [.send])
    #expect(venue.visit(at: noon("11:20:00")).codes == [.gap])
    #expect(venue.visit(at: noon("11:20:01")).outcomes == [.send])
    #expect(venue.visit(at: noon("11:50:00")).codes == [.venueCap])
  }

  @Test(
    "Scenario 18: with a brand cap of 50 and a shopper's of 1, 1 is sent; the reason is the shopper's"
  )
  func shopperOutranksBrand() throws {
    var terms = Terms()
    terms.caps = []
    terms.gap = .zero
    terms.alerts = [Terms.alert(caps: [Cap(count: 50, per: .hours(24))])]
    var venue = try Venue(terms)
    let wish = try Preferences(caps: [Cap(count: 1, per: .hours(24))])
    venue.tell(.preferred(wish), at: noon("09:00:00"))
    let decisions = (0..<60).flatMap {
      venue.visit(at: noon("10:00:00") + .minutes($0))
    }
    #expect(decisions.count { $0.outcome == .send } == 1)
    #expect(decisions.first?.outcome == .send)
    #expect(decisions.dropFirst().allSatisfy { $0.reason.code == .shopperCap })
  }

  @Test("Scenario 18: safety passes gap and caps once in 24 hours, charged; the second is denied")
  func safetyTwice() throws {
    var terms = Terms()
    terms.alerts = [
      Terms.alert("offer", at: "door"), Terms.alert("wet floor", class: .safety, at: "aisle"),
    ]
    terms.caps = [Cap(count: 2, per: .hours(24))]
    var venue = try Venue(terms)
    #expect(venue.visit("door", at: noon("10:00:00")).outcomes == [.send])
    #expect(venue.visit("aisle", at: noon("10:00:01")).outcomes == [.send])
    let second = venue.visit("aisle", at: noon("10:00:02"))
    #expect(second.codes == [.safetyCap] && second.outcomes == [.deny])
    let promotion = venue.visit("door", at: noon("12:00:00"))
    #expect(
      promotion.first?.reason
        == .cap(.init(scope: .venue, limit: 2, count: 2, window: .hours(24))))
    #expect(venue.visit("aisle", at: noon("10:00:01") + .hours(24)).outcomes == [.send])
  }

  @Test("Scenario 19: a sensitive topic without a declared opt-in is denied, and goes unnamed")
  func sensitiveTopic() throws {
    var terms = Terms()
    terms.topics = [Topic(id: "maternity", isSensitive: true)]
    terms.alerts = [Terms.alert("cradle", topic: "maternity", dwell: .minutes(30))]
    var venue = try Venue(terms)
    let decisions = venue.visit(at: noon("10:00:00"), dwell: .minutes(30))
    #expect(decisions.codes == [.sensitiveTopic] && decisions.outcomes == [.deny])
    let sentence = try #require(decisions.first).sentence(for: .shopper) { _ in "later" }
    #expect(!sentence.contains("maternity") && !sentence.contains("cradle"))
    venue.tell(.declared("maternity"), at: noon("10:01:00"))
    #expect(venue.visit(at: noon("11:00:00"), dwell: .minutes(30)).outcomes == [.send])
  }

  private func quiet(_ intervals: Range<LedgerTime>...) -> Terms {
    var terms = Terms()
    terms.quiet = QuietCalendar(
      covering: interval("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"), quiet: intervals)
    return terms
  }
}
