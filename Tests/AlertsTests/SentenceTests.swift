import Alerts
import Proximity
import Testing

@Suite("Sentences")
struct SentenceTests {
  private let now = LedgerTime("2026-06-01T12:00:00Z")

  private func sentence(
    _ reason: Reason, _ outcome: Outcome = .deny, _ mode: Mode = .live, retryAt: LedgerTime? = nil,
    for reader: Decision.Reader = .shopper
  ) throws -> String {
    var venue = try Venue()
    var decision = try #require(venue.visit(at: now).first)
    decision.reason = reason
    decision.outcome = outcome
    decision.mode = mode
    decision.retryAt = retryAt
    return decision.sentence(for: reader) { _ in "noon" }
  }

  @Test("The shopper reads what was asked for, what was counted, and when the next may come")
  func shopper() throws {
    let tally = Reason.Tally(scope: .shopper, limit: 2, count: 2, window: .hours(24))
    #expect(
      try sentence(.cap(tally), retryAt: now) == """
        Not sent: you asked for at most 2 alerts in 24 hours, and 2 were sent. The next is possible \
        from noon.
        """)
    #expect(
      try sentence(.gap(sinceLast: .seconds(1_199), required: .minutes(20)), .defer) == """
        Not sent yet: the last alert was 19 minutes 59 seconds ago, and 20 minutes must lie between \
        two.
        """)
    #expect(
      try sentence(.gap(sinceLast: .zero, required: .minutes(20))) == """
        Not sent: another alert has only just been sent, and 20 minutes must lie between two.
        """)
    let lowered = Reason.Tally(scope: .fatigue, limit: 1, count: 1, window: .hours(24))
    #expect(
      try sentence(.cap(lowered)) == """
        Not sent: you did not welcome recent alerts, which lowers the cap to 1 alert in 24 hours, \
        and 1 was sent.
        """)
    #expect(
      try sentence(.allowed, .send)
        == "Sent: you have agreed to it, and no rule speaks against it.")
    #expect(
      try sentence(.warmUp(visit: 2, of: 3), .deny, .shadow) == """
        Would not be sent, were this not a trial: this is visit 2, and the first 3 visits bring no \
        promotions.
        """)
  }

  @Test("The operator reads which alert it was, and nothing of who the shopper is")
  func `operator`() throws {
    let tally = Reason.Tally(scope: .venue, limit: 1, count: 1, window: .days(7))
    #expect(
      try sentence(.cap(tally), for: .operator) == """
        Alert 'alert' of 'brand' not sent: the venue allows at most 1 alert in 7 days, and 1 was sent.
        """)
    #expect(
      try sentence(.ended(now), for: .operator) == """
        Alert 'alert' of 'brand' not sent: the shop no longer sends this alert. It ended at noon.
        """)
  }

  @Test("Every rule has a sentence of its own for both readers")
  func complete() throws {
    let scopes = Reason.Scope.allCases.map {
      Reason.cap(.init(scope: $0, limit: 2, count: 3, window: .hours(1)))
    }
    let reasons: [Reason] =
      scopes + [
        .allowed, .stopped, .unknownAlert, .ended(now), .pilotStopped, .minor, .staff, .erased,
        .withdrawn, .notConsented,
        .consentOutdated(given: 1, current: 2), .consentExpired(now), .consentChanged,
        .leaveMeAlone, .notPresent,
        .notReturning, .sensitiveTopic, .notDeclaredInterest, .holdOut, .warmUp(visit: 1, of: 3),
        .dwellTooShort(dwell: .seconds(5), required: .minutes(2)), .duplicate, .clockUntrusted,
        .quietHours(until: now), .gap(sinceLast: .zero, required: .minutes(20)), .pageFull,
      ]
    #expect(Set(reasons.map(\.code)) == Set(Reason.Code.allCases))
    for reader in Decision.Reader.allCases {
      let sentences = try reasons.map { try sentence($0, for: reader) }
      // The venue's word stands for its cap on safety alerts as well, with another noun.
      #expect(Set(sentences).count == reasons.count)
      #expect(sentences.allSatisfy { $0.hasSuffix(".") && !$0.contains("..") })
    }
    let shopper = try reasons.map { try sentence($0) }
    #expect(shopper.allSatisfy { !$0.contains("the shopper") && !$0.contains("'") })
  }

  @Test(
    "Durations are said in their one or two largest units",
    arguments: [
      (Duration.seconds(1), "1 second"), (.milliseconds(1_999), "1 second"),
      (.seconds(61), "1 minute 1 second"),
      (.minutes(20), "20 minutes"), (.hours(4), "4 hours"), (.hours(24), "24 hours"),
      (.minutes(25 * 60 + 1), "25 hours 1 minute"), (.hours(50), "2 days 2 hours"),
      (.days(7), "7 days"),
    ])
  func durations(_ duration: Duration, _ words: String) throws {
    #expect(
      try sentence(.gap(sinceLast: duration, required: .days(14))).contains("was \(words) ago"))
  }
}
