import Alerts
import Control
import Delivery
import Gateway
import Ledger
import Proximity
import Site
import Synchronization
import Testing

@Suite("The desk of a live store")
struct StoreDeskTests {
  static let now = LedgerTime(nanoseconds: 1_800_000_000_000_000_000)
  static let peer = PeerCredentials(process: 1, user: 0, group: 0)
  static let tag = "ibeacon: f7826da6-4fa2-4e98-8024-bc5b71e0893e/1/7"

  static let site = """
    version: 1
    site: {name: Tea Corner, zone: Europe/London}
    receivers: [{id: hub}]
    places: [{id: tea, brand: leaf, receivers: [hub], radius: 3}]
    topics: [{id: wine}]
    purposes:
      - {id: offers, text: Offers beside the shelf, benefit: A cup of tea on us, version: 2}
    alerts:
      - {id: first-flush, brand: leaf, purpose: offers, class: service, trigger: {place: tea, zone: near}}
    """

  static func desk() throws -> StoreDesk<MemoryLedger> {
    StoreDesk(
      try Site(yaml: Array(site.utf8), source: "site.yaml", for: .replay), books: MemoryLedger(),
      clock: { Moment(now: now) })
  }

  private func credential() throws -> CredentialText { try #require(CredentialText(Self.tag)) }

  /// Enrols the tag; returns the pseudonym.
  private func enrol(
    _ desk: StoreDesk<MemoryLedger>, isMinor: Bool = false
  ) async throws -> ShopperID {
    let reply = try await desk.handle(
      .enrol(EnrolmentRequest(credential: try credential(), isMinor: isMinor)), as: .operator,
      from: Self.peer)
    guard case .enrolled(let enrolled) = reply else { throw Unexpected() }
    return try #require(enrolled.shopper)
  }

  private func consent(
    _ desk: StoreDesk<MemoryLedger>, _ shopper: ShopperID, to purpose: PurposeID, version: Int
  ) async throws -> ControlReply {
    try await desk.handle(
      .consent(
        .pseudonym(shopper),
        ConsentGiven(purpose: purpose, version: version, language: "en", method: "counter")),
      as: .associate, from: Self.peer)
  }

  @Test("Who is enrolled is a stranger to the radio until they consent to presence")
  func enrolment() async throws {
    let desk = try Self.desk()
    let shopper = try await enrol(desk)
    #expect(desk.takeRosterChanges().isEmpty)
    #expect(try await desk.page(of: shopper).consents.isEmpty)
    guard case .done(let receipt) = try await consent(desk, shopper, to: "presence", version: 1)
    else { throw Unexpected() }
    #expect(receipt.number != nil)
    guard case .admit(let enrolment, until: nil) = desk.takeRosterChanges().first else {
      throw Unexpected()
    }
    #expect(enrolment.shopper == shopper)
    #expect(await desk.books.receipts(of: shopper).count == 1)
  }

  @Test("A shown tag and a shown code name the shopper, a strange tag names nobody")
  func naming() async throws {
    let desk = try Self.desk()
    let reply = try await desk.handle(
      .enrol(EnrolmentRequest(credential: try credential())), as: .associate, from: Self.peer)
    guard case .enrolled(let enrolled) = reply, let code = enrolled.code else { throw Unexpected() }
    for reference in [ShopperReference.code(code), .credential(try credential())] {
      #expect(
        try await desk.handle(
          .leaveMeAlone(reference, .always), as: .associate, from: Self.peer) == .done(Receipt()))
    }
    let strange = try #require(
      CredentialText("ibeacon: f7826da6-4fa2-4e98-8024-bc5b71e0893e/9/9"))
    await #expect(throws: ControlError.self) {
      try await desk.handle(.withdraw(.credential(strange), nil), as: .associate, from: Self.peer)
    }
  }

  @Test(
    "What cannot be enrolled is refused, and never repeats a key",
    arguments: [
      "name: tag-7", "irk: 00112233445566778899aabbccddeef", "ibeacon: 7", "nonsense", "irk: [1",
    ])
  func refused(line: String) async throws {
    let desk = try Self.desk()
    let request = EnrolmentRequest(credential: try #require(CredentialText(line)))
    let error = await #expect(throws: ControlError.self) {
      try await desk.handle(.enrol(request), as: .operator, from: Self.peer)
    }
    #expect(error?.code == .refused)
    #expect(error?.problem.contains("00112233") == false)
  }

  @Test("A beacon is enrolled once")
  func twice() async throws {
    let desk = try Self.desk()
    _ = try await enrol(desk)
    await #expect(throws: ControlError.self) { try await enrol(desk) }
  }

  @Test("R8: consent to an old wording is refused, and what was not consented to is not there")
  func oldWording() async throws {
    let desk = try Self.desk()
    let shopper = try await enrol(desk)
    await #expect(throws: ControlError.self) {
      try await consent(desk, shopper, to: "offers", version: 1)
    }
    #expect(try await desk.page(of: shopper).consents.isEmpty)
    _ = try await consent(desk, shopper, to: "offers", version: 2)
    #expect(try await desk.page(of: shopper).consents.map(\.purpose) == ["offers"])
  }

  @Test("A consent that runs out says so on its receipt, and recognition ends with it")
  func expiry() async throws {
    let text = Self.site.replacing(
      "alerts:",
      with:
        "  - {id: presence, text: We notice, benefit: Less waiting, version: 1, lasts: 30d}\nalerts:"
    )
    let time = Mutex(Self.now)
    let desk = StoreDesk(
      try Site(yaml: Array(text.utf8), source: "site.yaml", for: .replay), books: MemoryLedger(),
      clock: { Moment(now: time.withLock { $0 }) })
    let shopper = try await enrol(desk)
    _ = try await consent(desk, shopper, to: "presence", version: 1)
    let end = Self.now + .seconds(30 * 86_400)
    #expect(try await desk.page(of: shopper).consents.map(\.until) == [end])
    #expect(await desk.books.receipts(of: shopper).map(\.expires) == [end])
    guard case .admit(_, until: end) = desk.takeRosterChanges().first else { throw Unexpected() }
    time.withLock { $0 = end }
    // Asked again and given anew, it holds again.
    _ = try await consent(desk, shopper, to: "presence", version: 1)
    #expect(
      try await desk.page(of: shopper).consents.map(\.until) == [end + .seconds(30 * 86_400)])
  }

  @Test("R22: withdrawing takes one command, as consenting does, and calls off what waits")
  func withdrawal() async throws {
    let desk = try Self.desk()
    let calledOff = Recorder()
    desk.onWithdrawal { await calledOff.note($0) }
    let shopper = try await enrol(desk)
    _ = try await consent(desk, shopper, to: "presence", version: 1)
    _ = try await consent(desk, shopper, to: "offers", version: 2)
    _ = desk.takeRosterChanges()
    let reply = try await desk.handle(
      .withdraw(.credential(try credential()), nil), as: .associate, from: Self.peer)
    guard case .done(let receipt) = reply else { throw Unexpected() }
    #expect(receipt.number != nil)
    #expect(desk.takeRosterChanges() == [.dismiss(shopper)])
    #expect(await calledOff.shoppers == [shopper])
    #expect(try await desk.page(of: shopper).consents.allSatisfy { !$0.isGiven })
    #expect(await desk.books.receipts(of: shopper).last?.said == .withdrawn)
  }

  @Test("A withdrawal holds although the clock has been set back since the consent")
  func withdrawalOfThePast() async throws {
    let clock = Mutex(Self.now)
    let desk = StoreDesk(
      try Site(yaml: Array(Self.site.utf8), source: "site.yaml", for: .replay),
      books: MemoryLedger(), clock: { Moment(now: clock.withLock { $0 }) })
    let shopper = try await enrol(desk)
    _ = try await consent(desk, shopper, to: "presence", version: 1)
    _ = try await consent(desk, shopper, to: "offers", version: 2)
    clock.withLock { $0 = LedgerTime(nanoseconds: 1_000_000_000) }
    _ = try await desk.handle(
      .withdraw(.pseudonym(shopper), "offers"), as: .operator, from: Self.peer)
    #expect(try await desk.page(of: shopper).consent(to: "offers")?.isGiven == false)
    _ = try await desk.handle(.withdraw(.pseudonym(shopper), nil), as: .operator, from: Self.peer)
    #expect(try await desk.page(of: shopper).consents.allSatisfy { !$0.isGiven })
    clock.withLock { $0 = Self.now - .seconds(3_600) }
    _ = try await consent(desk, shopper, to: "offers", version: 2)
    #expect(try await desk.page(of: shopper).consent(to: "offers")?.isGiven == true)
  }

  @Test("A purpose, a topic or a language that the site does not have is refused, not nodded at")
  func unknownWords() async throws {
    let desk = try Self.desk()
    let shopper = try await enrol(desk)
    for command: ShopperCommand in [
      .withdraw(.pseudonym(shopper), "ofers"),
      .allow(.pseudonym(shopper), "maternty", isAllowed: true),
    ] {
      let error = await #expect(throws: ControlError.self) {
        try await desk.handle(command, as: .operator, from: Self.peer)
      }
      #expect(error?.code == .refused)
    }
    #expect(await desk.books.receipts(of: shopper).isEmpty)
  }

  @Test("An interest can be taken back although the site no longer has the topic")
  func formerTopic() async throws {
    let desk = try Self.desk()
    let shopper = try await enrol(desk)
    _ = try await desk.handle(
      .allow(.pseudonym(shopper), "wine", isAllowed: true), as: .operator, from: Self.peer)
    let without = Self.site.replacing("topics: [{id: wine}]\n", with: "")
    desk.replaceSite(try Site(yaml: Array(without.utf8), source: "site.yaml", for: .replay))
    #expect(desk.site.policy.topics.isEmpty)
    _ = try await desk.handle(
      .allow(.pseudonym(shopper), "wine", isAllowed: false), as: .operator, from: Self.peer)
    #expect(try await desk.page(of: shopper).interests.isEmpty)
  }

  @Test("Withdrawing one purpose keeps the others, and only presence makes a stranger")
  func onePurpose() async throws {
    let desk = try Self.desk()
    let shopper = try await enrol(desk)
    _ = try await consent(desk, shopper, to: "presence", version: 1)
    _ = try await consent(desk, shopper, to: "offers", version: 2)
    _ = desk.takeRosterChanges()
    _ = try await desk.handle(
      .withdraw(.pseudonym(shopper), "offers"), as: .operator, from: Self.peer)
    #expect(desk.takeRosterChanges().isEmpty)
    let page = try await desk.page(of: shopper)
    #expect(page.consent(to: "presence")?.isGiven == true)
    #expect(page.consent(to: "offers")?.isGiven == false)
  }

  @Test("An erased shopper is a stranger: no page, no tag, no code, a receipt")
  func erasure() async throws {
    let desk = try Self.desk()
    let shopper = try await enrol(desk)
    _ = try await consent(desk, shopper, to: "presence", version: 1)
    let reply = try await desk.handle(.erase(.pseudonym(shopper)), as: .operator, from: Self.peer)
    guard case .done(let receipt) = reply else { throw Unexpected() }
    #expect(receipt.number != nil)
    #expect(desk.takeRosterChanges().last == .dismiss(shopper))
    for command in [
      ShopperCommand.show(.pseudonym(shopper)), .cap(.pseudonym(shopper), Wishes(limits: [])),
    ] {
      await #expect(throws: ControlError.self) {
        try await desk.handle(command, as: .privacyOfficer, from: Self.peer)
      }
    }
    // Whoever comes back with the same beacon begins as somebody new.
    #expect(try await enrol(desk) != shopper)
  }

  @Test(
    "R5: looking at a shopper leaves a line in what they can see; what is shown is no live view")
  func disclosure() async throws {
    let desk = try Self.desk()
    let shopper = try await enrol(desk, isMinor: true)
    _ = try await consent(desk, shopper, to: "presence", version: 1)
    try await desk.keep([
      KeptVisit(
        shopper, at: "tea", since: Self.now - .seconds(600), latest: Self.now - .seconds(300),
        phase: .departed, dwell: .seconds(300))
    ])
    let shown = try await desk.handle(
      .show(.pseudonym(shopper)), as: .privacyOfficer, from: Self.peer)
    guard case .record(let record) = shown else { throw Unexpected() }
    #expect(record.isMinor)
    #expect(record.beacons == ["ibeacon"])
    #expect(record.pastVisits.map(\.seconds) == [300])
    #expect(record.accesses.contains { $0.what == "show" && $0.role == .privacyOfficer })
    let exported = try await desk.handle(
      .export(.pseudonym(shopper)), as: .privacyOfficer, from: Self.peer)
    guard case .export(let document) = exported else { throw Unexpected() }
    #expect(document.contains("KI-CR-v1.1.0"))
    #expect(!document.contains("f7826da6"))
  }

  @Test(
    "What consent at the counter lets through is decided by the hours of the day, and told once")
  func consentLetsThrough() async throws {
    // 8:00 and 22:00 in London; the venue is quiet from 21:00 to 9:00 unless the file says otherwise.
    for (hour, outcome) in [(12, Outcome.send), (22, .defer)] {
      let now = Self.now - .seconds(8 * 3600) + .seconds(hour * 3600)
      let desk = StoreDesk(
        try Site(
          yaml: Array((Self.site + "\nquiet-hours: [{from: '21:00', to: '09:00'}]").utf8),
          source: "site.yaml", for: .replay), books: MemoryLedger(), clock: { Moment(now: now) })
      let shopper = try await enrol(desk)
      _ = try await consent(desk, shopper, to: "presence", version: 1)
      let (page, revision) = await desk.books.page(shopper)
      let silent = try Policy(purposes: [], alerts: [], quiet: .never)
      var visited = page
      for event: Event in [
        .zone("tea", .near),
        .visit("tea", since: now - .seconds(60), dwell: .seconds(60), away: nil),
      ] {
        visited = step(visited, event, Moment(now: now), silent).page
      }
      #expect(try await desk.books.replace(shopper, visited, ifStill: revision))
      _ = desk.takeOutcomes()
      _ = try await consent(desk, shopper, to: "offers", version: 2)
      let outcomes = desk.takeOutcomes()
      #expect(outcomes.flatMap(\.decisions).map(\.outcome) == [outcome], "at \(hour)")
      #expect((outcomes.first?.deadline != nil) == (outcome == .defer))
      #expect(desk.takeOutcomes().isEmpty)
    }
  }

  @Test("Caps, quiet hours and interests are kept side by side")
  func wishes() async throws {
    let desk = try Self.desk()
    let shopper = try await enrol(desk)
    let reference = ShopperReference.pseudonym(shopper)
    let span = try #require(QuietSpan(from: 1080, to: 540))
    for command in [
      ShopperCommand.cap(reference, Wishes(limits: [.init(count: 1, seconds: 86_400)], gap: 3600)),
      .quiet(reference, [span]), .allow(reference, "wine", isAllowed: true),
    ] {
      _ = try await desk.handle(command, as: .associate, from: Self.peer)
    }
    let page = try await desk.page(of: shopper)
    #expect(page.preferences.caps == [Cap(count: 1, per: .seconds(86_400))])
    #expect(page.preferences.gap == .seconds(3600))
    #expect(page.preferences.quiet == [span])
    #expect(page.interests == ["wine"])
    await #expect(throws: ControlError.self) {
      try await desk.handle(
        .cap(reference, Wishes(limits: [.init(count: 0, seconds: -1)])), as: .associate,
        from: Self.peer)
    }
  }
}

private actor Recorder {
  var shoppers: [ShopperID] = []
  func note(_ shopper: ShopperID) { shoppers.append(shopper) }
}

struct Unexpected: Error {}
