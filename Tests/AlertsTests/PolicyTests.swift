import Alerts
import Proximity
import Testing

@Suite("A policy")
struct PolicyTests {
  /// A mistake, and where it must be reported.
  struct Mistake: Sendable, CustomTestStringConvertible {
    var path: String
    var make: @Sendable (inout Terms) -> Void
    var testDescription: String { path }
  }

  static let mistakes = [
    Mistake(path: "purposes[1].id") { $0.purposes.append($0.purposes[0]) },
    Mistake(path: "purposes[0].text") { $0.purposes[0].text = "" },
    Mistake(path: "purposes[0].benefit") { $0.purposes[0].benefit = " \n" },
    Mistake(path: "purposes[0].version") { $0.purposes[0].version = 0 },
    Mistake(path: "alerts[1].id") { $0.alerts.append($0.alerts[0]) },
    Mistake(path: "alerts[0].purpose") { $0.alerts[0].purpose = "news" },
    Mistake(path: "alerts[0].channel") { $0.alerts[0].channel = "fax" },
    Mistake(path: "alerts[0].trigger.zone") { $0.alerts[0].trigger.zone = .far },
    Mistake(path: "alerts[0].trigger.dwell") { $0.alerts[0].trigger.dwell = .seconds(-1) },
    Mistake(path: "alerts[0].trigger.dwell") { $0.alerts[0].trigger.dwell = .days(2) },
    Mistake(path: "alerts[0].gap") { $0.alerts[0].gap = .seconds(-1) },
    Mistake(path: "alerts[0].gap") { $0.alerts[0].gap = .days(15) },
    Mistake(path: "alerts[0].ends") { $0.alerts[0].isPilot = true },
    Mistake(path: "arbitration.window") { $0.arbitration.window = .seconds(301) },
    Mistake(path: "arbitration.window") { $0.arbitration.window = .seconds(-1) },
    Mistake(path: "alerts[0].caps[0]") { $0.alerts[0].caps = [Cap(count: 4, per: .hours(4))] },
    Mistake(path: "alerts[0].caps[0]") { $0.alerts[0].caps = [Cap(count: 4, per: .hours(1))] },
    Mistake(path: "alerts[0].caps[0].count") {
      $0.alerts[0].caps = [Cap(count: -1, per: .hours(4))]
    },
    Mistake(path: "caps[0].count") { $0.caps = [Cap(count: 101, per: .hours(4))] },
    Mistake(path: "caps[0].per") { $0.caps = [Cap(count: 1, per: .zero)] },
    Mistake(path: "caps[0].per") { $0.caps = [Cap(count: 1, per: .seconds(-5))] },
    Mistake(path: "caps[1].per") { $0.caps.append(Cap(count: 1, per: .days(15))) },
    Mistake(path: "caps.count") { $0.caps = Array(repeating: $0.caps[0], count: 17) },
    Mistake(path: "topics[1].id") { $0.topics = [Topic(id: "a"), Topic(id: "a")] },
    Mistake(path: "topics[0].caps[0].per") {
      $0.topics = [Topic(id: "a", caps: [Cap(count: 1, per: .zero)])]
    },
    Mistake(path: "channels[1].id") { $0.channels = [Channel(id: "a"), Channel(id: "a")] },
    Mistake(path: "channels[0].caps[0].count") {
      $0.channels = [Channel(id: "a", caps: [Cap(count: -1, per: .hours(1))])]
    },
    Mistake(path: "gap") { $0.gap = .seconds(-1) },
    Mistake(path: "safetyCap.per") { $0.safetyCap = Cap(count: 1, per: .days(30)) },
    Mistake(path: "warmUpVisits") { $0.warmUpVisits = -1 },
    Mistake(path: "holdOut.share") { $0.holdOut.share = 10_001 },
  ]

  @Test("A mistake is refused where it is made", arguments: PolicyTests.mistakes)
  func refuses(_ mistake: Mistake) throws {
    var terms = Terms()
    mistake.make(&terms)
    let error = #expect(throws: ConfigurationError.self) { try terms.policy }
    #expect(error?.path == mistake.path)
    #expect(error?.problem.isEmpty == false)
  }

