import Site
import Testing

@Suite("What a site file is refused for")
struct RefusalTests {
  /// One line of the sample spoilt, and what the one problem says first.
  ///
  /// `»` stands before the spot that the problem must point at.
  struct Spoilt: CustomTestStringConvertible {
    let line: Int
    let text: String
    let problem: String

    init(_ line: Int, _ text: String, _ problem: String) {
      self.line = line
      self.text = text
      self.problem = problem
    }

    var testDescription: String { "\(line): \(text)" }
  }

  static let head: [Spoilt] = [
    Spoilt(1, "version: »2", "version: expected version 1, found 2"),
    Spoilt(1, "version: »\"1\"", "version: expected version 1, found \"1\""),
    Spoilt(
      2, "site: {name: Shop, zone: »Europe/Lundon}",
      "site.zone: expected a time zone of the IANA database, "
        + "found \"Europe/Lundon\"; did you mean 'Europe/London'?"),
    Spoilt(
      2, "site: {name: Shop, zone: »london}",
      "site.zone: expected a time zone of the IANA database, found \"london\"; "
        + "did you mean 'Europe/London'?"),
    Spoilt(
      2, "site: {name: Shop, zone: »PST}",
      "site.zone: expected a time zone of the IANA database, found \"PST\""),
    Spoilt(
      2, "site: {name: Shop, zone: »GMT+5}",
      "site.zone: expected a time zone of the IANA database"),
    Spoilt(
      2, "site: »{name: Shop}",
      "site: expected the key 'zone', found none; add 'zone: Europe/London'"),
    Spoilt(2, "site: »Shop", "site: expected a mapping, found \"Shop\""),
    Spoilt(
      2, "site: {name: »[a], zone: UTC}", "site.name: expected a name, found a list"),
    Spoilt(
      2, #"site: {name: »"\e[31mShop", zone: UTC}"#,
      "site.name: expected text without control characters, found U+1b"),
    Spoilt(
      2, "site: {name: »~, zone: UTC}", "site.name: expected a name, found nothing"),
    Spoilt(
      2, "site: {name: Shop, zone: UTC, exponent: »7}",
      "site.exponent: expected an exponent from 1 to 6, found 7"),
    Spoilt(
      2, "site: {name: Shop, zone: UTC, measured-power: »59}",
      "site.measured-power: expected dBm at 1 m from -100 to 20, found 59"),
    Spoilt(
      2, "site: {name: Shop, zone: UTC, »tx-power: 5}",
      "site.tx-power: expected a known key, found 'tx-power'; known here: name"),
  ]

