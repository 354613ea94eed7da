import Alerts
import Proximity
import Testing

/// What a page keeps of what was decided, so that it can be explained.
@Suite("Kept decisions")
struct KeptDecisionTests {
  private static let noon = LedgerTime(nanoseconds: 1_800_000_000_000_000_000)

  private func policy(_ alerts: Int = 1) throws -> Policy {
    try Policy(
      purposes: [Purpose(id: "offers", text: "We tell you.", benefit: "Cheaper tea")],
      alerts: (0..<alerts).compactMap { number in
        AlertID("alert-\(number)").map {
          AlertPolicy(
            id: $0, brand: "leaf", purpose: "offers", class: .service,
            trigger: Trigger(place: "tea"))
        }
      },
      caps: [Cap(count: 1, per: .seconds(4 * 3_600))], gap: .zero, warmUpVisits: 0, quiet: .never)
  }

  private func visit(
    _ page: Page, _ number: Int, at time: LedgerTime, _ policy: Policy
  ) -> Page {
    var page = page
    let moment = Moment(now: time)
    for event: Event in [
      .zone("tea", .near), .visit("tea", since: time, dwell: .seconds(60), away: nil),
      .departed("tea"),
    ] {
      page = step(page, event, moment, policy).page
    }
    return page
  }

  private func opened(_ policy: Policy) -> Page {
    step(
      Page(for: "shopper-1"), .consented("offers", version: 1, epoch: Epoch(rawValue: 1)),
      Moment(now: Self.noon), policy
    ).page
  }

  @Test("Each alert's last word in each visit is kept, for 14 days")
  func kept() throws {
    let policy = try policy()
    var page = visit(opened(policy), 0, at: Self.noon, policy)
    page = visit(page, 1, at: Self.noon + .seconds(3_600), policy)
    #expect(page.decisions.map(\.outcome) == [.send, .defer])
    #expect(page.decisions[1].reason.code == .venueCap)
    let later = Moment(now: Self.noon + .seconds(14 * 86_400))
    #expect(step(page, .time, later, policy).page.decisions.map(\.outcome) == [.defer])
    let end = Moment(now: later.now + .seconds(3_600))
    #expect(step(page, .time, end, policy).page.decisions.isEmpty)
  }

  @Test("Of too many, what was sent stays longest")
  func bounded() throws {
    let policy = try policy(3)
    var page = opened(policy)
    for number in 0..<40 {
      page = visit(page, number, at: Self.noon + .seconds(number * 60), policy)
      #expect(page.decisions.count <= PageLimits.decisions)
    }
    #expect(page.decisions.count == PageLimits.decisions)
    #expect(page.decisions.map(\.outcome).count { $0 == .send } == 1)
    #expect(page.decisions.first?.outcome == .send)
  }

  @Test("Who takes everything back or is erased leaves none, and gets none noted afterwards")
  func forgotten() throws {
    let policy = try policy()
    let page = visit(opened(policy), 0, at: Self.noon, policy)
    for event: Event in [
      .withdrewAll(epoch: Epoch(rawValue: 2)), .withdrew("offers", epoch: Epoch(rawValue: 2)),
      .erased,
    ] {
      let gone = step(page, event, Moment(now: Self.noon + .seconds(60)), policy).page
      #expect(gone.decisions.isEmpty)
      #expect(visit(gone, 1, at: Self.noon + .seconds(120), policy).decisions.isEmpty)
    }
  }

  @Test("Nobody is told of a message that certainly did not come")
  func released() throws {
    let policy = try policy()
    let page = visit(opened(policy), 0, at: Self.noon, policy)
    let moment = Moment(now: Self.noon + .seconds(60))
    #expect(step(page, .confirmed(reservation: 1), moment, policy).page.decisions.count == 1)
    #expect(step(page, .released(reservation: 1), moment, policy).page.decisions.isEmpty)
  }

  @Test("What belongs to a visit that goes on is told apart")
  func past() throws {
    let policy = try policy()
    var page = visit(opened(policy), 0, at: Self.noon, policy)
    #expect(page.pastDecisions.count == 1 && page.pastReservations.count == 1)
    let later = Self.noon + .seconds(5 * 3_600)
    for event: Event in [
      .zone("tea", .near), .visit("tea", since: later, dwell: .seconds(60), away: nil),
    ] {
      page = step(page, event, Moment(now: later), policy).page
    }
    #expect(page.decisions.count == 2 && page.reservations.count == 2)
    #expect(page.pastDecisions.count == 1 && page.pastReservations.count == 1)
  }

  @Test(
    "Who takes everything back likes nothing any more, and a topic taken back is ranked no more")
  func ranking() throws {
    let policy = try policy()
    let moment = Moment(now: Self.noon)
    let wishes = try Preferences(
      caps: [Cap(count: 1, per: .seconds(60))], ranking: [.topic("wine"), .brand("leaf")])
    let page = step(opened(policy), .preferred(wishes), moment, policy).page
    let undeclared = step(page, .undeclared("wine"), moment, policy).page
    #expect(undeclared.preferences.ranking == [.brand("leaf")])
    for event: Event in [
      .withdrewAll(epoch: Epoch(rawValue: 2)), .withdrew("offers", epoch: Epoch(rawValue: 2)),
    ] {
      let gone = step(page, event, moment, policy).page.preferences
      #expect(gone.ranking.isEmpty && gone.caps == wishes.caps)
    }
  }
}
