import Alerts
import Proximity
import Testing

@Suite("Fatigue")
struct FatigueTests {
  private let start = LedgerTime("2026-06-01T10:00:00Z")

  private func venue(caps: [Cap] = [Cap(count: 3, per: .hours(24))]) throws -> Venue {
    var terms = Terms()
    terms.caps = caps
    return try Venue(terms)
  }

  @Test("A dismissed alert lowers the shopper's own cap by one, and the reason says so")
  func dismissed() throws {
    var venue = try venue()
    venue.visit(at: start)
    venue.tell(.dismissed(reservation: 1), at: start + .minutes(1))
    #expect(venue.visit(at: start + .hours(1)).outcomes == [.send])
    let third = venue.visit(at: start + .hours(2))
    #expect(
      third.first?.reason
        == .cap(.init(scope: .fatigue, limit: 2, count: 2, window: .hours(24))))
    #expect(third.first?.retryAt == start + .hours(24))
    #expect(third.codes == [.fatigueCap])
  }

  @Test("It takes two ignored alerts to tell as much as a dismissed one")
  func ignored() throws {
    var venue = try venue()
    venue.visit(at: start)
    venue.tell(.ignored(reservation: 1), at: start)
    #expect(venue.page.fatigue(at: start) == 0)
    venue.visit(at: start + .hours(1))
    venue.tell(.ignored(reservation: 2), at: start + .hours(1))
    #expect(venue.page.fatigue(at: start + .hours(1)) == 1)
    #expect(venue.visit(at: start + .hours(2)).codes == [.fatigueCap])
  }

  @Test("After 7 days it is forgotten, and the time to retry knows that")
  func recovers() throws {
    var venue = try venue(caps: [Cap(count: 2, per: .days(14))])
    venue.visit(at: start)
    venue.tell(.dismissed(reservation: 1), at: start + .hours(1))
    let refused = venue.visit(at: start + .days(1))
    #expect(refused.codes == [.fatigueCap])
    #expect(refused.first?.retryAt == start + .hours(1) + .days(7))
    #expect(venue.decision(at: start + .hours(1) + .days(7) - .nanoseconds(1))?.outcome == .deny)
    #expect(venue.visit(at: start + .hours(1) + .days(7)).outcomes == [.send])
  }

  @Test("However much is dismissed, one alert remains possible")
  func bounded() throws {
    var venue = try venue(caps: [Cap(count: 3, per: .hours(4)), Cap(count: 1, per: .minutes(30))])
    for round in 0..<20 {
      let time = start + .hours(4 * round)
      let sent = venue.visit(at: time)
      #expect(sent.outcomes == [.send])
      venue.tell(.dismissed(reservation: try #require(sent.first?.reservation)), at: time)
      guard round > 0 else { continue }
      #expect(venue.visit(at: time + .hours(1)).codes == [.fatigueCap])
    }
    #expect(venue.page.fatigue(at: start + .hours(78)) <= PageLimits.setbacks)
  }

  @Test("One alert dismissed twice, or ignored and then dismissed, tells once")
  func once() throws {
    var venue = try venue()
    venue.visit(at: start)
    for _ in 0..<3 {
      venue.tell(.ignored(reservation: 1), at: start)
      venue.tell(.dismissed(reservation: 1), at: start)
    }
    #expect(venue.page.fatigue(at: start) == 1)
  }

  @Test("An alert that nobody saw, a trial, or none at all tells nothing")
  func unseen() throws {
    var terms = Terms()
    terms.alerts.append(Terms.alert("trial", at: "door", mode: .shadow))
    var venue = try Venue(terms)
    venue.visit(at: start)
    venue.visit("door", at: start + .hours(1))
    venue.tell(.dismissed(reservation: 2), at: start)
    venue.tell(.dismissed(reservation: 99), at: start)
    #expect(venue.page.fatigue(at: start) == 0)
    venue.tell(.dismissed(reservation: 1), at: start)
    venue.tell(.released(reservation: 1), at: start)
    #expect(venue.page.fatigue(at: start) == 0)
    venue.tell(.dismissed(reservation: 1), at: start)
    #expect(venue.page.fatigue(at: start) == 0)
  }

  @Test("Safety alerts are not lowered")
  func safety() throws {
    var terms = Terms()
    terms.alerts.append(Terms.alert("spill", class: .safety, at: "aisle"))
    terms.caps = [Cap(count: 2, per: .hours(24))]
    var venue = try Venue(terms)
    venue.visit(at: start)
    venue.tell(.dismissed(reservation: 1), at: start)
    #expect(venue.visit(at: start + .hours(1)).codes == [.fatigueCap])
    #expect(venue.visit("aisle", at: start + .hours(1)).outcomes == [.send])
  }
}
