import Alerts
import Proximity
import Testing

/// Each rule by itself: everything else is in order, one thing is not.
@Suite("Rules")
struct RuleTests {
  static let now = LedgerTime("2026-06-01T12:00:00Z")
  static let once = [Cap(count: 1, per: .hours(4))]

  /// One thing that is not in order, and what it must lead to.
  struct Case: Sendable, CustomTestStringConvertible {
    var code: Reason.Code
    var `class` = AlertClass.promotion
    var outcome = Outcome.deny
    var retryAt: LedgerTime?
    var terms: @Sendable (inout Terms) -> Void = { _ in }
    var story: @Sendable (inout Venue) throws -> Void = { _ in }
    var isTrusted = true

    var testDescription: String { "\(self.class) \(outcome) \(code)" }
  }

  static let cases: [Case] = denials + timings(.promotion, .deny) + timings(.service, .defer)

  private static let denials: [Case] = [
    Case(code: .allowed, outcome: .send),
    Case(code: .allowed, class: .service, outcome: .send),
    Case(code: .allowed, class: .safety, outcome: .send),
    Case(code: .stopped, terms: { $0.isStopped = true }),
    Case(code: .unknownAlert, story: { $0.policy = try Terms.without(\.alerts).policy }),
    Case(code: .ended, terms: { $0.alerts[0].ends = now }),
    Case(
      code: .pilotStopped, class: .safety,
      terms: {
        $0.alerts[0].isPilot = true
        $0.alerts[0].ends = now + .hours(1)
      }, story: { $0.policy.recordComplaint(about: "alert") }),
    Case(code: .erased, class: .safety, story: { $0.tell(.erased, at: now) }),
    Case(
      code: .withdrawn, class: .safety, story: { $0.tell(.withdrew("offers", epoch: 2), at: now) }),
    Case(code: .withdrawn, story: { $0.tell(.withdrewAll(epoch: 2), at: now) }),
    Case(
      code: .notConsented, class: .safety,
      terms: {
        $0.purposes[0].id = "else"; $0.alerts[0].purpose = "else"
      }),
    Case(code: .consentOutdated, terms: { $0.purposes[0].version = 2 }),
    Case(
      code: .consentExpired, class: .safety,
      story: { venue in
        venue.tell(.consented("offers", version: 1, epoch: 2, until: now), at: now - .seconds(5))
      }),
    Case(
      code: .consentChanged, story: { $0.tell(.consented("offers", version: 1, epoch: 2), at: now) }
    ),
    Case(code: .leaveMeAlone, class: .safety, story: { $0.tell(.leaveMeAlone(.always), at: now) }),
    Case(
      code: .leaveMeAlone, class: .service, retryAt: now + .hours(1),
      story: { $0.tell(.leaveMeAlone(.until(now + .hours(1))), at: now) }),
    Case(code: .notPresent, story: { $0.tell(.zone("shelf", .far), at: now) }),
    Case(code: .notPresent, terms: { $0.alerts[0].trigger.zone = .immediate }),
    Case(code: .notReturning, terms: { $0.alerts[0].trigger.returning = true }),
    Case(
      code: .sensitiveTopic,
      terms: {
        $0.topics = [Topic(id: "health", isSensitive: true)]
        $0.alerts[0].topic = "health"
      }),
    Case(code: .notDeclaredInterest, class: .service, terms: { $0.alerts[0].topic = "shoes" }),
    Case(code: .minor, story: { $0.tell(.flagged(isMinor: true, isStaff: false), at: now) }),
    Case(code: .staff, story: { $0.tell(.flagged(isMinor: false, isStaff: true), at: now) }),
    Case(code: .holdOut, terms: { $0.holdOut.share = 10_000 }),
    Case(code: .warmUp, terms: { $0.warmUpVisits = 1 }),
    Case(code: .dwellTooShort, terms: { $0.alerts[0].trigger.dwell = .seconds(6) }),
    Case(code: .duplicate, terms: { $0.gap = .zero }, story: { try $0.send() }),
    Case(
      code: .safetyCap, class: .safety, retryAt: now + .hours(24),
      story: {
        try $0.send()
        $0.visit(at: now)
      }),
    Case(
      code: .safetyCap, class: .safety, terms: { $0.safetyCap = Cap(count: 0, per: .hours(24)) }),
    Case(code: .shopperCap, class: .service, story: { $0.tell(.preferred(try none), at: now) }),
    Case(code: .venueCap, class: .service, terms: { $0.caps = [Cap(count: 0, per: .hours(1))] }),
    Case(
      code: .pageFull, class: .service, retryAt: now + PageLimits.memory,
      terms: {
        $0.gap = .zero; $0.caps = []
      },
      story: { venue in
        for _ in 0..<PageLimits.reservations { venue.visit(at: now) }
        venue.visit(at: now)
      }),
  ]

