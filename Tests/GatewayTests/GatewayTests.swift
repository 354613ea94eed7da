import Advertising
import Alerts
import Gateway
import Identity
import Ledger
import Proximity
import Site
import Testing

@Suite("Gateway")
struct GatewayTests {
  static let tag = BeaconIdentifier(
    kind: .iBeacon, high: 0xF782_6DA6_4FA2_4E98, middle: 0x8024_BC5B_71E0_893E, low: 0x0001_0007)
  static let credential = "{ibeacon: f7826da6-4fa2-4e98-8024-bc5b71e0893e/1/7}"

  func ingest<Pages>(
    _ gateway: inout Gateway<Pages>, _ advertisements: [Advertisement], batch: Int = 16
  ) async -> [GatewayEvent] {
    var events: [GatewayEvent] = []
    for start in stride(from: 0, to: advertisements.count, by: batch) {
      let end = min(start + batch, advertisements.count)
      events += await gateway.ingest(Array(advertisements[start..<end]))
    }
    return events
  }

  @Test("A visit, its alerts and an alert that waits for the gap, whatever the batch size")
  func wholeWay() async throws {
    let stay = Shop.stay(0...1400) { _ in (Self.tag, nil) }
    for batch in [1, 7, 1024] {
      var gateway = try await Shop.gateway(Shop.site(credential: Self.credential), MemoryLedger())
      var events = await ingest(&gateway, stay, batch: batch)
      events += await gateway.advance(to: Shop.start + .seconds(2000))
      #expect(
        events.lines == [
          "6 anna entered shelf 5", "21 anna dwelled shelf 20", "21 anna send till allowed",
          "31 anna dwelled shelf 30", "31 anna defer queue gap", "121 anna dwelled shelf 120",
          "1221 anna send queue allowed", "1460 anna departed shelf 1399",
        ], "batches of \(batch)")
    }
  }

  @Test("R17: without consent to presence a shopper is a stranger, of whom nothing leaves the hub")
  func noPresence() async throws {
    let ledger = MemoryLedger()
    let site = try Shop.site(credential: Self.credential, consents: "[offers, help]")
    var gateway = try await Shop.gateway(site, ledger)
    let events = await ingest(&gateway, Shop.stay(0...60) { _ in (Self.tag, nil) })
    #expect(events.isEmpty)
    #expect(gateway.reception.strangers == 61)
    #expect(await ledger.count == 0)
  }

  @Test("Time goes on with the advertisements of strangers")
  func strangersTellTheTime() async throws {
    var gateway = try await Shop.gateway(Shop.site(credential: Self.credential), MemoryLedger())
    let stranger = BeaconIdentifier(kind: .altBeacon, high: 9)
    _ = await ingest(&gateway, Shop.stay(0...10) { _ in (Self.tag, nil) })
    let events = await ingest(&gateway, Shop.stay(11...75) { _ in (stranger, nil) })
    #expect(events.lines == ["70 anna departed shelf 9"])
  }

  @Test("Withdrawing takes effect at once and leaves nothing derived")
  func withdraw() async throws {
    let ledger = MemoryLedger()
    var gateway = try await Shop.gateway(Shop.site(credential: Self.credential), ledger)
    _ = await ingest(&gateway, Shop.stay(0...25) { _ in (Self.tag, nil) })
    #expect(gateway.openVisits.count == 1)
    try await gateway.withdraw("anna", at: Shop.start + .seconds(26))
    #expect(gateway.openVisits.isEmpty)
    var events = await ingest(&gateway, Shop.stay(27...100) { _ in (Self.tag, nil) })
    events += await gateway.advance(to: Shop.start + .seconds(5000))
    #expect(events.isEmpty)
    let (page, _) = await ledger.page("anna")
    #expect(page.consents.allSatisfy { !$0.isGiven })
    #expect(page.reservations.allSatisfy { !page.stillCovers($0, at: $0.time) })
  }

  @Test("Another beacon takes effect at once and shares nothing with the old one")
  func rekey() async throws {
    let other = BeaconIdentifier(kind: .eddystoneUID, high: 1, middle: 2)
    var gateway = try await Shop.gateway(Shop.site(credential: Self.credential), MemoryLedger())
    _ = await ingest(&gateway, Shop.stay(0...25) { _ in (Self.tag, nil) })
    try gateway.rekey(
      "anna", .fixed([other]), measuredPower: nil, at: Shop.start + .seconds(26))
    #expect(gateway.openVisits.isEmpty)
    let old = await ingest(&gateway, Shop.stay(27...40) { _ in (Self.tag, nil) })
    let new = await ingest(&gateway, Shop.stay(41...50) { _ in (other, nil) })
    #expect(old.isEmpty)
    #expect(new.lines == ["47 anna entered shelf 5"])
  }

  @Test("When the ledger fails, facts go on and no alert is sent")
  func ledgerFails() async throws {
    let ledger = FailingLedger()
    var gateway = try await Shop.gateway(Shop.site(credential: Self.credential), ledger)
    await ledger.fail()
    let events = await ingest(&gateway, Shop.stay(0...60) { _ in (Self.tag, nil) })
    #expect(
      events.lines == [
        "6 anna entered shelf 5", "21 anna dwelled shelf 20", "31 anna dwelled shelf 30",
      ])
    #expect(gateway.counters.ledgerFailures > 0)
  }

  @Test("A page that others replace without end is given up, and no alert is sent")
  func endlessRace() async throws {
    let ledger = FailingLedger()
    var gateway = try await Shop.gateway(Shop.site(credential: Self.credential), ledger)
    await ledger.lose()
    let events = await ingest(&gateway, Shop.stay(0...25) { _ in (Self.tag, nil) })
    #expect(events.lines == ["6 anna entered shelf 5", "21 anna dwelled shelf 20"])
    #expect(gateway.counters.lostRaces == 100 * gateway.counters.ledgerFailures)
  }

  @Test("When the ledger fails, a withdrawal says so and holds at the gateway all the same")
  func withdrawalFails() async throws {
    let ledger = FailingLedger()
    var gateway = try await Shop.gateway(Shop.site(credential: Self.credential), ledger)
    await ledger.fail()
    do {
      try await gateway.withdraw("anna", at: Shop.start)
      Issue.record("the withdrawal is not in the ledger")
    } catch {
      #expect(error == .ledger("anna", .full(limit: 0)))
    }
    #expect(await ingest(&gateway, Shop.stay(0...60) { _ in (Self.tag, nil) }).isEmpty)
  }

  @Test("Scenario 16: an ephemeral identifier rolls over in mid-dwell, and it is one visit")
  func rollOver() async throws {
    let key = try IdentityKey(hexadecimal: "0102030405060708090a111213141516")
    let exponent = try #require(RotationExponent(10))
    // The temporary key changes 65,536 s after the beacon's clock began: 30 s into the visit.
    let began = Shop.start + .seconds(30 - 65_536)
    let site = try Shop.site(
      credential: "{eid: {key: 0102030405060708090a111213141516, exponent: 10, "
        + "since: \"\(Self.iso(began))\"}}")
    var gateway = try await Shop.gateway(site, MemoryLedger())
    let stay = Shop.stay(0...1200) { time in
      let counter = UInt32((time - began).components.seconds)
      return (key.ephemeralIdentifier(exponent: exponent, counter: counter), nil)
    }
    let events = await ingest(&gateway, stay)
    #expect(gateway.reception.strangers == 0)
    #expect(events.lines.filter { $0.contains("entered") || $0.contains("returned") }.count == 1)
    #expect(gateway.openVisits.map(\.visit.dwell) == [.seconds(1199)])
  }

  @Test("A resolvable private address is known once it has been worked on, through its changes")
  func privateAddress() async throws {
    let key = try IdentityKey(hexadecimal: "ec0234a357c8ad05341010a60a397d9b")
    let site = try Shop.site(credential: "{irk: ec0234a357c8ad05341010a60a397d9b}")
    var gateway = try await Shop.gateway(site, MemoryLedger())
    let stay = Shop.stay(0...1200) { time in
      let epoch = UInt32((time - Shop.start).components.seconds / 600)
      return (nil, key.privateAddress(random: 0x70_8194 + epoch))
    }
    let events = await ingest(&gateway, stay, batch: 1)
    // The first two reports and one at the change come before their address is worked on.
    #expect(gateway.reception.strangers == 3)
    #expect(gateway.openVisits.map(\.visit.dwell) == [.seconds(1197)])
    #expect(!events.isEmpty)
  }

  @Test("Whoever's consent to being recognised has run out is a stranger from that moment on")
  func runsOut() async throws {
    let site = try Shop.site(credential: Self.credential)
    var gateway = try Gateway(
      site, ledger: MemoryLedger(), limits: Limits(shoppers: 16, identifiers: 64),
      clock: .recording, startingAt: Shop.start, seed: 7)
    let kept = try #require(
      KeptCredential(kind: "ibeacon", text: "f7826da6-4fa2-4e98-8024-bc5b71e0893e/1/7"))
    let end = LedgerTime(nanoseconds: (Shop.start + .seconds(30)).nanoseconds)
    try gateway.take(
      .admit(Enrolment("anna", credentials: [kept], since: end), until: end), at: Shop.start)
    var dismissed: [Instant] = []
    for advertisement in Shop.stay(0...60, { _ in (Self.tag, nil) }) {
      if gateway.dismissExpired(at: advertisement.time) == ["anna"] {
        dismissed.append(advertisement.time)
      }
      _ = await gateway.ingest([advertisement])
    }
    #expect(dismissed == [Shop.start + .seconds(30)])
    #expect(gateway.openVisits.isEmpty && gateway.reception.strangers == 31)
  }

  private static func iso(_ instant: Instant) -> String {
    let seconds = instant.nanoseconds / 1_000_000_000
    let (days, rest) = (seconds / 86_400, seconds % 86_400)
    // Only days of May 2026 come up: its first day is day 20,574 since 1970.
    let day = days - 20_574 + 1
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "2026-05-\(two(day))T\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
  }
}

/// A ledger that works until it is told to fail or to let others always be first.
actor FailingLedger: AlertLedger {
  private let ledger = MemoryLedger()
  private var isFailing = false
  private var isLosing = false

  func fail() { isFailing = true }
  func lose() { isLosing = true }

  func page(_ shopper: ShopperID) async throws(LedgerError) -> (Page, Revision) {
    if isFailing { throw .full(limit: 0) }
    return await ledger.page(shopper)
  }

  func replace(
    _ shopper: ShopperID, _ page: Page, ifStill revision: Revision
  ) async throws(LedgerError) -> Bool {
    if isFailing { throw .full(limit: 0) }
    if isLosing { return false }
    return try await ledger.replace(shopper, page, ifStill: revision)
  }
}
