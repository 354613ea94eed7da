import Alerts
import Proximity
import Site
import Testing

/// What a site that shoppers walk into has to say, and what it may never ask for.
@Suite("A policy that does not load")
struct LivePolicyTests {
  /// The lines of a good live site, to be spoilt one at a time.
  static let lines = [
    "version: 1",  // 1
    "site: {name: Shop, zone: Europe/London}",  // 2
    "languages: [en, de]",  // 3
    "controller: {name: Shop Ltd, contact: privacy@shop.example}",  // 4
    "receivers: [{id: shelf}]",  // 5
    "places: [{id: tea, brand: leaf, receivers: [shelf], radius: 3}]",  // 6
    "purposes:",  // 7
    "  - id: offers",  // 8
    "    text: {en: We tell you of offers., de: Wir nennen Ihnen Angebote.}",  // 9
    "    benefit: {en: A cheaper tea, de: Ein günstigerer Tee}",  // 10
    "    version: 1",  // 11
    "topics: [{id: maternity, sensitive: true, words: [Baby, Schwangerschaft]}]",  // 12
    "entitlements:",  // 13
    "  everyone: [entry, returns, {service: delivery, price: 3}]",  // 14
    "  with-consent: [entry, {service: delivery, price: 3}, {benefit-of: offers}]",  // 15
    "alerts:",  // 16
    "  - id: cradle",  // 17
    "    brand: leaf",  // 18
    "    purpose: offers",  // 19
    "    class: promotion",  // 20
    "    topic: maternity",  // 21
    "    trigger: {place: tea, zone: near}",  // 22
    "    text: {en: Cradles today, de: Heute Wiegen}",  // 23
    "    lock-screen: {en: We have news for you, de: Es gibt Neues für Sie}",  // 24
    "    answers: {gets: A cradle., satisfaction: It is cheap., visit: It is near.}",  // 25
    "    pilot: true",  // 26
    "    ends: 2026-12-31T18:00:00Z",  // 27
    "caps: [{count: 2, per: 24h}]",  // 28
  ]

  static func problems(
    _ changes: [Int: String] = [:], adding more: String = "", for use: Site.Use = .live
  ) -> String {
    var lines = lines
    for (number, line) in changes { lines[number - 1] = line }
    return SampleSite.problems(lines.joined(separator: "\n") + "\n" + more, for: use)
  }

  /// A change, and the line, the key and the sentence with which it is refused.
  struct Refusal: Sendable, CustomTestStringConvertible {
    var changes: [Int: String]
    var problem: String
    var use = Site.Use.live
    var testDescription: String { problem }
  }