  static let floor: [Spoilt] = [
    Spoilt(4, "  - »{}", "receivers[0]: expected the key 'id', found none"),
    Spoilt(
      5, "  - {id: shelf}\n  - {id: »door}",
      "receivers[2].id: expected a name of its own, found \"door\", taken on line 4"),
    Spoilt(
      4, "  - {id: door, offset: »1e1}",
      "receivers[0].offset: expected dB from -40 to 40, found 1e1"),
    Spoilt(
      4, "  - {id: door, offset: »\"1\"}",
      "receivers[0].offset: expected dB from -40 to 40, found \"1\"; "
        + "write the number without quotes"),
    Spoilt(
      4, "  - {id: door, offset: ».nan}",
      "receivers[0].offset: expected dB from -40 to 40, found .nan"),
    Spoilt(
      4, "  - {id: door, position: »[1, 2]}",
      "receivers[0].position: expected three numbers in metres, found a list"),
    Spoilt(
      4, "  - {id: door, position: [1, 2, »high]}",
      "receivers[0].position[2]: expected metres from -100000 to 100000, "
        + "found \"high\""),
    Spoilt(
      8, "  - {id: tea, brand: leaf, receivers: [shelf], radius: »wide}",
      "places[1].radius: expected metres from 0.1 to 1000, found \"wide\""),
    Spoilt(
      8, "  - {id: tea, brand: leaf, receivers: [shelf], radius: »0}",
      "places[1].radius: expected metres from 0.1 to 1000, found 0"),
    Spoilt(
      8, "  - {id: tea, brand: leaf, receivers: [shelf], »raduis: 3, radius: 3}",
      "places[1].raduis: expected a known key, found 'raduis'; "
        + "did you mean 'radius'?"),
    Spoilt(
      8, "  - {id: tea, brand: leaf, receivers: [»shelv], radius: 3}",
      "places[1].receivers[0]: expected a declared receiver, found \"shelv\"; "
        + "did you mean 'shelf'?"),
    Spoilt(
      8, "  - {id: tea, brand: leaf, receivers: [shelf, »shelf], radius: 3}",
      "places[1].receivers[1]: expected each receiver once, found \"shelf\" again"),
    Spoilt(
      8, "  - {id: tea, brand: leaf, receivers: »[], radius: 3}",
      "places[1].receivers: expected a list of receivers, found an empty one"),
    Spoilt(
      8, "  - {id: tea, brand: leaf, receivers: »shelf, radius: 3}",
      "places[1].receivers: expected a list of receivers, found \"shelf\""),
    Spoilt(
      8,
      "  - {id: tea, brand: leaf, receivers: [shelf], radius: 2}\n"
        + "  - {id: »tea, brand: leaf, receivers: [shelf], radius: 2}",
      "places[2].id: expected a name of its own, found \"tea\", taken on line 8"),
  ]

  static let alerts: [Spoilt] = [
    Spoilt(
      10, "  - »{id: offers, text: offers, version: 1}",
      "purposes[0]: expected the key 'benefit', found none"),
    Spoilt(
      10, "  - {id: offers, text: offers, benefit: »\" \", version: 1}",
      "purposes[0].benefit: expected a text that says what the shopper gets"),
    Spoilt(
      10, "  - {id: offers, text: offers, benefit: offers, version: »1.5}",
      "purposes[0].version: expected a number from 1 to 2147483647, found 1.5"),
    Spoilt(
      12, alert("brand", "»tree"), "alerts[0].brand: expected a declared brand"),
    Spoilt(
      12, alert("purpose", "»offer"),
      "alerts[0].purpose: expected a declared purpose, found \"offer\"; "
        + "did you mean 'offers'?"),
    Spoilt(
      12, alert("purpose", "»presence"),
      "alerts[0].purpose: expected a purpose of its own, found \"presence\""),
    Spoilt(
      12, alert("class", "»promotions"),
      "alerts[0].class: expected one of service, promotion, safety, "
        + "found \"promotions\"; did you mean 'promotion'?"),
    Spoilt(
      12, alert("trigger", "{place: »coffee, zone: near}"),
      "alerts[0].trigger.place: expected a declared place, found \"coffee\""),
    Spoilt(
      12, alert("trigger", "{place: tea, zone: »far}"),
      "alerts[0].trigger.zone: expected one of immediate, near, found \"far\""),
    Spoilt(
      12, alert("trigger", "»{place: tea}"),
      "alerts[0].trigger: expected the key 'zone', found none"),
    Spoilt(
      12, alert("trigger", "{place: tea, zone: near, dwell: »90}"),
      "alerts[0].trigger.dwell: expected a duration from 1 s to 24 h, found 90; "
        + "write a number with a unit: ms, s, m, min, h or d, such as 90s"),
    Spoilt(
      12, alert("trigger", "{place: tea, zone: near, returning: »yes}"),
      "alerts[0].trigger.returning: expected true or false, found \"yes\""),
    Spoilt(
      12, alert("trigger", "{place: tea, zone: near}, gap: »15d"),
      "alerts[0].gap: expected a duration from 0 s to 14 d, found 15d"),
    Spoilt(
      12, alert("trigger", "{place: tea, zone: near}, caps: [»{count: 3, per: 24h}]"),
      "alerts[0].caps[0]: expected a cap no looser than the venue's 2 per 24 h, "
        + "found 3 per 24 h; a brand may only tighten"),
    Spoilt(
      12, alert("trigger", "{place: tea, zone: near}, caps: [{count: 1, per: »15d}]"),
      "alerts[0].caps[0].per: expected a duration from 1 s to 14 d, found 15d"
    ),
    Spoilt(
      12, alert("trigger", "{place: tea, zone: near}, caps: »[]"),
      "alerts[0].caps: expected a list of caps, found an empty one"),
  ]