  /// Rules about when, not whether: a promotion is denied, a service alert waits.
  private static func timings(_ class: AlertClass, _ outcome: Outcome) -> [Case] {
    func capped(
      _ code: Reason.Code, _ terms: @escaping @Sendable (inout Terms) -> Void,
      _ story: @escaping @Sendable (inout Venue) throws -> Void = { _ in }
    ) -> Case {
      Case(
        code: code, class: `class`, outcome: outcome, retryAt: now + .hours(4),
        terms: {
          $0.gap = .zero
          terms(&$0)
        },
        story: {
          try story(&$0)
          $0.visit(at: now)
          $0.visit(at: now)
        })
    }
    return [
      Case(
        code: .clockUntrusted, class: `class`, outcome: outcome,
        terms: { $0.quiet = QuietCalendar(covering: now..<now + .hours(1), quiet: []) },
        isTrusted: false),
      Case(
        code: .quietHours, class: `class`, outcome: outcome, retryAt: now + .hours(1),
        terms: {
          $0.quiet = QuietCalendar(
            covering: .min ..< .max, quiet: [now..<now + .hours(1)])
        }),
      Case(
        code: .quietHours, class: `class`, outcome: outcome,
        terms: { $0.quiet = QuietCalendar(covering: .min..<now, quiet: []) }),
      Case(
        code: .gap, class: `class`, outcome: outcome, retryAt: now + .minutes(20),
        story: {
          $0.visit(at: now)
          $0.visit(at: now)
        }),
      capped(.shopperCap, { $0.caps = [] }) {
        $0.tell(.preferred(try Preferences(caps: once)), at: now)
      },
      capped(.venueCap, { $0.caps = once }),
      Case(
        code: .fatigueCap, class: `class`, outcome: outcome, retryAt: now + .hours(4),
        terms: {
          $0.gap = .zero
          $0.caps = [Cap(count: 2, per: .hours(4))]
        },
        story: {
          $0.visit(at: now)
          $0.tell(.dismissed(reservation: 1), at: now)
          $0.visit(at: now)
        }),
      capped(.brandCap, { $0.alerts[0].caps = once }),
      capped(
        .topicCap,
        {
          $0.topics = [Topic(id: "shoes", caps: once)]
          $0.alerts[0].topic = "shoes"
        }
      ) { $0.tell(.declared("shoes"), at: now) },
      capped(.channelCap) {
        $0.channels = [Channel(id: "push", caps: once)]
        $0.alerts[0].channel = "push"
      },
    ]
  }

  private static var none: Preferences {
    get throws { try Preferences(caps: [Cap(count: 0, per: .hours(1))]) }
  }