  static let refusals = [
    Refusal(
      changes: [11: "    version: 1\n    lasts: 1h"],
      problem:
        "site.yaml:12:12 purposes[0].lasts: expected a duration from 24 h to 3650 d, found 1h"),
    Refusal(
      changes: [10: ""],
      problem: "site.yaml:8:5 purposes[0]: expected the key 'benefit', found none"),
    Refusal(
      changes: [25: ""],
      problem: "site.yaml:17:5 alerts[0]: expected the key 'answers' for a live site, found none; "
        + "an alert says what the shopper gets"),
    Refusal(
      changes: [25: "    answers: {gets: A cradle., satisfaction: It is cheap.}"],
      problem: "site.yaml:25:14 alerts[0].answers: expected the key 'visit', found none"),
    Refusal(
      changes: [25: "    answers: {gets: A cradle., satisfaction: \" \", visit: near}"],
      problem: "site.yaml:25:46 alerts[0].answers.satisfaction: expected how it raises"),
    Refusal(
      changes: [15: "  with-consent: [entry, wifi]"],
      problem:
        "site.yaml:15:25 entitlements.with-consent[1]: expected a service that everyone gets "
        + "or {benefit-of: a purpose}, found \"wifi\", which is withheld from those who refuse; "
        + "nobody gets less for refusing"),
    Refusal(
      changes: [15: "  with-consent: [{service: delivery, price: 0}]"],
      problem:
        "site.yaml:15:18 entitlements.with-consent[0]: expected the price that everyone pays "
        + "(3), found 0: a surcharge for those who refuse; nobody pays for refusing"),
    Refusal(
      changes: [15: "  with-consent: [{benefit-of: offer}]"],
      problem:
        "site.yaml:15:31 entitlements.with-consent[0].benefit-of: expected a declared purpose"),
    Refusal(
      changes: [13: "entitlements:\n  surcharge: 5"],
      problem: "site.yaml:14:3 entitlements.surcharge: expected a known key"),
    Refusal(
      changes: [24: ""],
      problem: "site.yaml:17:5 alerts[0]: expected the key 'lock-screen' for the sensitive topic "
        + "\"maternity\", found none"),
    Refusal(
      changes: [24: "    lock-screen: {en: Maternal news for you, de: Es gibt Neues}"],
      problem: "site.yaml:24:18 alerts[0].lock-screen: expected a neutral text for the sensitive "
        + "topic \"maternity\", found one in 'en' with \"matern\" in it"),
    Refusal(
      changes: [24: "    lock-screen: {en: We have news, de: Neues fürs Ba\u{200B}by}"],
      problem: "site.yaml:24:18 alerts[0].lock-screen: expected a neutral text for the sensitive "
        + "topic \"maternity\", found one in 'de' with \"baby\" in it"),
    .init(
      changes: [24: "    lock-screen: {en: We have news, de: Neues fürs BABY}"],
      problem: "site.yaml:24:18 alerts[0].lock-screen: expected a neutral text for the sensitive "
        + "topic \"maternity\", found one in 'de' with \"baby\" in it"),
    Refusal(
      changes: [27: ""],
      problem: "site.yaml:17:5 alerts[0]: expected the key 'ends' for a pilot, found none; "
        + "a trial has an end"),
    Refusal(
      changes: [27: "    ends: 2026-12-31T18:00:00Z\n    caps: [{count: 3, per: 24h}]"],
      problem: "site.yaml:28:12 alerts[0].caps[0]: expected a cap no looser than the venue's"),
    Refusal(
      changes: [9: "    text: {en: We tell you of offers.}"],
      problem:
        "site.yaml:9:11 purposes[0].text: expected a text that says what is done with the data "
        + "in 'de' as well, found none"),
    Refusal(
      changes: [10: "    benefit: A cheaper tea"],
      problem:
        "site.yaml:10:14 purposes[0].benefit: expected a text that says what the shopper gets "
        + "for it in each of en, de, found one without a language; write {en: …, de: …}"),
    Refusal(
      changes: [23: "    text: {en: Cradles today, de: Heute Wiegen, fr: Berceaux}"],
      problem: "site.yaml:23:49 alerts[0].text.fr: expected a language of the site, found 'fr'"),
    Refusal(
      changes: [3: "languages: [en, de, english]"],
      problem: "site.yaml:3:21 languages[2]: expected the code of a language, such as en or de-AT"),
    Refusal(
      changes: [3: "languages: [en, de, en]"],
      problem: "site.yaml:3:21 languages[2]: expected each language once, found \"en\" again"),
    Refusal(
      changes: [13: "", 14: "", 15: ""],
      problem: "site.yaml:1:1: expected the key 'entitlements' for a live site, found none; "
        + "nobody gets less for refusing"),
  ]

  @Test("is refused with its line, its key and the reason in a sentence", arguments: refusals)
  func refuses(_ refusal: Refusal) {
    let problems = Self.problems(refusal.changes, for: refusal.use)
    #expect(problems.hasPrefix(refusal.problem), "\(problems)")
    #expect(!problems.contains("\n"), "\(problems)")
  }

