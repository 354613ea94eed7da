import Alerts
import Proximity
import Testing

@Suite("What retail must keep to")
struct RetailTests {
  private let start = LedgerTime("2026-06-01T10:00:00Z")

  @Test("R13: one cap holds across brands", arguments: 0..<10 as Range<UInt64>)
  func oneCapAcrossBrands(_ seed: UInt64) throws {
    var dice = Dice(seed: seed)
    var terms = Terms()
    terms.caps = Policy.defaultCaps
    terms.alerts = try (0..<10).map { number in
      Terms.alert(
        try #require(AlertID("alert \(number)")), brand: try #require(BrandID("brand \(number)")),
        at: try #require(PlaceID("place \(number)")))
    }
    var venue = try Venue(terms)
    var sends: [LedgerTime] = []
    for minute in stride(from: 0, to: 14 * 1_440, by: 10) {
      let now = start + .minutes(minute)
      let place = dice.pick(terms.alerts).trigger.place
      for decision in venue.visit(place, at: now) where decision.outcome == .send {
        sends.append(now)
      }
    }
    #expect(sends.count == 8, "4 in each of 2 weeks, used to the full")
    for (index, time) in sends.enumerated() {
      #expect(sends[...index].count { time - $0 < .days(1) } <= 2)
      #expect(sends[...index].count { time - $0 < .days(7) } <= 4)
    }
  }

  @Test("R15: the first 3 visits bring service alerts only")
  func firstVisitsServiceOnly() throws {
    var terms = Terms()
    terms.warmUpVisits = Policy.defaultWarmUpVisits
    terms.gap = .zero
    terms.caps = []
    terms.alerts = [Terms.alert("offer"), Terms.alert("order ready", class: .service)]
    var venue = try Venue(terms)
    for visit in 1...3 {
      let decisions = venue.visit(at: start + .hours(visit))
      #expect(decisions.map(\.reason) == [.warmUp(visit: visit, of: 3), .allowed])
    }
    #expect(venue.visit(at: start + .hours(4)).codes == [.allowed, .allowed])
  }

  @Test("R15: a long third visit does not turn into a fourth by walking on")
  func ordinalStays() throws {
    var terms = Terms()
    terms.warmUpVisits = 3
    terms.alerts = [Terms.alert("slow", at: "shelf", dwell: .minutes(10))]
    var venue = try Venue(terms)
    for place: PlaceID in ["door", "aisle", "shelf", "counter"] { venue.visit(place, at: start) }
    let since = start - .seconds(5)
    let late = venue.tell(
      .visit("shelf", since: since, dwell: .minutes(10), away: nil), at: start + .minutes(10))
    #expect(late.map(\.reason) == [.warmUp(visit: 3, of: 3)])
  }

  @Test("R18: nothing is decided before the minimum dwell has made it a visit")
  func dwellFirst() throws {
    var terms = Terms()
    terms.alerts = [Terms.alert("offer"), Terms.alert("order ready", class: .service)]
    var venue = try Venue(terms)
    #expect(venue.tell(.zone("shelf", .immediate), at: start).isEmpty)
    #expect(venue.tell(.time, at: start + .hours(1)).isEmpty)
    #expect(venue.decision(on: "offer", at: start)?.reason.code == .dwellTooShort)
    let decisions = venue.tell(
      .visit("shelf", since: start, dwell: .seconds(5), away: nil), at: start + .hours(1))
    #expect(decisions.codes == [.allowed, .gap])
  }

  @Test(
    "R18: gap and dwell stand before every alert but safety", arguments: 0..<20 as Range<UInt64>)
  func gapAndDwellFirst(_ seed: UInt64) throws {
    var days = try RandomDays(seed: seed)
    var last: LedgerTime?
    for _ in 0..<400 {
      for decision in days.live() where decision.outcome == .send && decision.mode == .live {
        let alert = try #require(days.venue.policy.alert(decision.candidate.alert))
        let charged = days.venue.page.reservations.contains { $0.number == decision.reservation }
        #expect(charged)
        if alert.class != .safety {
          let stay = try #require(days.venue.page.visit(at: alert.trigger.place)?.stay)
          #expect(stay.dwell >= alert.trigger.dwell ?? .zero)
          if let last { #expect(decision.time - last >= days.terms.gap) }
        }
        last = decision.time
      }
      let released = days.venue.page.reservations.last { $0.state != .released && $0.mode == .live }
      last = released?.time
    }
  }

  @Test("R23: an alert about something is sent only to those who declared an interest in it")
  func declaredInterest() throws {
    var terms = Terms()
    terms.alerts = [Terms.alert(topic: "shoes")]
    var venue = try Venue(terms)
    venue.tell(.declared("hats"), at: start)
    #expect(venue.visit(at: start).codes == [.notDeclaredInterest])
    venue.tell(.declared("shoes"), at: start)
    #expect(venue.visit(at: start).outcomes == [.send])
    venue.tell(.undeclared("shoes"), at: start)
    #expect(venue.visit(at: start + .hours(1)).codes == [.notDeclaredInterest])
  }

  @Test("A hold-out holds the same shoppers out every time, about as many as its share says")
  func holdOut() throws {
    var terms = Terms()
    terms.holdOut = HoldOut(share: 1_000, seed: 42)
    terms.alerts = [Terms.alert("offer"), Terms.alert("spill", class: .safety)]
    var heldOut = 0
    for number in 0..<2_000 {
      let shopper = try #require(ShopperID("shopper \(number)"))
      var venue = try Venue(terms, shopper: shopper)
      let codes = venue.visit(at: start).codes
      var again = try Venue(terms, shopper: shopper)
      #expect(again.visit(at: start).codes == codes)
      #expect(codes.count == 2)
      if codes.contains(.holdOut) { heldOut += 1 }
    }
    #expect((140...260).contains(heldOut), "\(heldOut) of 2,000 at 10 %")
  }
}
