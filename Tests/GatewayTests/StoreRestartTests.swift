import Advertising
import Alerts
import Control
import Delivery
import Gateway
import Ledger
import Proximity
import Site
import Testing

@Suite("A live store that is killed and started again")
struct StoreRestartTests {
  /// A store whose process can be killed: its books outlive it.
  private struct Life<Books: WholeLedger>: ~Copyable {
    var gateway: Gateway<Books>
    var keeper: VisitKeeper
    let desk: StoreDesk<Books>

    /// Begins at a second, with what the books hold.
    init(_ site: Site, _ cabinet: some Cabinet<Books>, at second: Int) async throws {
      let books = try await cabinet.open()
      let now = Shop.start + .seconds(second)
      var gateway = try Gateway(
        site, ledger: books, limits: Limits(shoppers: 16, identifiers: 64), clock: .recording,
        startingAt: now, seed: 7)
      let desk = StoreDesk(site, books: books) {
        Moment(now: LedgerTime(nanoseconds: now.nanoseconds))
      }
      try await desk.learnCredentials()
      let restored = try await gateway.restore(at: now)
      self.gateway = gateway
      self.desk = desk
      keeper = VisitKeeper(knowing: restored.visits)
    }

    mutating func hear(_ seconds: ClosedRange<Int>) async throws -> [GatewayEvent] {
      var events: [GatewayEvent] = []
      for advertisement in Shop.stay(seconds, { _ in (GatewayTests.tag, nil) }) {
        for change in desk.takeRosterChanges() {
          try gateway.take(change, at: advertisement.time)
        }
        events += await settle(await gateway.ingest([advertisement]))
      }
      return events
    }

    mutating func advance(_ second: Int) async throws -> [GatewayEvent] {
      await settle(await gateway.advance(to: Shop.start + .seconds(second)))
    }

    private mutating func settle(_ events: [GatewayEvent]) async -> [GatewayEvent] {
      try? await desk.keep(keeper.visits(in: events, by: gateway.clock))
      return events
    }
  }

  /// Enrols one shopper, who consents to presence and help.
  private func fill(_ cabinet: some Cabinet, _ site: Site) async throws {
    let life = try await Life(site, cabinet, at: 0)
    let tag = try Self.tag
    _ = try await life.desk.handle(
      .enrol(EnrolmentRequest(credential: tag)), as: .associate, from: Self.peer)
    for purpose: PurposeID in ["presence", "help"] {
      _ = try await life.desk.handle(
        .consent(
          .credential(tag),
          ConsentGiven(purpose: purpose, version: 1, language: "en", method: "counter")),
        as: .associate, from: Self.peer)
    }
  }

  private static let peer = PeerCredentials(process: 1, user: 0, group: 0)
  private static var tag: CredentialText {
    get throws {
      try #require(CredentialText("ibeacon: f7826da6-4fa2-4e98-8024-bc5b71e0893e/1/7"))
    }
  }

  private func site() throws -> Site { try Shop.site(credential: GatewayTests.credential) }

  private func plain(_ events: [GatewayEvent]) -> [String] {
    events.lines.map { line in
      line.split(separator: " ").filter { !$0.hasPrefix("s-") }.joined(separator: " ")
    }
  }

  @Test("A visit goes on: one entry, one dwell, and no alert twice")
  func visitGoesOn() async throws {
    try await visitGoesOn(MemoryCabinet())
    try await visitGoesOn(try DiskCabinet())
  }

  private func visitGoesOn(_ cabinet: some Cabinet) async throws {
    let site = try site()
    try await fill(cabinet, site)
    var first = try await Life(site, cabinet, at: 0)
    #expect(
      plain(try await first.hear(1...25)) == [
        "7 entered shelf 5", "22 dwelled shelf 20", "22 send till allowed",
      ])
    var second = try await Life(site, cabinet, at: 40)
    var events = try await second.hear(40...100)
    events += try await second.advance(400)
    #expect(
      plain(events) == [
        "42 dwelled shelf 40", "42 defer queue gap", "160 departed shelf 98",
      ])
  }

  @Test("Who was last there before the restart is on a return visit after it")
  func returnVisit() async throws {
    try await returnVisit(MemoryCabinet())
    try await returnVisit(try DiskCabinet())
  }

  private func returnVisit(_ cabinet: some Cabinet) async throws {
    let site = try site()
    try await fill(cabinet, site)
    var first = try await Life(site, cabinet, at: 0)
    _ = try await first.hear(1...25)
    _ = try await first.advance(200)
    var second = try await Life(site, cabinet, at: 1000)
    #expect(plain(try await second.hear(1000...1010)).first == "1006 returned shelf 976")
  }

  @Test("Caps outlive the restart")
  func caps() async throws {
    try await caps(MemoryCabinet())
    try await caps(try DiskCabinet())
  }

  private func caps(_ cabinet: some Cabinet) async throws {
    let site = try site()
    try await fill(cabinet, site)
    var sent = 0
    for round in 0..<8 {
      var life = try await Life(site, cabinet, at: round * 2000)
      let events = try await life.hear(round * 2000 + 1...round * 2000 + 60)
      sent += plain(events).count { $0.contains(" send ") }
    }
    #expect(sent == 5)
  }

  @Test(
    "Whoever withdrew or was erased before the restart is a stranger after it",
    arguments: [true, false])
  func stranger(isErased: Bool) async throws {
    try await stranger(MemoryCabinet(), isErased)
    try await stranger(try DiskCabinet(), isErased)
  }

  private func stranger(_ cabinet: some Cabinet, _ isErased: Bool) async throws {
    let site = try site()
    try await fill(cabinet, site)
    var first = try await Life(site, cabinet, at: 0)
    _ = try await first.hear(1...25)
    _ = try await first.desk.handle(
      isErased ? .erase(.credential(Self.tag)) : .withdraw(.credential(Self.tag), nil),
      as: .associate, from: Self.peer)
    #expect(try await first.hear(26...60).isEmpty)
    var second = try await Life(site, cabinet, at: 70)
    #expect(try await second.hear(70...200).isEmpty)
    #expect(second.gateway.reception.strangers == 131)
  }
}