  @Test("R19: a key for a recipient of shoppers' data is refused wherever it stands")
  func recipients() {
    for key in [
      "recipient", "recipients", "third-party", "third_parties", "share-with", "forward-to",
      "partners", "Recipient", "sell-to",
    ] {
      #expect(
        Self.problems(adding: "\(key): [ads.example]\n")
          == "site.yaml:29:1 \(key): expected no recipient of shoppers' data, found '\(key)'; "
          + "nothing of a shopper goes to anybody else: remove the key")
      #expect(
        Self.problems([25: "\(Self.lines[24])\n    \(key): x"]).hasPrefix(
          "site.yaml:26:5 alerts[0].\(key): expected no recipient"))
    }
  }

  @Test("R9, R24: every purpose names a benefit, which may be time or information")
  func benefits() {
    #expect(Self.problems([10: ""]).contains("expected the key 'benefit'"))
    #expect(
      Self.problems([10: "    benefit: {en: \" \", de: Tee}"]).contains("what the shopper gets"))
    for benefit in ["Less waiting", "You know what is in stock"] {
      #expect(Self.problems([10: "    benefit: {en: \(benefit), de: \(benefit)}"]).isEmpty)
    }
  }

  @Test("R10: with consent there is nothing more than declared benefits, and nothing cheaper")
  func noPenalty() {
    for list in ["[fast-lane]", "[{service: returns, price: 0.5}]", "[{service: delivery}]"] {
      #expect(
        Self.problems([15: "  with-consent: \(list)"]).contains("those who refuse"), "\(list)")
    }
    for list in [
      "[]", "[entry]", "[{benefit-of: offers}]", "[A cheaper tea]", "[Ein günstigerer Tee]",
    ] {
      #expect(Self.problems([15: "  with-consent: \(list)"]).isEmpty, "\(list)")
    }
  }

  @Test("R11: an alert without its three answers does not load", arguments: [0, 1, 2])
  func threeAnswers(missing: Int) {
    var answers = ["gets: A cradle.", "satisfaction: It is cheap.", "visit: It is near."]
    answers.remove(at: missing)
    let line = "    answers: {\(answers.joined(separator: ", "))}"
    for use in Site.Use.allCases {
      #expect(Self.problems([25: line], for: use).contains("alerts[0].answers: expected the key"))
    }
    #expect(Self.problems([25: ""]).contains("expected the key 'answers' for a live site"))
  }

  @Test("a live site without languages is refused, and a replay told of it")
  func languages() throws {
    let plain = [
      3: "", 9: "    text: We tell you of offers.", 10: "    benefit: A cheaper tea",
      23: "    text: Cradles today", 24: "    lock-screen: We have news for you",
    ]
    #expect(
      Self.problems(plain).hasPrefix(
        "site.yaml:1:1: expected the key 'languages' for a live site, found none"))
    #expect(Self.problems(plain, for: .replay).isEmpty)
  }

  @Test("a replay may leave out what a live site must say, and hears of it")
  func omissions() throws {
    let site = try SampleSite.read(SampleSite.text())
    #expect(
      site.omissions == [
        "no languages: a live site says which it speaks",
        "no entitlements: a live site says what everybody gets, consent or not",
        "no answers for a1: a live site says what the shopper gets, how it raises satisfaction "
          + "and how it betters the visit",
      ])
    let live = try SampleSite.read(Self.lines.joined(separator: "\n"), for: .live)
    #expect(live.omissions.isEmpty)
  }

  @Test("a shadow alert and a safety alert need no answers")
  func needsNoAnswers() {
    #expect(Self.problems([25: "    mode: shadow"]).isEmpty)
    #expect(Self.problems([20: "    class: safety", 25: ""]).isEmpty)
  }

  @Test("the good site loads, with everything that it states")
  func good() throws {
    let text = Self.lines.joined(separator: "\n")
    for use in Site.Use.allCases {
      let site = try SampleSite.read(
        text + """

          gap: 30min
          warm-up: 1
          hold-out: {percent: 2.5, seed: 9}
          arbitration: {window: 45s, seed: 3}
          digest: true
          channels: [{id: push, caps: [{count: 1, per: 24h}]}]
          contents: [{id: guide, text: {en: Tea is left., de: Tee ist links.}}]
          """, for: use)
      #expect(site.policy.gap == .seconds(1_800) && site.policy.warmUpVisits == 1)
      #expect(site.policy.holdOut == HoldOut(share: 250, seed: 9))
      #expect(site.policy.arbitration == Arbitration(window: .seconds(45), seed: 3))
      #expect(site.policy.allowsDigests)
      #expect(
        site.policy.channels == [
          Channel(id: "push", caps: [Cap(count: 1, per: .seconds(86_400))])
        ])
      #expect(site.policy.topics == [Topic(id: "maternity", isSensitive: true)])
      let alert = try #require(site.policy.alerts.first)
      #expect(alert.isPilot && alert.mode == .live)
      #expect(alert.ends == LedgerTime(nanoseconds: 1_798_740_000_000_000_000))
      #expect(alert.text == "Cradles today" && alert.lockScreen == "We have news for you")
      let german = try #require(Language("de"))
      #expect(site.languages.map(\.description) == ["en", "de"])
      #expect(site.wording(of: "cradle" as AlertID)?.text?[german] == "Heute Wiegen")
      #expect(site.wording(of: "cradle" as AlertID)?.answers?.visit.first == "It is near.")
      #expect(site.wording(of: "offers" as PurposeID)?.benefit[german] == "Ein günstigerer Tee")
      #expect(site.entitlements?.everyone.map(\.first) == ["entry", "returns", "delivery"])
      #expect(site.entitlements?.benefits == ["offers"])
      #expect(site.controller?.name == "Shop Ltd")
      #expect(site.controller?.contact == "privacy@shop.example")
    }
  }

  @Test("a live site collects promotions for 30 s; a replay decides each as it becomes due")
  func arbitration() throws {
    let text = Self.lines.joined(separator: "\n")
    #expect(try SampleSite.read(text, for: .live).policy.arbitration == Arbitration())
    #expect(try SampleSite.read(text).policy.arbitration == .none)
  }

  @Test(
    "a number of the venue that makes no sense is refused",
    arguments: [
      ("gap: 15d", "gap: expected a duration from 0 s to 14 d, found 15d"),
      ("warm-up: 1001", "warm-up: expected a number of visits from 0 to 1000, found 1001"),
      ("hold-out: {percent: 101}", "hold-out.percent: expected percent from 0 to 100, found 101"),
      ("hold-out: {}", "hold-out: expected the key 'percent', found none"),
      (
        "arbitration: {window: 6min}",
        "arbitration.window: expected a duration from 0 s to 5 min, found 6min"
      ),
      ("arbitration: {seed: -1}", "arbitration.seed: expected a number from 0"),
      ("digest: 3", "digest: expected true or false, found 3"),
      ("channels: [{id: a}, {id: a}]", "channels[1].id: expected a name of its own"),
      ("contents: [{id: a, text: plain}]", "contents[0].text: expected a text to look up in each"),
    ])
  func venue(text: String, problem: String) {
    let problems = Self.problems(adding: text + "\n")
    #expect(problems.contains(problem), "\(problems)")
  }

  @Test("the commented shop is good for a live store, and warns of nothing")
  func shop() throws {
    let path = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    for use in Site.Use.allCases {
      let site = try Site(file: "/\(path)/Fixtures/Sites/shop.yaml", for: use)
      #expect(site.warnings.isEmpty && site.omissions.isEmpty)
      #expect(site.alertWordings.allSatisfy { $0.text != nil || $0.id == "quiet-corner" })
      #expect(site.policy.arbitration.window == .seconds(30) && site.policy.allowsDigests)
    }
    let example = try Site(file: "/\(path)/Fixtures/Sites/example.yaml", for: .replay)
    #expect(example.omissions.isEmpty)
  }

  @Test("R16: what shoppers look up is a plain value, for which no rule is asked")
  func pullContent() throws {
    let site = try SampleSite.read(
      SampleSite.text(adding: "contents: [{id: map, text: The tea is on the left.}]\n"))
    #expect(site.content("map")?.text.first == "The tea is on the left.")
    #expect(site.content("no such") == nil)
    // Nothing of a shopper goes in, so that nothing of one can be noted.
    let lookUp: (SiteContent.Identifier) -> SiteContent? = site.content
    #expect((0..<1_000).allSatisfy { _ in lookUp("map") != nil })
  }
}