  private static func alert(_ key: String, _ value: String) -> String {
    let fields = [
      ("id", "a1"), ("brand", "leaf"), ("purpose", "offers"), ("class", "promotion"),
      ("trigger", "{place: tea, zone: near}"),
    ]
    return "  - {" + fields.map { "\($0): \($0 == key ? value : $1)" }.joined(separator: ", ") + "}"
  }

  static let shoppers: [Spoilt] = [
    Spoilt(
      15, "  - {id: »s1, credential: {name: tag-2}}",
      "shoppers[1].id: expected a name of its own, found \"s1\", taken on line 14"),
    Spoilt(
      15, "  - {id: s2, credential: »{name: tag-1}}",
      "shoppers[1].credential: expected a beacon of the shopper's own, "
        + "found the one of line 14"),
    Spoilt(15, "  - »{id: s2}", "shoppers[1]: expected the key 'credential'"),
    Spoilt(
      15, "  - {id: s2, credential: »{}}",
      "shoppers[1].credential: expected exactly one of name, ibeacon, altbeacon, "
        + "eddystone-uid, address, eid, irk, found none"),
    Spoilt(
      15, "  - {id: s2, credential: »{name: a, address: \"00:00:00:00:00:01\"}}",
      "shoppers[1].credential: expected exactly one of name, ibeacon, altbeacon, "
        + "eddystone-uid, address, eid, irk, found name and address"),
    Spoilt(
      15, "  - {id: s2, credential: {ibeacon: »f7826da6/1/2}}",
      "shoppers[1].credential.ibeacon: expected a UUID, major and minor"),
    Spoilt(
      15, "  - {id: s2, credential: {address: »01-23-45-67-89}}",
      "shoppers[1].credential.address: expected an address such as"),
    Spoilt(
      15, "  - {id: s2, credential: {address: »41:23:45:67:89:AB/random}}",
      "shoppers[1].credential.address: expected a random address that stays the"),
    Spoilt(
      15, "  - {id: s2, credential: {name: »[tag]}}",
      "shoppers[1].credential.name: expected the name of a beacon of 1 to 128 bytes, found a list"),
    Spoilt(
      15, "  - {id: s2, credential: {name: tag-2}, consents: [»offer]}",
      "shoppers[1].consents[0]: expected a declared purpose, found \"offer\""),
    Spoilt(
      15, "  - {id: s2, credential: {name: tag-2}, measured-power: »loud}",
      "shoppers[1].measured-power: expected dBm at 1 m from -100 to 20"),
  ]

  @Test(
    "a spoilt line is refused with its line, its key and what was expected",
    arguments: head + floor + alerts + shoppers)
  func spoilt(spoilt: Spoilt) {
    check(SampleSite.text(replacing: [spoilt.line: spoilt.text]), spoilt.problem)
  }

  private func check(_ marked: String, _ problem: String) {
    let before = marked.prefix { $0 != "»" }.split(
      separator: "\n", omittingEmptySubsequences: false)
    let position = "site.yaml:\(before.count):\((before.last?.count ?? 0) + 1)"
    let problems = SampleSite.problems(marked.replacing("»", with: ""))
    let separator = problem.hasPrefix("expected") ? ": " : " "
    #expect(problems.hasPrefix(position + separator + problem), "\(problems)")
    #expect(!problems.contains("\n"), "one slip is one problem: \(problems)")
  }

