import Alerts
import Proximity
import Testing

@Suite("Steps")
struct StepTests {
  private let start = LedgerTime("2026-06-01T12:00:00Z")
  private let service = Terms.alert("order ready", class: .service, at: "counter")

  @Test("One decision is made per visit and alert, however often the visit is told of")
  func oneDecisionPerVisit() throws {
    var venue = try Venue()
    #expect(venue.visit(at: start).outcomes == [.send])
    let since = start - .seconds(5)
    for second in 1...60 {
      let event = Event.visit("shelf", since: since, dwell: .seconds(5 + second), away: nil)
      #expect(venue.tell(event, at: start + .seconds(second)).isEmpty)
    }
    #expect(venue.tell(.zone("shelf", .immediate), at: start + .minutes(30)).isEmpty)
    #expect(venue.page.visitCount == 1)
  }

  @Test("A promotion that was denied stays denied for the visit")
  func denialIsFinal() throws {
    var venue = try Venue()
    venue.visit("shelf", at: start)
    #expect(venue.visit("shelf", at: start + .minutes(19)).outcomes == [.deny])
    #expect(venue.tell(.time, at: start + .minutes(21)).isEmpty)
    #expect(venue.deadline == nil)
    #expect(venue.visit("shelf", at: start + .minutes(22)).outcomes == [.send])
  }

  @Test("A service alert waits for the gap while the shopper is there, and is sent at the deadline")
  func deferred() throws {
    var terms = Terms()
    terms.alerts = [Terms.alert(), service]
    var venue = try Venue(terms)
    venue.visit("shelf", at: start)
    let waiting = venue.visit("counter", at: start + .minutes(1))
    #expect(waiting.outcomes == [.defer] && waiting.codes == [.gap])
    #expect(venue.deadline == start + .minutes(20))
    #expect(venue.tell(.time, at: start + .minutes(19)).isEmpty)
    #expect(venue.deadline == start + .minutes(20))
    let sent = venue.tell(.time, at: start + .minutes(20))
    #expect(sent.outcomes == [.send] && sent.first?.reservation == 2)
    #expect(venue.deadline == nil)
    #expect(venue.tell(.time, at: start + .hours(1)).isEmpty)
  }

  @Test("A step out keeps a deferred alert waiting, a departure drops it")
  func departureDrops() throws {
    var terms = Terms()
    terms.alerts = [Terms.alert(), service]
    var venue = try Venue(terms)
    venue.visit("shelf", at: start)
    venue.visit("counter", at: start + .minutes(1))
    #expect(venue.tell(.zone("counter", .far), at: start + .minutes(2)).isEmpty)
    #expect(venue.deadline == nil)
    #expect(venue.tell(.time, at: start + .minutes(21)).isEmpty)
    let back = venue.tell(.zone("counter", .near), at: start + .minutes(22))
    #expect(back.outcomes == [.send])

    venue.visit("counter", at: start + .minutes(23))
    #expect(venue.deadline == start + .minutes(42))
    #expect(venue.tell(.departed("counter"), at: start + .minutes(24)).isEmpty)
    #expect(venue.deadline == nil)
    #expect(venue.tell(.time, at: start + .hours(2)).isEmpty)
  }

  @Test("A deferred alert is denied as soon as the shopper says so")
  func deferredThenDenied() throws {
    var terms = Terms()
    terms.alerts = [Terms.alert(), service]
    var venue = try Venue(terms)
    venue.visit("shelf", at: start)
    venue.visit("counter", at: start + .minutes(1))
    let said = venue.tell(.leaveMeAlone(.always), at: start + .minutes(2))
    #expect(said.outcomes == [.deny] && said.codes == [.leaveMeAlone])
    #expect(venue.tell(.leaveMeAlone(.no), at: start + .minutes(30)).isEmpty)
  }

  @Test("Of two alerts that are due at once, the policy's order decides who gets the slot")
  func policyOrder() throws {
    var terms = Terms()
    terms.alerts = [Terms.alert("first", brand: "a"), Terms.alert("second", brand: "b")]
    var venue = try Venue(terms)
    let decisions = venue.visit(at: start)
    #expect(decisions.map(\.candidate.alert) == ["first", "second"])
    #expect(decisions.codes == [.allowed, .gap])
  }

