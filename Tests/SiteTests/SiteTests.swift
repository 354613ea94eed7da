import Advertising
import Alerts
import Foundation
import Proximity
import Site
import Testing

@Suite("A site that is read")
struct SiteTests {
  @Test("what the file leaves out has its default")
  func defaults() throws {
    let site = try SampleSite.read(
      "version: 1\nsite: {name: Shop, zone: Asia/Kathmandu}\nreceivers: [{id: r}]\n"
        + "places: [{id: p, brand: b, receivers: [r], radius: 2.5}]\n")
    #expect(site.name == "Shop")
    #expect(site.zone.description == "Asia/Kathmandu")
    #expect(site.measuredPower == -59)
    #expect(site.floor.exponent == Floor.defaultExponent)
    #expect(site.floor.visits == VisitRules())
    #expect(site.floor.receivers == [Receiver(id: try name("r"))])
    #expect(
      site.floor.places == [Place(id: try name("p"), receivers: [try name("r")], radius: 2.5)])
    #expect(site.brands == [try name("b")])
    #expect(site.policy.caps == Policy.defaultCaps)
    #expect(site.policy.gap == .seconds(1200))
    #expect(site.policy.alerts.isEmpty)
    #expect(site.policy.purposes.isEmpty)
    #expect(site.quietHours.windows == QuietHours.defaultWindows)
    #expect(site.shoppers.isEmpty)
  }

  @Test("what the file states is taken over")
  func stated() throws {
    let site = try SampleSite.read(
      """
      version: 1
      site: {name: "Shop & Co", zone: UTC, exponent: 2.5, measured-power: -61.5}
      visit: {minimum-dwell: 1500ms, merge-gap: 2m, memory: 0.5d}
      receivers: [{id: 1, position: [1, -2.5, +3], offset: -1.25}, {id: no}]
      places: [{id: p, brand: b, receivers: [no, 1], radius: 2, group: g}]
      purposes: [{id: o, text: t, benefit: b, version: 3}]
      alerts:
        - {id: a, brand: b, purpose: o, class: service, topic: tea, gap: 1 h,
           trigger: {place: p, zone: immediate, dwell: 45s, returning: true},
           caps: [{count: 1, per: 1d}]}
      caps: [{count: 3, per: 4h}]
      """)
    #expect(site.floor.exponent == 2.5)
    #expect(site.measuredPower == -61.5)
    #expect(
      site.floor.visits
        == VisitRules(
          minimumDwell: .milliseconds(1500), mergeGap: .seconds(120), memory: .seconds(43_200)))
    let position = Position(x: 1, y: -2.5, z: 3)
    #expect(
      site.floor.receivers == [
        Receiver(id: try name("1"), position: position, offset: -1.25),
        Receiver(id: try name("no")),
      ])
    #expect(site.floor.places[0].group?.description == "g")
    #expect(site.floor.places[0].receivers == [try name("no"), try name("1")])
    #expect(site.floor.places[0].milestones == [.seconds(30), .seconds(45), .seconds(120)])
    #expect(
      site.policy.purposes == [Purpose(id: try name("o"), text: "t", benefit: "b", version: 3)])
    #expect(site.policy.caps == [Cap(count: 3, per: .seconds(4 * 3600))])
    let trigger = Trigger(
      place: try name("p"), zone: .immediate, dwell: .seconds(45), returning: true)
    #expect(
      site.policy.alerts == [
        AlertPolicy(
          id: try name("a"), brand: try name("b"), purpose: try name("o"), class: .service,
          topic: try name("tea"), trigger: trigger, caps: [Cap(count: 1, per: .seconds(86_400))],
          gap: .seconds(3600))
      ])
  }

  @Test(
    "each kind of credential is read in each of its writings",
    arguments: [
      ("ibeacon: f7826da6-4fa2-4e98-8024-bc5b71e0893e/1/2", [BeaconIdentifier.Kind.iBeacon]),
      ("ibeacon: F7826DA64FA24E988024BC5B71E0893E:1:2", [.iBeacon]),
      ("altbeacon: f7826da64fa24e988024bc5b71e0893e00010002", [.altBeacon]),
      ("altbeacon: f7826da6-4fa2-4e98-8024-bc5b71e0893e/1/2", [.altBeacon]),
      ("eddystone-uid: 8b0ca750095477cb3e77/010000000000", [.eddystoneUID]),
      ("eddystone-uid: 8b0ca750095477cb3e77010000000000", [.eddystoneUID]),
      ("address: 01:23:45:67:89:AB", [.address, .address]),
      ("address: 01-23-45-67-89-ab/public", [.address]),
      ("address: 11:22:33:44:55:66", [.address, .address]),
      ("address: C1:23:45:67:89:AB/random", [.address]),
    ])
  func fixedCredentials(text: String, kinds: [BeaconIdentifier.Kind]) throws {
    guard case .fixed(let identifiers) = try credential(text) else {
      Issue.record("not a fixed credential")
      return
    }
    #expect(identifiers.map(\.kind) == kinds)
    #expect(Set(identifiers).count == kinds.count)
  }

  @Test("a beacon of a recording is known by a name of any writing")
  func beaconNames() throws {
    #expect(try credential("name: tag-9") == .name("tag-9"))
    #expect(try credential("name: 017") == .name("017"))
    let long = "f7826da6-4fa2-4e98-8024-bc5b71e0893e:1:2"
    #expect(try credential("name: \(long)") == .name(long))
  }

  @Test("the two writings of an AltBeacon are the same beacon")
  func altBeacon() throws {
    #expect(
      try credential("altbeacon: f7826da64fa24e988024bc5b71e0893e00010002")
        == credential("altbeacon: f7826da6-4fa2-4e98-8024-bc5b71e0893e/1/2"))
  }

  @Test("an address that does not say is both public and random")
  func address() throws {
    let bits: UInt64 = 0xC123_4567_89AB
    #expect(
      try credential("address: C1:23:45:67:89:AB")
        == .fixed([
          AdvertisingAddress(bits: bits, kind: .public).identifier,
          AdvertisingAddress(random: bits).identifier,
        ]))
  }

  @Test("keys keep their bytes, and never print")
  func keys() throws {
    let digits = "ec0234a357c8ad05341010a60a397d9b"
    guard case .resolvable(let key) = try credential("irk: \(digits)") else {
      Issue.record("not a private-address credential")
      return
    }
    #expect(key.bytes.prefix(3) == [0xEC, 0x02, 0x34])
    #expect(key.bytes.last == 0x9B)
    var dumped = ""
    dump(key, to: &dumped)
    for text in ["\(key)", String(reflecting: key), dumped] {
      #expect(!text.contains("236") && !text.lowercased().contains("ec02"))
    }
    #expect(try credential("irk: \(digits.uppercased())") == .resolvable(key))
  }

  @Test("an ephemeral credential has key, exponent and the beginning of its clock")
  func ephemeral() throws {
    let digits = "0102030405060708090a111213141516"
    guard case .ephemeral(let short) = try credential("eid: \(digits)/10") else {
      Issue.record("not an ephemeral credential")
      return
    }
    #expect(short.exponent == 10)
    #expect(short.since == LedgerTime(nanoseconds: 0))
    let long = try credential("eid: {key: \(digits), exponent: 10, since: 1970-01-01T00:00:00Z}")
    #expect(long == .ephemeral(short))
    guard
      case .ephemeral(let later) = try credential(
        "eid: {key: \(digits), exponent: 0, since: 2026-01-01T01:00:00+01:00}")
    else {
      Issue.record("not an ephemeral credential")
      return
    }
    #expect(later.since == LedgerTime(nanoseconds: 1_767_225_600_000_000_000))
    #expect(
      try credential("eid: {key: \(digits), exponent: 0, since: 1767225600}") == .ephemeral(later))
  }

  private func credential(_ text: String) throws -> SiteCredential {
    let line = "  - {id: s2, credential: {\(text)}}"
    return try SampleSite.read(SampleSite.text(replacing: [15: line])).shoppers[1].credential
  }

  @Test("a shopper keeps consents, interests and wishes")
  func shopper() throws {
    let line =
      "  - {id: s2, credential: {name: t}, measured-power: -65, consents: [offers], caps: "
      + "[{count: 50, per: 24h}]}"
    let shoppers = try SampleSite.read(SampleSite.text(replacing: [15: line])).shoppers
    #expect(shoppers[0].consents.map(\.description) == ["presence", "offers"])
    #expect(shoppers[0].consentsToPresence)
    #expect(shoppers[0].interests.map(\.description) == ["tea"])
    #expect(shoppers[0].preferences == .none)
    #expect(shoppers[1].measuredPower == -65)
    #expect(!shoppers[1].consentsToPresence)
    #expect(shoppers[1].preferences.caps == [Cap(count: 50, per: .seconds(86_400))])
  }

  @Test("path losses are told to a tenth of a dB")
  func tenths() throws {
    let path = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let file = "/\(path)/Fixtures/Recordings/moving-beacon.site.yaml"
    let site = try Site(file: file, for: .replay)
    #expect(site.summary.contains { $0.contains("grows by 15.6 dB") })
  }

  @Test("the example is good, and tells what it means")
  func example() throws {
    let path = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let site = try Site(file: "/\(path)/Fixtures/Sites/example.yaml", for: .replay)
    #expect(site.shoppers.count == 6)
    #expect(site.warnings.isEmpty)
    #expect(
      site.summary == [
        "Corner Shop, Europe/London",
        "3 receivers, 3 places, 2 purposes, 2 alerts, 6 shoppers",
        "a beacon of unknown strength is taken to have -59 dBm at 1 m; "
          + "path loss grows by 22 dB for each tenfold distance",
        "a visit takes 5 s, outlasts a step out of up to 1 min, and is remembered for 14 d",
        "place entrance of corner-shop: within 2 m of door, path loss up to 6.6 dB; "
          + "tells of 30 s, 2 min",
        "place tea of kettle-and-leaf: within 3 m of tea-shelf, path loss up to 10.5 dB; "
          + "tells of 30 s, 45 s, 2 min",
        "place till of corner-shop: within 1.5 m of counter, path loss up to 3.9 dB; "
          + "tells of 30 s, 2 min",
        "alert order-ready of corner-shop, a service for offers: near at entrance",
        "alert tea-tasting of kettle-and-leaf, a promotion for offers: near at tea for 45 s, "
          + "on a return visit; at most 1 per 24 h; 1 h after any other",
        "at most 2 per 24 h and 4 per 7 d, 20 min apart, all brands together",
        "quiet from 21:00 to 09:00 the next day, from 09:00 to 11:00 on Sunday",
      ])
  }

  @Test("what is allowed and yet hardly meant is warned of")
  func warnings() throws {
    let site = try SampleSite.read(
      """
      version: 1
      site: {name: Shop, zone: UTC}
      receivers: [{id: r}, {id: spare}]
      places:
        - {id: p, brand: b, receivers: [r], radius: 2, group: g}
        - {id: q, brand: c, receivers: [r], radius: 2}
      purposes: [{id: o, text: t, benefit: b, version: 1}, {id: idle, text: t, benefit: b, version: 1}]
      alerts:
        - {id: a, brand: b, purpose: o, class: service, trigger: {place: q, zone: near}, gap: 5min}
        - {id: w, brand: b, purpose: o, class: safety, trigger: {place: p, zone: near, dwell: 5min}}
        - {id: z, brand: b, purpose: o, class: service, trigger: {place: p, zone: near}, ends: 2026-06-01T12:00:00Z}
      topics: [{id: health, sensitive: true}]
      shoppers: [{id: s, credential: {name: t}, consents: [o]}]
      """)
    #expect(
      site.warnings == [
        "receiver spare is used by no place: what it hears has no effect",
        "place p is alone in its group: wherever a shopper is heard, it holds",
        "alert a of b waits at a place of c",
        "alert a asks for a gap of 5 min: the venue's 20 min is longer and holds",
        "purpose idle serves nothing: do not ask for consent to it",
        "alert w is of class safety, which comes past quiet hours and caps, and yet it waits for an "
          + "interest, a dwell, a return or a trial: is it what it says?",
        "topic health is sensitive and has no name: say what people call it in each language, so that "
          + "no text for a locked screen tells of it",
        "shopper s has not consented to presence: nothing will be noted",
      ])
    let end = LedgerTime(nanoseconds: 1_780_315_200_000_000_000)
    #expect(site.ended(by: end + .seconds(-1)).isEmpty)
    #expect(
      site.ended(by: end) == [
        "alert z has ended and is never sent: take it out, or give it a new end"
      ])
  }

  @Test(
    "positions that only some receivers have are warned of, since the floor takes all of them",
    arguments: [
      ("prp", "of 3 receivers 1 has no position (r1)"),
      ("rrp", "of 3 receivers 2 have no position (r0, r1)"),
      ("rrrrrp", "of 6 receivers 5 have no position (r0, r1, r2 and 2 more)"),
      ("ppp", nil), ("rrr", nil), ("pr", nil),
    ] as [(String, String?)])
  func positions(kinds: String, words: String?) throws {
    let receivers = kinds.enumerated().map { index, kind in
      kind == "p" ? "{id: r\(index), position: [\(index), 0, 1]}" : "{id: r\(index)}"
    }
    let names = (0..<kinds.count).map { "r\($0)" }
    let site = try SampleSite.read(
      """
      version: 1
      site: {name: Shop, zone: UTC}
      receivers: [\(receivers.joined(separator: ", "))]
      places: [{id: p, brand: b, receivers: [\(names.joined(separator: ", "))], radius: 2}]
      """)
    let advice = "give every receiver one, or shoppers are judged by each receiver alone"
    #expect(site.warnings == (words.map { ["\($0): \(advice)"] } ?? []))
  }

  @Test("a file that is not there is an error that names it")
  func missingFile() {
    let error = #expect(throws: SiteError.self) {
      try Site(file: "/nowhere/site.yaml", for: .replay)
    }
    #expect(error?.description.hasPrefix("/nowhere/site.yaml: expected a file to read") == true)
  }

  private func name<Subject>(_ text: String) throws -> Identifier<Subject> {
    try #require(Identifier(text))
  }
}
