import Alerts
import Delivery
import Proximity
import Testing

/// The hard scenarios of which delivery is a part.
@Suite("Scenarios of delivery", .timeLimit(.minutes(5)))
struct ScenarioTests {
  init() async { await letOthersGoFirst() }

  static let shopper: ShopperID = "shopper-7"

  /// A dispatcher as a process has it after it has started.
  private func start<Sink: AlertSink>(
    _ shop: Shop, _ sink: Sink, concurrent: Int = 8
  ) throws -> Dispatcher<Sink, Shop> {
    Dispatcher(
      to: sink, desk: shop, names: try Samples.names(),
      limits: try DispatchLimits(
        concurrent: concurrent, pause: .milliseconds(20), freshness: .seconds(600)))
  }

  @Test(
    "Scenario 8: a crash between reserving and delivering sends nothing, ever, and stays charged")
  func crashBeforeDelivery() async throws {
    let shop = try Shop(caps: [Cap(count: 1, per: .seconds(4 * 3_600))])
    try await shop.consent(Self.shopper)
    let alert = try await shop.reserve(Self.shopper)
    // The process ends here. Another one starts on the same ledger.
    let sink = ScriptedSink(.end(.delivered))
    let dispatcher = try start(shop, sink)
    await dispatcher.drain()
    #expect(sink.tried.isEmpty)
    shop.time = Samples.time + .seconds(4 * 3_600) - .seconds(1)
    #expect(try await shop.visit(Self.shopper)?.outcome == .defer)
    // Even somebody who hands it in again, later than it could be of use, sends nothing.
    await dispatcher.submit(alert)
    await dispatcher.drain()
    #expect(sink.tried.isEmpty)
    #expect(await shop.states(of: Self.shopper) == [.reserved])
    shop.time = Samples.time + .seconds(4 * 3_600)
    #expect(try await shop.visit(Self.shopper)?.outcome == .send)
  }

  @Test("Scenario 9: a crash between delivering and confirming leaves exactly 1 delivered")
  func crashAfterDelivery() async throws {
    let server = try await LyingServer.start(.answer(LyingServer.success))
    let webhook = try Samples.webhook(server.url)
    let shop = try Shop(caps: [Cap(count: 1, per: .seconds(4 * 3_600))])
    try await shop.consent(Self.shopper)
    shop.isDeaf = true
    let first = try start(shop, webhook)
    await first.submit(try await shop.reserve(Self.shopper))
    await first.drain()
    #expect(server.seen.bodies.count == 1)
    #expect(await shop.states(of: Self.shopper) == [.reserved])
    // The process has ended before the page was told. Another one starts.
    shop.isDeaf = false
    let second = try start(shop, webhook)
    shop.time = Samples.time + .seconds(60)
    #expect(try await shop.visit(Self.shopper)?.outcome == .defer)
    await second.drain()
    #expect(server.seen.bodies.count == 1)
    await webhook.shutDown()
    try await server.stop()
  }

  @Test("Scenario 11: cut off from the ledger, nothing is sent, and healing brings no burst")
  func cutOff() async throws {
    let shop = try Shop()
    let sink = ScriptedSink(.end(.delivered))
    let dispatcher = try start(shop, sink, concurrent: 2)
    var alerts: [ReservedAlert] = []
    for number in 0..<50 {
      let shopper = try #require(ShopperID("shopper-\(number)"))
      try await shop.consent(shopper)
      alerts.append(try await shop.reserve(shopper))
    }
    shop.isCutOff = true
    for alert in alerts { await dispatcher.submit(alert) }
    await dispatcher.drain()
    #expect(sink.left.isEmpty)
    #expect(await dispatcher.counters.notSent == 50)
    #expect(await dispatcher.counters.unrecorded == 50, "all stay charged")
    shop.isCutOff = false
    await dispatcher.drain()
    try await Task.sleep(for: .milliseconds(100))
    #expect(sink.left.isEmpty && sink.tried.count == 50)
    #expect(await shop.states(of: "shopper-0") == [.reserved])
  }

  @Test("Scenario 14: an opt-out while reserved is not delivered, and given back within a second")
  func optOutWhileWaiting() async throws {
    try await withinASecond { clock in
      let shop = try Shop()
      for shopper: ShopperID in ["busy", Self.shopper] { try await shop.consent(shopper) }
      let sink = ScriptedSink(.hold)
      let dispatcher = try start(shop, sink, concurrent: 1)
      await dispatcher.submit(try await shop.reserve("busy"))
      await dispatcher.submit(try await shop.reserve(Self.shopper))
      let time = try await optOut(shop, dispatcher, clock)
      #expect(sink.left.isEmpty)
      #expect(await shop.states(of: "busy") == [.reserved], "others are left alone")
      sink.open()
      await dispatcher.drain()
      #expect(await shop.states(of: "busy") == [.confirmed])
      return time
    }
  }

