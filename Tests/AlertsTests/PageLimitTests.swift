import Alerts
import Foundation
import Proximity
import Testing

@Suite("The bounds of a page")
struct PageLimitTests {
  private let start = LedgerTime("2026-06-01T12:00:00Z")

  @Test("With too many places at once, the one heard of longest ago gives way, and is counted")
  func visits() throws {
    var venue = try Venue()
    for number in 0...PageLimits.visits {
      let place = try #require(PlaceID("place \(number)"))
      venue.tell(.zone(place, .near), at: start + .seconds(number))
      venue.tell(.zone("place 0", .immediate), at: start + .seconds(number))
    }
    #expect(venue.page.visits.count == PageLimits.visits)
    #expect(venue.page.visit(at: "place 0") != nil, "it is heard of all the time")
    #expect(venue.page.visit(at: "place 1") == nil)
    #expect(venue.page.refused == 1)
  }

  @Test("No more alerts are proposed in one visit than a page has room for")
  func verdicts() throws {
    var terms = Terms()
    terms.alerts = try (0..<PageLimits.verdicts + 5).map {
      Terms.alert(try #require(AlertID("alert \($0)")))
    }
    var venue = try Venue(terms)
    #expect(venue.visit(at: start).count == PageLimits.verdicts)
    #expect(venue.page.refused == 5)
  }

  @Test("Purposes and interests beyond the limit are refused and counted")
  func wishes() throws {
    var venue = try Venue()
    for number in 1...PageLimits.consents {
      let purpose = try #require(PurposeID("purpose \(number)"))
      venue.tell(.consented(purpose, version: 1, epoch: 2), at: start)
    }
    for number in 0...PageLimits.interests {
      venue.tell(.declared(try #require(TopicID("topic \(number)"))), at: start)
    }
    #expect(venue.page.consents.count == PageLimits.consents)
    #expect(venue.page.interests.count == PageLimits.interests)
    #expect(venue.page.refused == 2)
  }

  @Test("Sends and visits are forgotten after 14 days, and not before")
  func memory() throws {
    var venue = try Venue()
    venue.visit("shelf", at: start)
    venue.tell(.zone("door", .near), at: start)
    venue.tell(.time, at: start + PageLimits.memory - .nanoseconds(1))
    #expect(venue.page.reservations.count == 1 && venue.page.visits.count == 2)
    venue.tell(.time, at: start + PageLimits.memory, isTrusted: false)
    #expect(venue.page.reservations.count == 1, "not on the word of a clock that may be ahead")
    venue.tell(.time, at: start + PageLimits.memory)
    #expect(venue.page.reservations.isEmpty && venue.page.visits.isEmpty)
    #expect(venue.page.visitCount == 1)
  }

  @Test("With a full log nothing is sent until a send is old enough to be forgotten")
  func reservations() throws {
    var terms = Terms()
    terms.gap = .zero
    terms.caps = []
    terms.alerts.append(Terms.alert("trial", at: "door", mode: .shadow))
    var venue = try Venue(terms)
    for second in 0..<PageLimits.reservations {
      #expect(venue.visit(at: start + .seconds(second)).outcomes == [.send])
    }
    let opening = start + PageLimits.memory
    let refused = venue.visit(at: start + .hours(1)).first
    #expect(refused?.reason == .pageFull && refused?.retryAt == opening)
    #expect(
      venue.visit("door", at: start + .hours(1)).outcomes == [.send], "shadow has its own room")
    #expect(venue.decision(on: "alert", at: opening - .nanoseconds(1))?.reason == .pageFull)
    #expect(venue.decision(on: "alert", at: opening)?.outcome == .send)
    #expect(venue.visit(at: opening).outcomes == [.send])
    #expect(venue.page.reservations.count == PageLimits.reservations + 1)
  }

  @Test("A page comes back from its coded form as it was", arguments: 0..<10 as Range<UInt64>)
  func coding(_ seed: UInt64) throws {
    var days = try RandomDays(seed: seed)
    var decisions: [Decision] = []
    for _ in 0..<100 { decisions += days.live() }
    let page = try JSONEncoder().encode(days.venue.page)
    #expect(try JSONDecoder().decode(Page.self, from: page) == days.venue.page)
    let coded = try JSONEncoder().encode(decisions)
    #expect(try JSONDecoder().decode([Decision].self, from: coded) == decisions)
  }

  @Test("Times at the ends of the range saturate instead of trapping")
  func saturation() throws {
    #expect(LedgerTime.max + .seconds(1) == .max)
    #expect(LedgerTime.min - .seconds(1) == .min)
    #expect(LedgerTime.max - .seconds(1) < .max)
    #expect(LedgerTime.max - LedgerTime.min > .days(200 * 365))
    var venue = try Venue()
    for time in [LedgerTime.min, .min + .days(20), LedgerTime("1970-01-01T00:00:00Z"), .max] {
      venue.visit(at: time)
      venue.tell(.time, at: time)
    }
    #expect(venue.page.latest == .max)
    venue.visit(at: .max)
  }
}
