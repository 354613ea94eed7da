import Alerts
import Proximity
import Testing

@Suite("Consent")
struct ConsentTests {
  private let start = LedgerTime("2026-06-01T12:00:00Z")

  @Test("R8: nobody has consented by default")
  func defaultIsNo() throws {
    var venue = try Venue()
    venue.page = Page(for: "3f9a")
    #expect(venue.visit(at: start).codes == [.notConsented])
  }

  @Test("What was said last holds, in whatever order it arrives")
  func anyOrder() throws {
    let said: [Event] = [
      .consented("offers", version: 1, epoch: 1), .withdrew("offers", epoch: 2),
      .consented("offers", version: 2, epoch: 3), .consented("news", version: 1, epoch: 3),
      .withdrew("news", epoch: 3), .withdrewAll(epoch: 4), .consented("tips", version: 1, epoch: 5),
    ]
    var dice = Dice(seed: 7)
    for _ in 0..<500 {
      var venue = try Venue()
      venue.page = Page(for: "3f9a")
      for event in (said + said).shuffled(using: &dice) { venue.tell(event, at: start) }
      #expect(venue.page.consents == [Consent(purpose: "tips", version: 1, epoch: 5)])
      #expect(venue.page.withdrawn == 4)
    }
  }

  @Test(
    "A consent holds until it runs out, and not a moment longer; with a doubtful clock not at all")
  func runsOut() throws {
    let end = start + .hours(1)
    var venue = try Venue()
    venue.tell(.consented("offers", version: 1, epoch: 2, until: end), at: start)
    let last = LedgerTime(nanoseconds: end.nanoseconds - 1)
    #expect(venue.page.consent(to: "offers")?.holds(for: 1, at: last) == true)
    #expect(venue.page.consent(to: "offers")?.holds(for: 1, at: end) == false)
    #expect(venue.page.consent(to: "offers")?.holds(for: 2, at: start) == false)
    #expect(venue.visit(at: end, isTrusted: false).codes.contains(.clockUntrusted) == false)
    var again = try Venue()
    again.tell(.consented("offers", version: 1, epoch: 2, until: end), at: start)
    #expect(again.visit(at: last).codes == [.allowed])
    let reservation = try #require(again.page.reservations.first)
    #expect(again.page.stillCovers(reservation, at: last))
    #expect(!again.page.stillCovers(reservation, at: end), "it ran out before it was delivered")
    #expect(again.visit(at: end + .hours(9)).codes == [.consentExpired])
  }

  @Test("A withdrawal outweighs a consent of the same epoch")
  func withdrawalOutweighs() throws {
    for events: [Event] in [
      [.consented("offers", version: 1, epoch: 9), .withdrew("offers", epoch: 9)],
      [.withdrew("offers", epoch: 9), .consented("offers", version: 1, epoch: 9)],
      [.withdrewAll(epoch: 9), .consented("offers", version: 1, epoch: 9)],
    ] {
      var venue = try Venue()
      for event in events { venue.tell(event, at: start) }
      #expect(venue.visit(at: start).codes == [.withdrawn])
    }
  }

  @Test("A reservation is not covered once its consent was withdrawn, even if given anew")
  func fence() throws {
    var venue = try Venue()
    venue.visit(at: start)
    let reservation = try #require(venue.page.reservations.first)
    #expect(venue.page.stillCovers(reservation, at: reservation.time))
    venue.tell(.consented("else", version: 1, epoch: 2), at: start)
    #expect(venue.page.stillCovers(reservation, at: reservation.time))
    venue.tell(.withdrew("offers", epoch: 3), at: start)
    #expect(!venue.page.stillCovers(reservation, at: reservation.time))
    venue.tell(.consented("offers", version: 1, epoch: 4), at: start)
    #expect(!venue.page.stillCovers(reservation, at: reservation.time))
  }

  @Test("Withdrawing everything and consenting anew opens no cap")
  func noLoophole() throws {
    var terms = Terms()
    terms.caps = [Cap(count: 1, per: .hours(4))]
    var venue = try Venue(terms)
    #expect(venue.visit(at: start).outcomes == [.send])
    venue.tell(.withdrewAll(epoch: 2), at: start + .minutes(30))
    #expect(venue.page.visits.isEmpty && venue.page.consents.isEmpty)
    #expect(venue.visit(at: start + .minutes(31)).codes == [.withdrawn])
    venue.tell(.consented("offers", version: 1, epoch: 3), at: start + .minutes(40))
    #expect(venue.visit(at: start + .hours(1)).codes == [.venueCap])
  }

  @Test("Withdrawing everything forgets where the shopper is and likes, but not the wish for quiet")
  func withdrawalForgets() throws {
    var venue = try Venue()
    venue.tell(.declared("shoes"), at: start)
    venue.tell(.leaveMeAlone(.always), at: start)
    venue.visit(at: start)
    venue.tell(.withdrewAll(epoch: 2), at: start)
    #expect(venue.page.interests.isEmpty && venue.page.visits.isEmpty)
    #expect(venue.page.leaveMeAlone == .always)
  }

  @Test("Scenario 15: an erased page holds nothing, and nothing can be written to it")
  func erased() throws {
    var venue = try Venue(shopper: "one")
    var other = try Venue(shopper: "two")
    venue.visit(at: start)
    let alert = try #require(venue.policy.alert("alert"))
    let candidate = try #require(venue.page.candidate(for: alert))
    let reservation = try #require(venue.page.reservations.first)
    venue.tell(.erased, at: start)
    other.tell(.erased, at: start)
    #expect(venue.page == other.page, "an erased page does not tell whose it was")
    let erased = venue.page
    for event: Event in [
      .consented("offers", version: 1, epoch: 5), .zone("shelf", .near), .declared("shoes"), .time,
    ] {
      #expect(venue.tell(event, at: start + .hours(1)).isEmpty)
    }
    #expect(venue.page == erased && venue.page.isErased)
    #expect(!venue.page.stillCovers(reservation, at: reservation.time))
    #expect(decide(candidate, venue.page, Moment(now: start), venue.policy).reason == .erased)
  }
}