  static let sections: [(String, String)] = [
    (
      "quiet-hours: [»{from: \"21:00\", to: \"21:00\"}]",
      "quiet-hours[0]: expected 'from' and 'to' to differ, found 21:00 twice"
    ),
    (
      "quiet-hours: [{from: »9pm, to: 09:00}]",
      "quiet-hours[0].from: expected a time from \"00:00\" to \"24:00\", found 9pm"
    ),
    (
      "quiet-hours: [»{from: 24:00, to: 09:00}]",
      "quiet-hours[0]: expected 'from' before 24:00"
    ),
    (
      "quiet-hours: [{from: 21:00, to: »25:00}]",
      "quiet-hours[0].to: expected a time from \"00:00\" to \"24:00\", found 25:00"
    ),
    (
      "quiet-hours: [{from: 21:00, to: 09:00, days: [»someday]}]",
      "quiet-hours[0].days[0]: expected one of mon, tue, wed, thu, fri, sat, sun"
    ),
    (
      "quiet-hours: [{from: 21:00, to: 09:00, days: [mon, »Monday]}]",
      "quiet-hours[0].days[1]: expected each day once, found monday again"
    ),
    (
      "counting: {purpose: »presence}",
      "counting.purpose: expected a purpose of its own, found \"presence\""
    ),
    (
      "counting: {purpose: »nothing}",
      "counting.purpose: expected"
    ),
    (
      "counting: {purpose: offers, threshold: »9}",
      "counting.threshold: expected a number of visitors from 10 to 1000, found 9"
    ),
    (
      "counting: {purpose: offers, contribution: »25}",
      "counting.contribution: expected a number of hours from 1 to 24, found 25"
    ),
    ("quiet-hours:»", "quiet-hours: expected a list of quiet hours, found nothing"),
    ("caps: »[]", "caps: expected a list of caps, found an empty one"),
    (
      "caps: [{count: »-1, per: 1h}]",
      "caps[0].count: expected a number from 0 to 100, found -1"
    ),
    (
      "caps: [{count: 1, per: »1y}]",
      "caps[0].per: expected a duration from 1 s to 14 d, found 1y"
    ),
    (
      "visit: {minimum-dwell: »2h}",
      "visit.minimum-dwell: expected a duration from 0 s to 1 h, found 2h"
    ),
    (
      "visit: {merge-gap: »25h}",
      "visit.merge-gap: expected a duration from 0 s to 24 h, found 25h"
    ),
    (
      "visit: {memory: »-1d}",
      "visit.memory: expected a duration from 0 s to 30 d, found -1d"
    ),
    ("»Caps: []", "Caps: expected a known key, found 'Caps'; did you mean 'caps'?"),
  ]

  @Test("a spoilt section is refused likewise", arguments: sections)
  func spoiltSection(text: String, problem: String) {
    check(SampleSite.text(adding: text + "\n"), problem)
  }

  @Test(
    "keys of beacons are refused without being repeated",
    arguments: [
      "irk: 0102030405060708090a1112131415", "irk: 0102030405060708090a11121314151x",
      "irk: [0102030405060708090a111213141516]", "irk: 00000000000000000000000000000000",
      "eid: 0102030405060708090a111213141516", "eid: 0102030405060708090a1112131415/9",
      "eid: {key: 0102030405060708090a111213141516}",
      "eid: {key: ffffffffffffffffffffffffffffffff, exponent: 0102030405060708090a111213141516}",
      "eid: {key: 0102030405060708090a111213141516, exponent: 9, since: 0102030405060708090a111213}",
      "eid: {key: 0102030405060708090a111213141516, exponent: 16}",
      "eid: {key: 0102030405060708090a111213141516, exponent: 9, since: yesterday}",
    ])
  func keys(credential: String) {
    let line = "  - {id: s2, credential: {\(credential)}}"
    let problems = SampleSite.problems(SampleSite.text(replacing: [15: line]))
    #expect(problems.hasPrefix("site.yaml:15:"))
    #expect(!problems.contains("0102030405"))
    #expect(!problems.contains("\n"))
  }

