import Alerts
import Proximity
import Testing

// Where the 20 scenarios and the properties R1 to R28 are tested by name ("Scenario 7: …", "R12: …").
//
// | what | test target |
// |---|---|
// | Scenarios 1 to 7, 12, 13, 17, 18, 19 | AlertsTests |
// | Scenarios 3 to 5 from wall time | SiteTests (quiet hours) |
// | Scenario 6, 7 after a reboot; 8, 9 (kill -9 around a delivery) | LedgerSQLiteTests, DeliveryTests |
// | Scenario 10 (40 candidates at once) | LedgerTests and LedgerSQLiteTests (conformance) |
// | Scenario 11 (no ledger, no backlog) | AlertsTests (no burst), GatewayTests |
// | Scenario 14 (opt-out while reserved) | AlertsTests (the fence), DeliveryTests |
// | Scenario 15 (erased, restored) | AlertsTests (the page), LedgerSQLiteTests |
// | Scenario 16 (identifiers roll over) | IdentityTests, GatewayTests |
// | Scenario 20, R1 (counting) | LedgerSQLiteTests |
// | R2, R4, R7, R8, R12, R13, R15, R18, R20, R23, R28 | AlertsTests |
// | R3, R14, R26 | HouseTests: no fourth fact, no sensor but Bluetooth LE |
// | R5, R20, R22, R27 (exports, roles, opting out at the counter) | ControlTests, LedgerSQLiteTests |
// | R6, R21 (texts) | TransparencyTests |
// | R9, R10, R11, R16, R19, R24 | SiteTests |
// | R17 (what leaves a hub), R25 (three layers) | GatewayTests, LedgerSQLiteTests |

@Suite("What shoppers are promised")
struct PromiseTests {
  private let start = LedgerTime("2026-06-01T10:00:00Z")

  /// A venue with an alert at each of 40 places.
  private func terms(gap: Duration) throws -> Terms {
    var terms = Terms()
    terms.gap = gap
    terms.alerts = try (0..<40).map { number in
      Terms.alert(
        try #require(AlertID("alert \(number)")), at: try #require(PlaceID("place \(number)")))
    }
    return terms
  }

  @Test(
    "Scenario 10: of 40 candidates at once 1 is sent because of the gap, and without it exactly 3",
    arguments: [(20, 1), (0, 3)])
  func atOnce(minutes: Int, sent: Int) throws {
    var venue = try Venue(terms(gap: .minutes(minutes)))
    let places = venue.policy.alerts.map(\.trigger.place)
    let decisions = places.flatMap { venue.visit($0, at: start) }
    #expect(decisions.count == 40)
    #expect(decisions.count { $0.outcome == .send } == sent)
    let reasons = Set(decisions.filter { $0.outcome != .send }.map(\.reason.code))
    #expect(reasons == [minutes > 0 ? .gap : .venueCap])
  }

  @Test("Scenario 11: what was missed while the ledger was away is not made up for in a burst")
  func noBacklog() throws {
    var venue = try Venue(terms(gap: .zero))
    // 40 visits came and went meanwhile. None of them was told, and the next event is a single one.
    #expect(venue.tell(.time, at: start + .hours(3)).isEmpty && venue.deadline == nil)
    #expect(venue.visit("place 0", at: start + .hours(3)).outcomes == [.send])
    #expect(venue.page.reservations.count == 1)
  }

  @Test("Scenario 14: an opt-out while an alert is reserved bars it, and the slot is given back")
  func optOutWhileReserved() throws {
    var venue = try Venue()
    venue.visit(at: start)
    let reservation = try #require(venue.page.reservations.first)
    venue.tell(.withdrewAll(epoch: 2), at: start + .milliseconds(500))
    #expect(!venue.page.stillCovers(reservation, at: reservation.time))
    venue.tell(.released(reservation: reservation.number), at: start + .milliseconds(600))
    #expect(venue.page.reservations.first?.state == .released)
    #expect(venue.visit(at: start + .seconds(1)).codes == [.withdrawn])
  }

  @Test("R4, R23: a page has no field for who somebody is, how old, of which sex or how healthy")
  func noIdentity() throws {
    let labels = Mirror(reflecting: Page(for: "3f9a")).children.compactMap(\.label)
    #expect(
      labels == [
        "consents", "withdrawn", "isErased", "isMinor", "isStaff", "leaveMeAlone", "interests",
        "preferences", "visits", "visitCount", "reservations", "waiting", "setbacks", "latest",
        "decided", "refused", "lot", "visitNumber", "reservationNumber",
      ])
  }

  @Test("R7: one step leaves a shopper alone, and takes nothing else away")
  func leaveMeAlone() throws {
    var venue = try Venue()
    venue.tell(.declared("tea"), at: start)
    let before = venue.page
    venue.tell(.leaveMeAlone(.always), at: start)
    #expect(venue.visit(at: start).codes == [.leaveMeAlone])
    #expect(venue.page.consents == before.consents && venue.page.interests == before.interests)
    #expect(venue.page.preferences == before.preferences)
    venue.tell(.leaveMeAlone(.no), at: start + .hours(1))
    #expect(venue.visit(at: start + .hours(1)).outcomes == [.send])
    venue.tell(.leaveMeAlone(.until(start + .hours(3))), at: start + .hours(2))
    let until = venue.visit(at: start + .hours(2)).first
    #expect(until?.reason == .leaveMeAlone && until?.retryAt == start + .hours(3))
    #expect(venue.visit(at: start + .hours(3)).outcomes == [.send])
  }

  @Test(
    "R8: nobody has consented unless they said so, and what was said is known, so not asked again")
  func askedOnce() throws {
    var venue = try Venue()
    #expect(Page(for: "3f9a").consents.isEmpty)
    #expect(venue.page.consent(to: "news") == nil, "may be asked")
    venue.tell(.withdrew("news", epoch: 2), at: start)
    for _ in 0..<10 { venue.visit(at: start + .hours(1)) }
    #expect(venue.page.consent(to: "news")?.isGiven == false, "must not be asked")
  }

  @Test("R20: no sentence for a shopper names an alert, a brand, a topic or a person")
  func sentences() throws {
    var terms = Terms()
    terms.alerts = [
      Terms.alert("alert-name", brand: "brand-name", topic: "topic-name", at: "place-name")
    ]
    var venue = try Venue(terms, shopper: "shopper-name")
    var decisions = venue.visit("place-name", at: start)
    venue.tell(.declared("topic-name"), at: start)
    decisions += venue.visit("place-name", at: start + .hours(1))
    decisions += venue.visit("place-name", at: start + .hours(1))
    #expect(decisions.codes == [.notDeclaredInterest, .allowed, .gap])
    for decision in decisions {
      #expect(!decision.sentence(for: .shopper) { _ in "later" }.contains("-name"))
    }
  }
}