  @Test("A trigger holds from its zone on, at its dwell, and only for return visits if it says so")
  func triggers() throws {
    var terms = Terms()
    terms.gap = .zero
    terms.alerts = [
      Terms.alert("close", zone: .immediate), Terms.alert("long", dwell: .minutes(2)),
      Terms.alert("again", returning: true),
    ]
    var venue = try Venue(terms)
    #expect(venue.visit(at: start, zone: .near).isEmpty)
    #expect(venue.tell(.zone("shelf", .far), at: start).isEmpty)
    let close = venue.tell(.zone("shelf", .immediate), at: start)
    #expect(close.map(\.candidate.alert) == ["close"])
    func lasting(_ dwell: Duration, since: LedgerTime, away: Duration? = nil) -> Event {
      .visit("shelf", since: since, dwell: dwell, away: away)
    }
    let since = start - .seconds(5)
    #expect(venue.tell(lasting(.seconds(119), since: since), at: start).isEmpty)
    let long = venue.tell(lasting(.seconds(120), since: since), at: start)
    #expect(long.map(\.candidate.alert) == ["long"])
    let again = venue.tell(
      lasting(.seconds(5), since: start + .hours(1), away: .minutes(50)), at: start + .hours(1))
    #expect(again.map(\.candidate.alert) == ["close", "again"])
  }

  @Test("Shadow alerts are decided and charged, and live ones never notice")
  func shadow() throws {
    var terms = Terms()
    terms.alerts = [Terms.alert("trial", at: "door", mode: .shadow), Terms.alert("real")]
    var venue = try Venue(terms)
    let trial = venue.visit("door", at: start)
    #expect(trial.outcomes == [.send] && trial.first?.mode == .shadow)
    #expect(venue.visit("door", at: start + .minutes(1)).codes == [.gap])
    let real = venue.visit("shelf", at: start + .minutes(2))
    #expect(real.outcomes == [.send] && real.first?.mode == .live)
    #expect(venue.visit("door", at: start + .minutes(21)).codes == [.gap])
    #expect(venue.page.reservations.map(\.mode) == [.shadow, .live])
  }

  @Test("A visit told of twice counts once; one that began earlier is an old story")
  func toldTwice() throws {
    var venue = try Venue()
    venue.visit(at: start)
    let page = venue.page
    let again = Event.visit("shelf", since: start - .seconds(5), dwell: .seconds(5), away: nil)
    #expect(venue.tell(again, at: start).isEmpty)
    let old = Event.visit("shelf", since: start - .hours(1), dwell: .hours(1), away: nil)
    #expect(venue.tell(old, at: start).isEmpty)
    #expect(venue.page == page)
  }

  @Test("A passer-by who never stayed leaves nothing behind")
  func passingBy() throws {
    var venue = try Venue()
    let before = venue.page
    #expect(venue.tell(.zone("shelf", .near), at: start).isEmpty)
    #expect(venue.tell(.zone("shelf", .immediate), at: start).isEmpty)
    #expect(venue.tell(.zone("shelf", .unknown), at: start).isEmpty)
    #expect(venue.page.visits.isEmpty && venue.page.visitCount == before.visitCount)
  }

  @Test("A released reservation frees its slot; a confirmed one cannot be released any more")
  func release() throws {
    var venue = try Venue()
    let first = try #require(venue.visit(at: start).first?.reservation)
    venue.tell(.released(reservation: first), at: start)
    #expect(venue.tell(.time, at: start).isEmpty, "what was given back is not sent again")
    let second = try #require(venue.visit(at: start).first?.reservation)
    #expect(second == first + 1)
    venue.tell(.confirmed(reservation: second), at: start)
    venue.tell(.released(reservation: second), at: start)
    #expect(venue.page.reservations.map(\.state) == [.released, .confirmed])
    #expect(venue.visit(at: start).codes == [.gap])
    venue.tell(.confirmed(reservation: first), at: start)
    #expect(venue.page.reservations.map(\.state) == [.confirmed, .confirmed])
    venue.tell(.confirmed(reservation: 99), at: start)
    venue.tell(.released(reservation: 99), at: start)
    #expect(venue.page.reservations.count == 2)
  }
}