  @Test("a missing key is told of where its mapping begins")
  func missingVersion() {
    #expect(
      SampleSite.problems(SampleSite.text(replacing: [1: ""]))
        == "site.yaml:2:1: expected the key 'version', found none; add 'version: 1'")
  }

  @Test("a live site may not hold shoppers")
  func liveShoppers() {
    #expect(
      SampleSite.problems(SampleSite.text(), for: .live)
        .contains(
          "site.yaml:13:1 shoppers: expected no shoppers in the file of a live site; "
            + "it reads them from its registry: remove the key"))
  }

  @Test("all problems are told at once, in the order of the file")
  func manyProblems() {
    let text = SampleSite.text(replacing: [
      15: "  - {id: s2}", 4: "  - {id: door, offset: x}", 1: "version: 9",
      8: "  - {id: tea, brand: leaf, receivers: [lift], radius: x}",
    ])
    let lines = SampleSite.problems(text).split(separator: "\n")
    #expect(
      lines.map { $0.prefix { $0 != " " } } == [
        "site.yaml:1:10", "site.yaml:4:24", "site.yaml:8:40", "site.yaml:8:55", "site.yaml:15:5",
      ])
  }

  @Test("a section that could not be read does not spoil what refers to it")
  func noCascade() {
    let text = SampleSite.text(replacing: [3: "receivers: none", 4: "", 5: ""])
    #expect(!SampleSite.problems(text).contains("\n"), "\(SampleSite.problems(text))")
  }

  @Test("beyond twenty problems only their number is told")
  func tooManyProblems() throws {
    let more = (0..<30).map { "k\($0): 1\n" }.joined()
    let error = #expect(throws: SiteError.self) {
      try SampleSite.read(SampleSite.text(adding: more))
    }
    #expect(error?.problems.count == 20)
    #expect(error?.omitted == 10)
    #expect(error?.description.hasSuffix("\nand 10 more") == true)
  }

  @Test(
    "100,000 alert policies are refused in good time, with how many may be",
    arguments: [(100_000, "at most 1048576 bytes"), (5_000, "at most 4096 alerts")])
  func tooManyAlerts(count: Int, limit: String) {
    let alerts = (0..<count).map {
      "  - {id: a\($0), brand: b, purpose: o, class: service, trigger: {place: p, zone: near}}\n"
    }
    let text =
      "version: 1\nsite: {name: a, zone: UTC}\nreceivers: [{id: door}]\n"
      + "places: [{id: p, brand: b, receivers: [door], radius: 1}]\n"
      + "purposes: [{id: o, text: t, benefit: b, version: 1}]\nalerts:\n" + alerts.joined()
    let took = ContinuousClock().measure {
      let problems = SampleSite.problems(text)
      #expect(problems.contains(limit), "\(problems.prefix(200))")
    }
    #expect(took < .seconds(20))
  }

  @Test("thousands of wrong names are answered in good time")
  func manyWrongNames() {
    let purposes = (0..<60).map { "  - {id: purpose-\($0), text: t, benefit: b, version: 1}\n" }
    let places = (0..<2000).map {
      "  - {id: p\($0), brand: b\($0), receivers: [door], radius: 1}\n"
    }
    let shoppers = (0..<8000).map {
      "  - {id: s\($0), credential: {name: t\($0)}, consents: [purpos-\($0), purpose-x]}\n"
    }
    let text =
      "version: 1\nsite: {name: a, zone: UTC}\nreceivers: [{id: door}]\nplaces:\n"
      + places.joined() + "purposes:\n" + purposes.joined() + "shoppers:\n" + shoppers.joined()
    let took = ContinuousClock().measure { #expect(!SampleSite.problems(text).isEmpty) }
    #expect(took < .seconds(20))
  }
}
