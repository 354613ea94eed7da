import Alerts
import Control
import Delivery
import Gateway
import Ledger
import Proximity
import Site
import Testing

/// What shoppers say of alerts, and what they are told of them, at the desk.
@Suite("The desk and a shopper's word")
struct ShopperWordTests {
  static let now = StoreDeskTests.now
  static let site = """
    version: 1
    site: {name: Tea Corner, zone: Europe/Vienna}
    languages: [en, de]
    receivers: [{id: hub}]
    places: [{id: tea, brand: leaf, receivers: [hub], radius: 3}]
    topics: [{id: wine}, {id: maternity, sensitive: true}]
    purposes:
      - id: offers
        version: 1
        text: {en: We tell you of tea., de: Wir sagen Ihnen etwas zum Tee.}
        benefit: {en: A cup of tea, de: Eine Tasse Tee}
      - {id: news, version: 1, text: {en: News., de: Neues.}, benefit: {en: News., de: Neues.}}
      - {id: more, version: 1, text: {en: More., de: Mehr.}, benefit: {en: More., de: Mehr.}}
    alerts:
      - id: first-flush
        brand: leaf
        purpose: offers
        class: service
        text: {en: The first flush is here., de: Die erste Ernte ist da.}
        trigger: {place: tea, zone: near}
    """

  static func desk(_ site: String = site) throws -> StoreDesk<MemoryLedger> {
    StoreDesk(
      try Site(yaml: Array(site.utf8), source: "site.yaml", for: .replay), books: MemoryLedger(),
      names: try DeliveryNames(secret: [UInt8](repeating: 7, count: 32)),
      clock: { Moment(now: now) })
  }

  /// Somebody who consents to offers in German, is at the tea, and got what there is.
  private func shopper(at desk: StoreDesk<MemoryLedger>) async throws -> Enrolled {
    let credential = try #require(CredentialText(StoreDeskTests.tag))
    let reply = try await ask(
      .enrol(EnrolmentRequest(credential: credential)), .privacyOfficer, desk)
    guard case .enrolled(let enrolled) = reply, let id = enrolled.shopper else {
      throw Unexpected()
    }
    for purpose: PurposeID in ["presence", "offers"] {
      _ = try await ask(
        .consent(
          .pseudonym(id),
          ConsentGiven(purpose: purpose, version: 1, language: "de", method: "counter")),
        .associate, desk)
    }
    try await desk.record(.zone("tea", .near), of: id)
    try await desk.record(.visit("tea", since: Self.now, dwell: .seconds(60), away: nil), of: id)
    return enrolled
  }

  @discardableResult
  private func ask(
    _ command: ShopperCommand, _ role: ControlRole, _ desk: StoreDesk<MemoryLedger>
  ) async throws -> ControlReply {
    role.view(of: try await desk.handle(command, as: role, from: StoreDeskTests.peer))
  }

  private func decisions(_ desk: StoreDesk<MemoryLedger>) -> [GatewayEvent] {
    desk.takeOutcomes().flatMap { outcome in
      outcome.decisions.map {
        GatewayEvent.decision($0, of: outcome.shopper, at: Instant(seconds: 0))
      }
    }
  }

