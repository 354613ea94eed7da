import Alerts
import Control
import Gateway
import Ledger
import Proximity
import Site
import Testing

@Suite("The kill switch and complaints")
struct AlertsHaltTests {
  private static let text = """
    version: 1
    site: {name: Tea Corner, zone: Europe/London}
    receivers: [{id: hub}]
    places: [{id: tea, brand: leaf, receivers: [hub], radius: 3}]
    purposes: [{id: offers, text: Offers beside the shelf, benefit: A cup of tea, version: 1}]
    alerts:
      - {id: first-flush, brand: leaf, purpose: offers, class: service, trigger: {place: tea, zone: near}}
      - id: tasting
        brand: leaf
        purpose: offers
        class: service
        trigger: {place: tea, zone: near}
        pilot: true
        ends: 2030-01-01T00:00:00Z
    """

  private func desk(_ books: MemoryLedger = MemoryLedger()) throws -> StoreDesk<MemoryLedger> {
    StoreDesk(
      try Site(yaml: Array(Self.text.utf8), source: "site.yaml", for: .replay), books: books,
      clock: { Moment(now: StoreDeskTests.now) })
  }

  private func ask(
    _ desk: StoreDesk<MemoryLedger>, _ command: AlertsCommand
  ) async throws -> AlertsState {
    let reply = try await desk.handle(command, as: .operator, from: StoreDeskTests.peer)
    guard case .alerts(let state) = reply else { throw Unexpected() }
    return state
  }

  @Test("R2: one kill switch holds until it is lifted, over restarts, however often it was set")
  func killSwitch() async throws {
    let books = MemoryLedger()
    let first = try desk(books)
    #expect(!first.halt.isStopped)
    #expect(try await ask(first, .stop).isStopped)
    #expect(try await ask(first, .stop).isStopped)
    #expect(first.halt.isStopped && first.policy(at: StoreDeskTests.now).isStopped)
    let second = try desk(books)
    try await second.recallHalt()
    #expect(second.halt.isStopped)
    second.replaceSite(second.site)
    #expect(second.halt.isStopped, "a site that is read anew lifts nothing")
    #expect(try await ask(second, .resume) == AlertsState())
    #expect(!second.halt.isStopped)
    let third = try desk(books)
    try await third.recallHalt()
    #expect(!third.halt.isStopped)
  }

  @Test("R2: a recorded complaint stops a pilot for good; about another alert it is for people")
  func complaints() async throws {
    let books = MemoryLedger()
    let first = try desk(books)
    let told = Told()
    first.onHalt { await told.note($0) }
    _ = try await ask(first, .complain("first-flush"))
    let state = try await ask(first, .complain("tasting"))
    #expect(
      state.complaints == [
        .init(about: "first-flush", count: 1, hasStopped: false),
        .init(about: "tasting", count: 1, hasStopped: true),
      ])
    #expect(await told.halts.last == AlertsHalt(pilots: ["tasting"]))
    #expect(try await ask(first, .resume).complaints == state.complaints)
    let second = try desk(books)
    try await second.recallHalt()
    #expect(second.halt == AlertsHalt(pilots: ["tasting"]))
    await #expect(throws: ControlError.self) { try await ask(second, .complain("nothing")) }
  }

  @Test("A gateway that is halted sends nothing, and says why")
  func gateway() async throws {
    var gateway = try await Shop.gateway(
      Shop.site(credential: GatewayTests.credential), MemoryLedger())
    gateway.halt = AlertsHalt(isStopped: true)
    let events = await gateway.ingest(Shop.stay(0...60) { _ in (GatewayTests.tag, nil) })
    #expect(
      events.lines.filter { $0.contains("stopped") } == [
        "21 anna deny till stopped", "31 anna deny queue stopped",
      ])
    #expect(!events.lines.contains { $0.contains("send") })
  }

  @Test("What is left of decisions and visits are counts, and small ones are not told")
  func remainingCounts() async throws {
    let desk = try desk()
    let site = desk.site
    let alert = try #require(site.policy.alert("first-flush"))
    var page = Page(for: "shopper-7")
    // Not in the quiet hours.
    let now = Moment(now: StoreDeskTests.now + .seconds(4 * 3_600))
    for event: Event in [
      .consented("offers", version: 1, epoch: Epoch(rawValue: 1)), .zone("tea", .near),
      .visit("tea", since: now.now, dwell: .seconds(60), away: nil),
    ] {
      page = step(page, event, now, desk.policy(at: now.now)).page
    }
    let sent = try #require(page.decisions.first { $0.candidate.alert == alert.id })
    #expect(sent.outcome == .send)
    let event = GatewayEvent.decision(sent, of: "shopper-7", at: Instant(seconds: 0))
    try await desk.count(Array(repeating: event, count: 9))
    #expect(
      try await ask(desk, .show).decided == [
        .init(alert: "first-flush", mode: .live, outcome: .send, count: 9)
      ])
    #expect(try await ask(desk, .show).decided.first?.count == nil)
    try await desk.count([event])
    #expect(try await ask(desk, .show).decided.first?.count == 10)
    // One more is nobody's to watch.
    try await desk.count([event])
    #expect(try await ask(desk, .show).decided.first?.count == 10)
    let state = try await ask(desk, .show)
    guard case .alerts(let seen) = ControlRole.associate.view(of: .alerts(state)) else {
      throw Unexpected()
    }
    #expect(seen.decided.isEmpty)
    var swept = Swept()
    swept.visits = 3
    try await desk.count(swept)
    #expect(await desk.books.counts().map(\.amount) == [11, 3])
    // None of it names a shopper.
    #expect(await desk.books.counts().allSatisfy { !$0.counter.description.contains("shopper") })
  }
}

private actor Told {
  private(set) var halts: [AlertsHalt] = []
  func note(_ halt: AlertsHalt) { halts.append(halt) }
}