  @Test(
    "A rule that speaks alone is the reason, with its outcome and its time",
    arguments: RuleTests.cases)
  func speaksAlone(_ rule: Case) throws {
    var terms = Terms()
    terms.alerts[0].class = rule.class
    rule.terms(&terms)
    var venue = try Venue(terms)
    venue.arrive(at: Self.now)
    let alert = try #require(venue.policy.alert("alert"))
    let early = try #require(venue.page.candidate(for: alert))
    try rule.story(&venue)
    // A story of several visits leaves another visit running than the one it began with.
    var candidate = early
    if let running = venue.page.visit(at: "shelf") { candidate.visit = running.number }
    let decision = decide(
      candidate, venue.page, Moment(now: Self.now, isTrusted: rule.isTrusted), venue.policy)
    #expect(decision.reason.code == rule.code)
    #expect(decision.outcome == rule.outcome)
    #expect(decision.retryAt == rule.retryAt)
    #expect(decision.candidate == candidate)
    #expect(decision.time == Self.now)
  }

  @Test("Every outcome that a rule can have is reached")
  func everyPairIsReached() {
    let timings: Set<Reason.Code> = [
      .clockUntrusted, .quietHours, .gap, .shopperCap, .venueCap, .fatigueCap, .brandCap,
      .topicCap, .channelCap,
    ]
    var expected: Set<String> = ["send allowed"]
    for code in Reason.Code.allCases where code != .allowed {
      expected.insert("deny \(code)")
      if timings.contains(code) { expected.insert("defer \(code)") }
    }
    #expect(Set(Self.cases.map { "\($0.outcome) \($0.code)" }) == expected)
  }

  @Test(
    "The earlier of two rules that speak is the reason",
    arguments: zip(RuleTests.order, RuleTests.order.dropFirst()))
  func earlierSpeaks(_ earlier: Reason.Code, _ later: Reason.Code) throws {
    #expect(try Self.allAtOnce(from: earlier).reason.code == earlier)
    #expect(try Self.allAtOnce(from: later).reason.code == later)
  }

  /// The order of checks, as far as the rules can all speak at once against a promotion.
  static let order: [Reason.Code] = [
    .stopped, .ended, .pilotStopped, .withdrawn, .consentOutdated, .consentExpired, .consentChanged,
    .leaveMeAlone, .notPresent,
    .notReturning, .notDeclaredInterest, .minor, .staff, .holdOut, .warmUp, .dwellTooShort,
    .duplicate, .clockUntrusted, .gap, .shopperCap, .venueCap, .fatigueCap, .brandCap, .topicCap,
    .channelCap,
  ]

  /// A decision against which all the rules of the order from that one on speak.
  private static func allAtOnce(from first: Reason.Code) throws -> Decision {
    let start = order.firstIndex(of: first) ?? 0
    func speaks(_ code: Reason.Code) -> Bool { (order.firstIndex(of: code) ?? 0) >= start }
    var terms = Terms()
    terms.alerts = [Terms.alert(topic: "shoes", channel: "push")]
    terms.topics = [Topic(id: "shoes", caps: speaks(.topicCap) ? once : [])]
    terms.channels = [Channel(id: "push", caps: speaks(.channelCap) ? once : [])]
    terms.caps = []
    terms.gap = .zero
    var venue = try Venue(terms)
    venue.tell(.declared("shoes"), at: now)
    venue.visit(at: now)
    var alert = terms.alerts[0]
    var candidate = try #require(venue.page.candidate(for: alert))
    if !speaks(.duplicate) {
      venue.visit(at: now)
      candidate = try #require(venue.page.candidate(for: alert))
    }
    if speaks(.stopped) { terms.isStopped = true }
    alert.isPilot = true
    alert.ends = speaks(.ended) ? now : now + .hours(1)
    if speaks(.pilotStopped) { terms.stoppedPilots = [alert.id] }
    venue.tell(
      .flagged(isMinor: speaks(.minor), isStaff: speaks(.staff)), at: now)
    if speaks(.consentOutdated) { terms.purposes[0].version = 2 }
    if speaks(.withdrawn) {
      venue.tell(.withdrew("offers", epoch: 2), at: now)
    } else if speaks(.consentChanged) {
      venue.tell(
        .consented("offers", version: 1, epoch: 2, until: speaks(.consentExpired) ? now : nil),
        at: now)
    }
    if speaks(.leaveMeAlone) { venue.tell(.leaveMeAlone(.always), at: now) }
    if speaks(.notPresent) { venue.tell(.zone("shelf", .far), at: now) }
    if speaks(.notReturning) { alert.trigger.returning = true }
    if speaks(.notDeclaredInterest) { venue.tell(.undeclared("shoes"), at: now) }
    if speaks(.holdOut) { terms.holdOut.share = 10_000 }
    if speaks(.warmUp) { terms.warmUpVisits = 5 }
    if speaks(.dwellTooShort) { alert.trigger.dwell = .minutes(30) }
    if speaks(.gap) { terms.gap = .minutes(20) }
    if speaks(.shopperCap) { venue.tell(.preferred(try Preferences(caps: once)), at: now) }
    if speaks(.fatigueCap) {
      // One has been sent and was not welcome: the cap of 2 is lowered to 1.
      terms.caps = [Cap(count: 2, per: .hours(4))]
      venue.tell(.dismissed(reservation: 1), at: now)
    }
    if speaks(.venueCap) { terms.caps = once }
    if speaks(.brandCap) { alert.caps = once }
    terms.alerts = [alert]
    return decide(
      candidate, venue.page, Moment(now: now, isTrusted: !speaks(.clockUntrusted)),
      try terms.policy)
  }

