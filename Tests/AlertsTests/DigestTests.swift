import Alerts
import Proximity
import Testing

@Suite("Digests")
struct DigestTests {
  private let start = LedgerTime("2026-06-01T10:00:00Z")

  private func terms(brands: Int) throws -> Terms {
    var terms = Terms()
    terms.arbitration = Arbitration(window: .seconds(30))
    terms.allowsDigests = true
    terms.alerts = try (0..<brands).map { number in
      Terms.alert(
        try #require(AlertID("alert \(number)")), brand: try #require(BrandID("brand \(number)")))
    }
    return terms
  }

  @Test("Several alerts that are due share one message: one slot, 3 brands, a reason for each")
  func oneSlot() throws {
    var venue = try Venue(terms(brands: 5))
    venue.visit(at: start)
    let decisions = venue.tell(.time, at: start + .seconds(30))
    #expect(decisions.outcomes == [.send, .send, .send, .deny, .deny])
    #expect(decisions.codes == [.allowed, .allowed, .allowed, .gap, .gap])
    let message = try #require(decisions.first?.reservation)
    #expect(decisions.map(\.digest) == [message, message, message, nil, nil])
    #expect(Set(decisions.prefix(3).map(\.candidate.brand)).count == 3)
    #expect(venue.page.reservations.map(\.digest) == [nil, message, message])
    // The next message is the second of 3 in 4 hours, and not the fourth.
    for minute in [20, 40] {
      venue.visit(at: start + .minutes(minute))
      let next = venue.tell(.time, at: start + .minutes(minute) + .seconds(30))
      #expect(next.outcomes == [.send, .send, .send, .deny, .deny])
    }
    venue.visit(at: start + .minutes(60))
    let last = venue.tell(.time, at: start + .minutes(60) + .seconds(30))
    #expect(last.codes == Array(repeating: .venueCap, count: 5))
  }

  @Test("One alert by itself is no digest, and without the permission there is none")
  func alone() throws {
    var venue = try Venue(terms(brands: 2))
    venue.tell(.departed("shelf"), at: start)
    var plain = try terms(brands: 3)
    plain.allowsDigests = false
    var other = try Venue(plain)
    other.visit(at: start)
    let decisions = other.tell(.time, at: start + .seconds(30))
    #expect(decisions.codes == [.allowed, .gap, .gap])
    #expect(decisions.allSatisfy { $0.digest == nil })
    var sole = try terms(brands: 2)
    sole.alerts[1].ends = start
    var third = try Venue(sole)
    third.visit(at: start)
    let one = third.tell(.time, at: start + .seconds(30))
    #expect(one.outcomes.count { $0 == .send } == 1 && one.allSatisfy { $0.digest == nil })
  }

  @Test("A rule of its own keeps an alert out of a digest: a brand's cap, a topic, a consent")
  func ownRules() throws {
    var terms = try terms(brands: 3)
    terms.alerts[1].caps = [Cap(count: 0, per: .hours(1))]
    terms.alerts[2].topic = "shoes"
    var venue = try Venue(terms)
    venue.visit(at: start)
    let decisions = venue.tell(.time, at: start + .seconds(30))
    #expect(decisions.count { $0.outcome == .send } == 1)
    let codes = Set(decisions.filter { $0.outcome == .deny }.map(\.reason.code))
    #expect(codes.contains(.notDeclaredInterest))
  }

  @Test("A brand has one alert in a digest, and another channel is another message")
  func sameBrandOrOtherChannel() throws {
    var terms = try terms(brands: 3)
    terms.channels = [Channel(id: "push")]
    terms.alerts[1].brand = "brand 0"
    terms.alerts[2].channel = "push"
    var venue = try Venue(terms)
    venue.visit(at: start)
    let decisions = venue.tell(.time, at: start + .seconds(30))
    #expect(decisions.count { $0.outcome == .send } == 1)
    #expect(decisions.count { $0.reason.code == .gap } == 2)
  }

  @Test("When the alert that pays is not delivered, another of its digest pays for the slot")
  func heir() throws {
    var venue = try Venue(terms(brands: 3))
    venue.visit(at: start)
    let sent = venue.tell(.time, at: start + .seconds(30))
    let numbers = sent.compactMap(\.reservation)
    venue.tell(.released(reservation: numbers[0]), at: start + .minutes(1))
    #expect(venue.page.reservations.map(\.digest) == [nil, nil, numbers[1]])
    #expect(venue.visit(at: start + .minutes(2)).isEmpty)
    #expect(venue.tell(.time, at: start + .minutes(3)).codes == [.gap, .gap, .gap])
    venue.tell(.released(reservation: numbers[1]), at: start + .minutes(4))
    venue.tell(.released(reservation: numbers[2]), at: start + .minutes(4))
    venue.visit(at: start + .minutes(5))
    #expect(venue.tell(.time, at: start + .minutes(6)).outcomes == [.send, .send, .send])
  }

  @Test("The shopper reads that an alert came in one message with others")
  func sentence() throws {
    var venue = try Venue(terms(brands: 2))
    venue.visit(at: start)
    let decisions = venue.tell(.time, at: start + .seconds(30))
    #expect(
      decisions.map { $0.sentence(for: .shopper) { _ in "later" } }
        == Array(
          repeating: """
            Sent in one message with others: you have agreed to it, and no rule speaks against it.
            """, count: 2))
  }
}