  @Test("Scenario 14: nor is one that a recipient keeps waiting for its greeting")
  func optOutWhileConnecting() async throws {
    try await withinASecond { clock in
      let server = try await LyingServer.start(.hang)
      let webhook = try Samples.webhook(
        server.secureURL, connectTimeout: .seconds(3), timeout: .seconds(5))
      let shop = try Shop()
      try await shop.consent(Self.shopper)
      let dispatcher = try start(shop, webhook)
      await dispatcher.submit(try await shop.reserve(Self.shopper))
      while server.seen.connections == 0 { try await Task.sleep(for: .milliseconds(5)) }
      let time = try await optOut(shop, dispatcher, clock)
      #expect(server.seen.bodies.isEmpty)
      await dispatcher.drain()
      await webhook.shutDown()
      try await server.stop()
      return time
    }
  }

  /// Withdraws as a gateway does, and returns how long it takes until the slot is given back.
  private func optOut<Sink: AlertSink>(
    _ shop: Shop, _ dispatcher: Dispatcher<Sink, Shop>, _ clock: ContinuousClock
  ) async throws -> Duration {
    let start = clock.now
    try await shop.withdraw(Self.shopper)
    await dispatcher.callOff(Self.shopper)
    try await eventually { await shop.states(of: Self.shopper) == [.released] }
    let time = clock.now - start
    #expect(shop.recorded == [.released(reservation: 1)])
    #expect(await dispatcher.counters.withdrawn == 1)
    return time
  }

  @Test("Scenario 14: the fence at the sink keeps it back even if nobody calls the delivery off")
  func optOutAtTheFence() async throws {
    let server = try await LyingServer.start(.answer(LyingServer.success))
    let webhook = try Samples.webhook(server.url)
    let shop = try Shop()
    try await shop.consent(Self.shopper)
    let alert = try await shop.reserve(Self.shopper)
    try await shop.withdraw(Self.shopper)
    // Consent given anew does not bring back what was reserved under the old one.
    try await shop.consent(Self.shopper, epoch: 3)
    let dispatcher = try start(shop, webhook)
    await dispatcher.submit(alert)
    await dispatcher.drain()
    #expect(server.seen.connections == 0)
    #expect(await shop.states(of: Self.shopper) == [.released])
    await webhook.shutDown()
    try await server.stop()
  }

  @Test("Scenario 14: of 200 opt-outs at any moment, a slot is given back only if no text has left")
  func optOutAtAnyMoment() async throws {
    let server = try await LyingServer.start(.answer(LyingServer.success))
    let webhook = try Samples.webhook(server.url)
    let shop = try Shop()
    let dispatcher = try start(shop, webhook)
    var keys: [ShopperID: DeliveryKey] = [:]
    for number in 0..<200 {
      let shopper = try #require(ShopperID("shopper-\(number)"))
      keys[shopper] = try Samples.names().key(of: 1, of: shopper)
      try await shop.consent(shopper)
      await dispatcher.submit(try await shop.reserve(shopper))
      try await Task.sleep(for: .microseconds(number * 7919 % 3_000))
      try await shop.withdraw(shopper)
      await dispatcher.callOff(shopper)
    }
    await dispatcher.drain()
    let bodies = server.seen.bodies
    for (shopper, key) in keys {
      let hasLeft = bodies.contains { $0.contains(key.description) }
      switch await shop.states(of: shopper) {
      case [.released]: #expect(!hasLeft, "\(shopper)")
      case [.confirmed]: #expect(hasLeft, "\(shopper)")
      case [.reserved]: break
      default: Issue.record("\(shopper) has other slots")
      }
    }
    let counters = await dispatcher.counters
    #expect(counters.delivered + counters.notSent + counters.unknown == 200)
    await webhook.shutDown()
    try await server.stop()
  }

  @Test("R12: an associate request and an appointment cost no slot and carry only their code")
  func shopperInitiated() async throws {
    let server = try await LyingServer.start(.answer(LyingServer.success))
    let webhook = try Samples.webhook(server.url)
    let shop = try Shop()
    let dispatcher = try start(shop, webhook)
    // Even with the kill switch set: nobody is alerted, somebody is asked to come.
    await dispatcher.setStopped(true)
    let kinds: [RequestContent.Kind] = [.associate, .appointment(Samples.time + .seconds(3_600))]
    for kind in kinds {
      let request = try #require(RequestContent(kind, code: "K7QX", at: "shoes"))
      #expect(await dispatcher.request(request, at: shop.time) == .delivered)
    }
    #expect(shop.recorded.isEmpty)
    #expect(server.seen.bodies.count == 2)
    #expect(server.seen.bodies[0].contains(#""data":{"code":"K7QX","place":"shoes"}"#))
    #expect(
      server.seen.bodies[1].contains(
        #""data":{"at":"2026-06-01T09:00:00.000Z","code":"K7QX","place":"shoes"}"#))
    await webhook.shutDown()
    try await server.stop()
  }
}
