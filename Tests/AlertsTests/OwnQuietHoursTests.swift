import Alerts
import Proximity
import Testing

@Suite("A shopper's own quiet hours")
struct OwnQuietHoursTests {
  @Test(
    "A span holds from its first minute to before its last, over midnight too",
    arguments: [
      (1_080, 540, 1_080, true), (1_080, 540, 1_439, true), (1_080, 540, 0, true),
      (1_080, 540, 539, true), (1_080, 540, 540, false), (1_080, 540, 1_079, false),
      (540, 1_080, 540, true), (540, 1_080, 1_079, true), (540, 1_080, 1_080, false),
      (540, 1_080, 539, false),
    ])
  func spans(from: Int, to: Int, minute: Int, isQuiet: Bool) throws {
    let span = try #require(QuietSpan(from: from, to: to))
    let decision = try Self.decision(.service, span, minute: minute)
    #expect((decision.reason.code == .quietHours) == isQuiet)
    #expect((decision.outcome == .send) != isQuiet)
  }

  @Test("A promotion is denied in them and a service alert waits for their end")
  func classes() throws {
    let span = try #require(QuietSpan(from: 600, to: 660))
    #expect(try Self.decision(.promotion, span, minute: 630).outcome == .deny)
    let service = try Self.decision(.service, span, minute: 630)
    #expect(service.outcome == .defer)
    #expect(service.retryAt == Self.now + .seconds(30 * 60))
    #expect(try Self.decision(.safety, span, minute: 630).outcome == .send)
  }

  @Test("Without the time of the day, or with a clock that cannot be trusted, it is quiet")
  func unknown() throws {
    let span = try #require(QuietSpan(from: 600, to: 660))
    #expect(try Self.decision(.service, span, minute: nil).outcome != .send)
    #expect(try Self.decision(.service, span, minute: 0, isTrusted: false).outcome != .send)
    #expect(try Self.decision(.service, nil, minute: nil).outcome == .send)
  }

  private static let now = LedgerTime(nanoseconds: 1_800_000_000_000_000_000)

  private static func decision(
    _ class: AlertClass, _ span: QuietSpan?, minute: Int?, isTrusted: Bool = true
  ) throws -> Decision {
    let alert = AlertPolicy(
      id: "order-ready", brand: "leaf", purpose: "orders", class: `class`,
      trigger: Trigger(place: "till"))
    let policy = try Policy(
      purposes: [Purpose(id: "orders", text: "Orders", benefit: "No queue")], alerts: [alert],
      warmUpVisits: 0, quiet: .never)
    var page = Page(for: "anna")
    let early = Moment(now: now - .seconds(60), isTrusted: isTrusted)
    let events: [Event] = [
      .consented("orders", version: 1, epoch: Epoch(rawValue: 1)),
      .preferred(try Preferences(quiet: span.map { [$0] } ?? [])),
    ]
    for event in events { page = step(page, event, early, policy).page }
    // A policy without alerts, so that arriving decides nothing.
    let nothing = try Policy(purposes: policy.purposes, alerts: [], quiet: .never)
    for event: Event in [
      .zone("till", .near),
      .visit("till", since: now - .seconds(60), dwell: .seconds(60), away: nil),
    ] {
      page = step(page, event, early, nothing).page
    }
    let candidate = try #require(page.candidate(for: alert))
    return decide(
      candidate, page, Moment(now: now, isTrusted: isTrusted, minuteOfDay: minute), policy)
  }
}