  @Test("The time to retry is the latest over all rules that speak")
  func latestRetry() throws {
    var terms = Terms()
    terms.caps = [Cap(count: 1, per: .hours(1)), Cap(count: 1, per: .hours(2))]
    terms.quiet = QuietCalendar(
      covering: .min ..< .max, quiet: [Self.now + .minutes(1)..<Self.now + .hours(3)])
    var venue = try Venue(terms)
    venue.visit(at: Self.now)
    let gap = venue.visit(at: Self.now).first
    #expect(gap?.reason.code == .gap && gap?.retryAt == Self.now + .hours(2))
    let quiet = venue.visit(at: Self.now + .minutes(2)).first
    #expect(quiet?.reason.code == .quietHours && quiet?.retryAt == Self.now + .hours(3))
    venue.tell(.leaveMeAlone(.always), at: Self.now + .minutes(2))
    #expect(venue.visit(at: Self.now + .minutes(3)).first?.retryAt == nil)
  }

  @Test("A safety alert passes warm-up, dwell, an untrusted clock, quiet hours, gap and caps")
  func safetyPasses() throws {
    var terms = Terms()
    terms.alerts = [
      Terms.alert("offer", class: .service, at: "door"),
      Terms.alert("spill", class: .safety, dwell: .hours(1)),
    ]
    terms.warmUpVisits = 3
    terms.quiet = QuietCalendar(covering: .min..<Self.now, quiet: [])
    var venue = try Venue(terms)
    venue.visit("door", at: LedgerTime("2026-06-01T11:59:59Z"))
    #expect(venue.page.reservations.count == 1)
    terms.caps = [Cap(count: 0, per: .hours(1))]
    venue.policy = try terms.policy
    let decisions = venue.tell(.zone("shelf", .near), at: Self.now, isTrusted: false)
    #expect(decisions.outcomes == [.send])
    #expect(venue.page.reservations.count == 2)
  }
}

extension Terms {
  static func without(_ list: WritableKeyPath<Terms, [AlertPolicy]>) -> Terms {
    var terms = Terms()
    terms[keyPath: list] = []
    return terms
  }
}

extension Venue {
  /// Lets the shopper stay at the shelf without anything being decided.
  fileprivate mutating func arrive(at now: LedgerTime) {
    let policy = policy
    self.policy.isStopped = true
    visit(at: now)
    self.policy = policy
  }

  /// Lets a first alert be sent in a visit of its own.
  fileprivate mutating func send() throws {
    visit(at: RuleTests.now)
    try #require(page.reservations.count == 1)
  }
}