  @Test("What is sent, and why, comes in the language in which the shopper consented")
  func language() async throws {
    let desk = try Self.desk()
    let id = try #require(try await shopper(at: desk).shopper)
    let digest = try #require(await desk.reserved(by: decisions(desk)).first)
    #expect(digest.alerts[0].text == "Die erste Ernte ist da.")
    #expect(
      digest.alerts[0].reason
        == "Geschickt: Sie haben dem zugestimmt, und keine Regel spricht dagegen. Zugestimmt haben Sie "
        + "diesem: „Wir sagen Ihnen etwas zum Tee.“")
    try await ask(.withdraw(.pseudonym(id), nil), .associate, desk)
    let receipts = await desk.books.receipts(of: id)
    #expect(receipts.map(\.language) == ["de", "de", "de"])
    #expect(receipts[1].purposes[0].text == "Wir sagen Ihnen etwas zum Tee.")
  }

  @Test("A shopper is told why an alert came or did not; the counter does not see which it was")
  func explained() async throws {
    let desk = try Self.desk()
    let id = try #require(try await shopper(at: desk).shopper)
    try await desk.record(.departed("tea"), of: id)
    try await desk.record(.leaveMeAlone(.always), of: id)
    try await desk.record(.zone("tea", .near), of: id)
    try await desk.record(
      .visit("tea", since: Self.now + .seconds(1), dwell: .seconds(60), away: .seconds(1)), of: id)
    let tag = ShopperReference.credential(try #require(CredentialText(StoreDeskTests.tag)))
    guard case .explained(let told) = try await ask(.explain(tag, nil), .associate, desk)
    else { throw Unexpected() }
    #expect(told.count == 2 && told.allSatisfy { $0.alert == nil })
    #expect(
      told[0].sentence
        == "Geschickt: Sie haben dem zugestimmt, und keine Regel spricht dagegen.")
    #expect(told[1].sentence == "Nicht geschickt: Sie wollen in Ruhe gelassen werden.")
    // R27: from afar nobody sees what belongs to the visit that goes on.
    guard
      case .explained(let past) = try await ask(
        .explain(.pseudonym(id), "first-flush"), .privacyOfficer, desk),
      case .record(let record) = try await ask(.show(.pseudonym(id)), .privacyOfficer, desk)
    else { throw Unexpected() }
    #expect(past.map(\.alert) == ["first-flush"])
    #expect(record.decisions.count == 1 && record.alerts.count == 1)
    await #expect(throws: ControlError.self) {
      try await ask(.explain(.pseudonym(id), "no-such"), .privacyOfficer, desk)
    }
    #expect(!ControlRole.operator.mayAsk(.explain(.pseudonym(id), nil)))
    let looks = await desk.books.audit(after: nil, limit: 100).elements
    #expect(looks.count { $0.access == .explain } == 3)
  }

  @Test("The app's service knows the shopper by the handle, and what it says of a message tells")
  func unwelcome() async throws {
    let desk = try Self.desk()
    let enrolled = try await shopper(at: desk)
    let id = try #require(enrolled.shopper)
    let handle = try #require(enrolled.handle)
    let names = try DeliveryNames(secret: [UInt8](repeating: 7, count: 32))
    #expect(names.handle(of: id).description == handle.description)
    let message = try #require(DeliveryName(names.key(of: 1, of: id).description))
    let strange = try #require(DeliveryName(String(repeating: "0", count: 32)))
    await #expect(throws: ControlError.self) {
      try await ask(.unwelcome(.handle(handle), message: strange, .dismissed), .operator, desk)
    }
    await #expect(throws: ControlError.self) {
      try await ask(.unwelcome(.handle(strange), message: message, .dismissed), .operator, desk)
    }
    #expect(try await desk.page(of: id).fatigue(at: Self.now) == 0)
    try await ask(.unwelcome(.handle(handle), message: message, .ignored), .operator, desk)
    #expect(try await desk.page(of: id).fatigue(at: Self.now) == 0)
    try await ask(.unwelcome(.handle(handle), message: message, .dismissed), .operator, desk)
    #expect(try await desk.page(of: id).fatigue(at: Self.now) == 1)
    // Opting out in the app takes no more.
    try await ask(.withdraw(.handle(handle), nil), .operator, desk)
    try await ask(.erase(.handle(handle)), .operator, desk)
    await #expect(throws: ControlError.self) {
      try await ask(.withdraw(.handle(handle), nil), .operator, desk)
    }
  }

  @Test("R8: who has been shown a wording, has answered or wants to be left alone is not asked")
  func askedOnce() async throws {
    let desk = try Self.desk()
    let id = try #require(try await shopper(at: desk).shopper)
    func asked(_ purpose: PurposeID, _ language: String = "de") async throws -> Question {
      let reply = try await ask(
        .ask(.pseudonym(id), purpose, language: language), .associate, desk)
      guard case .question(let question) = reply else { throw Unexpected() }
      return question
    }
    #expect(try await !asked("offers").isToBeAsked, "who said yes has answered")
    #expect(try await asked("offers").text == "Wir sagen Ihnen etwas zum Tee.")
    #expect(try await asked("offers").benefit == "Eine Tasse Tee")
    #expect(try await asked("presence").text == "Um Ihren Anhänger im Geschäft zu erkennen.")
    try await ask(.leaveMeAlone(.pseudonym(id), .always), .associate, desk)
    #expect(try await !asked("news").isToBeAsked)
    try await ask(.leaveMeAlone(.pseudonym(id), .no), .associate, desk)
    #expect(try await asked("news").isToBeAsked)
    #expect(try await !asked("news", "en").isToBeAsked)
    try await ask(.withdraw(.pseudonym(id), nil), .associate, desk)
    #expect(try await !asked("more").isToBeAsked, "a no silences asking")
    for (purpose, language) in [("nothing", "en"), ("offers", "fr")] as [(PurposeID, String)] {
      await #expect(throws: ControlError.self) { try await asked(purpose, language) }
    }
  }

  @Test("The shopper's own ranking is kept with the other wishes, of brands and topics there are")
  func ranking() async throws {
    let desk = try Self.desk()
    let id = try #require(try await shopper(at: desk).shopper)
    try await ask(
      .cap(.pseudonym(id), Wishes(limits: [.init(count: 1, seconds: 60)])), .associate, desk)
    try await ask(.rank(.pseudonym(id), [.topic("wine"), .brand("leaf")]), .associate, desk)
    let preferences = try await desk.page(of: id).preferences
    #expect(preferences.ranking == [.topic("wine"), .brand("leaf")])
    #expect(preferences.caps == [Cap(count: 1, per: .seconds(60))])
    // R21: a sensitive topic is nobody's until they ask for it.
    for strange in [Favourite.topic("health"), .brand("other"), .topic("maternity")] {
      await #expect(throws: ControlError.self) {
        try await ask(.rank(.pseudonym(id), [strange]), .associate, desk)
      }
    }
    try await ask(.allow(.pseudonym(id), "maternity", isAllowed: true), .associate, desk)
    try await ask(.rank(.pseudonym(id), [.topic("maternity")]), .associate, desk)
  }
}