  @Test("A brand may allow itself as much as the venue, or less, or in a longer time")
  func tightening() throws {
    var terms = Terms()
    for cap in [
      Cap(count: 3, per: .hours(4)), Cap(count: 0, per: .hours(1)), Cap(count: 50, per: .hours(5)),
    ] {
      terms.alerts[0].caps = [cap]
      #expect(throws: Never.self) { try terms.policy }
    }
  }

  @Test("Of the venue's and the brand's gap the longer holds", arguments: [0, 19, 20, 21])
  func longerGap(minutes: Int) throws {
    var terms = Terms()
    terms.alerts[0].gap = .minutes(minutes)
    var venue = try Venue(terms)
    let start = LedgerTime("2026-06-01T10:00:00Z")
    let end = start + .minutes(max(minutes, 20))
    #expect(venue.visit(at: start).codes == [.allowed])
    #expect(venue.visit(at: end - .seconds(1)).codes == [.gap])
    #expect(venue.visit(at: end).codes == [.allowed])
  }

  @Test(
    "Unless it says otherwise: 2 in 24 hours, 4 in 7 days, 20 minutes apart, 3 visits of warm-up")
  func defaults() throws {
    let policy = try Policy(purposes: [], alerts: [], quiet: .never)
    #expect(policy.caps == [Cap(count: 2, per: .hours(24)), Cap(count: 4, per: .days(7))])
    #expect(policy.gap == .minutes(20))
    #expect(policy.safetyCap == Cap(count: 1, per: .hours(24)))
    #expect(policy.arbitration == .none && !policy.allowsDigests && policy.stoppedPilots.isEmpty)
    #expect(policy.warmUpVisits == 3 && policy.holdOut.share == 0 && !policy.isStopped)
  }

  @Test("The milestones of a place are the dwell times its alerts wait for, ascending, each once")
  func milestones() throws {
    var terms = Terms()
    terms.alerts = [
      Terms.alert("a", dwell: .minutes(2)), Terms.alert("b", dwell: .seconds(45)),
      Terms.alert("c", dwell: .minutes(2)), Terms.alert("d"),
      Terms.alert("e", at: "door", dwell: .hours(1)),
    ]
    #expect(try terms.policy.milestones(at: "shelf") == [.seconds(45), .minutes(2)])
    #expect(try terms.policy.milestones(at: "aisle").isEmpty)
  }

  @Test("A shopper's preferences are checked the same way")
  func preferences() {
    #expect(throws: ConfigurationError.self) { try Preferences(caps: [Cap(count: 1, per: .zero)]) }
    let error = #expect(throws: ConfigurationError.self) {
      try Preferences(caps: [], gap: .days(15))
    }
    #expect(error?.path == "gap")
    let long = #expect(throws: ConfigurationError.self) {
      try Preferences(ranking: Array(repeating: .brand("a"), count: PageLimits.ranking + 1))
    }
    #expect(long?.path == "ranking.count")
  }

  @Test("The same terms make equal policies, other rules make others, and texts are kept")
  func equality() throws {
    func policy(_ window: Duration, gap: Duration? = nil) throws -> Policy {
      try Policy(
        purposes: [Purpose(id: "offers", text: "We tell you.", benefit: "Cheaper tea")],
        alerts: [
          AlertPolicy(
            id: "tea", brand: "leaf", purpose: "offers", class: .promotion,
            trigger: Trigger(place: "shelf"), gap: gap, text: "Taste it", lockScreen: "News")
        ],
        arbitration: Arbitration(window: window), quiet: .never)
    }
    let waiting = try policy(.seconds(30))
    #expect(try policy(.seconds(30)) == waiting)
    #expect(try policy(.zero) != waiting)
    #expect(try policy(.seconds(30), gap: .hours(2)) != waiting)
    #expect(waiting.alerts[0].text == "Taste it" && waiting.alerts[0].lockScreen == "News")
  }
}
