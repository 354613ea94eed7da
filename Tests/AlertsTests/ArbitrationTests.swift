import Alerts
import Proximity
import Testing

@Suite("Arbitration between brands")
struct ArbitrationTests {
  private let start = LedgerTime("2026-06-01T10:00:00Z")

  /// A venue of that many brands, each with a promotion at a place of its own.
  private func terms(brands: Int, window: Duration = .seconds(30)) throws -> Terms {
    var terms = Terms()
    terms.arbitration = Arbitration(window: window, seed: 7)
    terms.alerts = try (0..<brands).map { number in
      Terms.alert(
        try #require(AlertID("alert \(number)")), brand: try #require(BrandID("brand \(number)")),
        at: try #require(PlaceID("place \(number)")))
    }
    return terms
  }

  private func place(_ number: Int) throws -> PlaceID { try #require(PlaceID("place \(number)")) }

  @Test("Scenario 17: 10 brands, 2 slots a day, 100 days: each gets 20 ± 1, entrance or not")
  func fairShares() throws {
    for seed in 0..<2 as Range<UInt64> {
      var terms = try terms(brands: 10)
      terms.arbitration.seed = seed
      terms.caps = [Cap(count: 2, per: .hours(24))]
      var venue = try Venue(terms, shopper: try #require(ShopperID("shopper \(seed)")))
      var grants: [BrandID: Int] = [:]
      for day in 0..<100 {
        for hour in [0, 4] {
          let arrival = start + .days(day) + .hours(hour)
          // Brand 0 has the entrance: it is always the first to propose.
          for number in 0..<10 {
            #expect(try venue.visit(place(number), at: arrival + .seconds(2 * number)).isEmpty)
          }
          #expect(venue.deadline == arrival + .seconds(30))
          let decisions = venue.tell(.time, at: arrival + .seconds(30))
          #expect(decisions.count == 10 && decisions.outcomes.count { $0 == .send } == 1)
          for decision in decisions where decision.outcome == .send {
            grants[decision.candidate.brand, default: 0] += 1
          }
        }
      }
      #expect(grants.count == 10)
      #expect(grants.values.allSatisfy { (19...21).contains($0) }, "\(grants)")
    }
  }

  @Test("With more brands than fit into 14 days of grants none is left out for good")
  func manyBrands() throws {
    var terms = try terms(brands: 30)
    terms.caps = [Cap(count: 1, per: .hours(24))]
    var venue = try Venue(terms)
    var grants: [BrandID: Int] = [:]
    for day in 0..<150 {
      let arrival = start + .days(day)
      for number in 0..<30 { try venue.visit(place(number), at: arrival) }
      for decision in venue.tell(.time, at: arrival + .seconds(30))
      where decision.outcome == .send { grants[decision.candidate.brand, default: 0] += 1 }
    }
    #expect(grants.count == 30)
    #expect(grants.values.allSatisfy { (1...15).contains($0) }, "\(grants)")
  }

  @Test("Another key draws another first brand, and no brand is first by its name")
  func keyedDraw() throws {
    var winners: Set<BrandID> = []
    for seed in 0..<60 as Range<UInt64> {
      var terms = try terms(brands: 5)
      terms.arbitration.seed = seed
      var venue = try Venue(terms)
      for number in 0..<5 { try venue.visit(place(number), at: start) }
      let sent = venue.tell(.time, at: start + .seconds(30)).filter { $0.outcome == .send }
      winners.formUnion(sent.map(\.candidate.brand))
    }
    #expect(winners.count == 5)
  }

  @Test("What the shopper ranks highest is first, brand or topic, however lately it was granted")
  func ownRanking() throws {
    var terms = try terms(brands: 4)
    terms.alerts[3].topic = "tea"
    var venue = try Venue(terms)
    venue.tell(.declared("tea"), at: start)
    let wishes = try Preferences(ranking: [.topic("tea"), .brand("brand 2")])
    venue.tell(.preferred(wishes), at: start)
    for hour in 0..<3 {
      let arrival = start + .hours(5 * hour)
      for number in 0..<4 { try venue.visit(place(number), at: arrival) }
      let decisions = venue.tell(.time, at: arrival + .seconds(30))
      #expect(decisions.map(\.candidate.alert).prefix(2) == ["alert 3", "alert 2"])
      #expect(decisions.first?.outcome == .send)
      #expect(decisions.dropFirst().map(\.reason.code) == [.gap, .gap, .gap])
    }
  }

  @Test("Who has gone when the time is up is told so, and the next one gets the slot")
  func gone() throws {
    var venue = try Venue(terms(brands: 2))
    try venue.visit(place(0), at: start)
    try venue.visit(place(1), at: start + .seconds(10))
    try venue.tell(.departed(place(0)), at: start + .seconds(20))
    let decisions = venue.tell(.time, at: start + .seconds(30))
    #expect(
      Set(decisions.map { "\($0.candidate.brand) \($0.reason.code)" }) == [
        "brand 0 notPresent", "brand 1 allowed",
      ])
    #expect(venue.deadline == nil)
  }

  @Test("Service and safety alerts, and promotions without competitors, are never held back")
  func neverHeldBack() throws {
    var terms = try terms(brands: 2)
    terms.alerts[0].class = .service
    terms.alerts.append(Terms.alert("spill", brand: "brand 7", class: .safety, at: "aisle"))
    var venue = try Venue(terms)
    #expect(try venue.visit(place(0), at: start).outcomes == [.send])
    #expect(venue.visit("aisle", at: start + .seconds(1)).outcomes == [.send])
    #expect(try venue.visit(place(1), at: start + .hours(1)).outcomes == [.send])
  }

  @Test("A service alert that becomes due in the meantime has the slot")
  func classFirst() throws {
    var terms = try terms(brands: 2)
    terms.alerts.append(Terms.alert("order ready", class: .service, at: "counter"))
    var venue = try Venue(terms)
    try venue.visit(place(0), at: start)
    #expect(venue.visit("counter", at: start + .seconds(10)).outcomes == [.send])
    let late = venue.tell(.time, at: start + .seconds(30))
    #expect(late.codes == [.gap] && late.outcomes == [.deny])
  }

  @Test("Each candidate is decided once in a visit, also when events keep coming while it waits")
  func once() throws {
    var venue = try Venue(terms(brands: 2))
    try venue.visit(place(0), at: start)
    for second in 1..<30 {
      let event = Event.visit(
        try place(0), since: start - .seconds(5), dwell: .seconds(5 + second), away: nil)
      #expect(venue.tell(event, at: start + .seconds(second)).isEmpty)
      #expect(venue.deadline == start + .seconds(30))
    }
    #expect(venue.tell(.time, at: start + .seconds(30)).outcomes == [.send])
    #expect(venue.tell(.time, at: start + .minutes(2)).isEmpty && venue.deadline == nil)
  }

  @Test("What becomes due after the time is up waits for the next comparison")
  func nextBatch() throws {
    var venue = try Venue(terms(brands: 2))
    try venue.visit(place(0), at: start)
    // Nobody looked at the deadline; the next event comes late.
    let decisions = try venue.visit(place(1), at: start + .seconds(50))
    #expect(decisions.map(\.candidate.brand) == ["brand 0"])
    #expect(venue.deadline == start + .seconds(80))
  }

  @Test("Withdrawing everything decides at once what waits, so that no place is remembered")
  func withdrawn() throws {
    var venue = try Venue(terms(brands: 2))
    try venue.visit(place(0), at: start)
    let decisions = venue.tell(.withdrewAll(epoch: 2), at: start + .seconds(1))
    #expect(decisions.codes == [.withdrawn])
    #expect(venue.deadline == nil && venue.tell(.time, at: start + .minutes(1)).isEmpty)
  }

  @Test("A full list of what waits refuses, counts, and proposes again later")
  func full() throws {
    var terms = try terms(brands: PageLimits.waiting + 3)
    for index in terms.alerts.indices { terms.alerts[index].trigger.place = try place(index % 8) }
    var venue = try Venue(terms)
    for number in 0..<8 { try venue.visit(place(number), at: start) }
    #expect(venue.page.refused > 0)
    #expect(venue.tell(.time, at: start + .seconds(30)).count == PageLimits.waiting)
    #expect(venue.tell(.time, at: start + .seconds(31)).isEmpty)
    #expect(venue.tell(.time, at: start + .seconds(61)).count == 3)
  }
}
