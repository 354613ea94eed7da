import Alerts
import Delivery
import Proximity
import Testing

@Suite("Dispatcher", .timeLimit(.minutes(15)))
struct DispatcherTests {
  init() async { await letOthersGoFirst() }

  static let shopper: ShopperID = "shopper-7"

  private func dispatcher<Sink: AlertSink>(
    _ sink: Sink, _ shop: Shop, concurrent: Int = 8, waiting: Int = 256,
    freshness: Duration = .seconds(600)
  ) throws -> Dispatcher<Sink, Shop> {
    Dispatcher(
      to: sink, desk: shop, names: try Samples.names(),
      limits: try DispatchLimits(
        concurrent: concurrent, waiting: waiting, attempts: 3, pause: .milliseconds(20),
        freshness: freshness))
  }

  @Test("What is delivered is confirmed, what is certainly not sent is given back, the rest stays")
  func threeOutcomes() async throws {
    let expected: [(DeliveryOutcome, Reservation.State)] = [
      (.delivered, .confirmed), (.notSent(.refused(status: 401)), .released),
      (.unknown(.timedOut), .reserved),
    ]
    for (outcome, state) in expected {
      let shop = try Shop()
      try await shop.consent(Self.shopper)
      let dispatcher = try dispatcher(ScriptedSink(.end(outcome)), shop)
      await dispatcher.submit(try await shop.reserve(Self.shopper))
      await dispatcher.drain()
      #expect(await shop.states(of: Self.shopper) == [state])
    }
  }

  @Test("Only what certainly was not sent is tried again, with the same key")
  func retries() async throws {
    let shop = try Shop()
    try await shop.consent(Self.shopper)
    let sink = ScriptedSink(
      .end(.notSent(.unreachable("refused"))), .end(.notSent(.refused(status: 503))),
      .end(.delivered))
    let dispatcher = try dispatcher(sink, shop)
    await dispatcher.submit(try await shop.reserve(Self.shopper))
    await dispatcher.drain()
    #expect(sink.tried.count == 3 && Set(sink.tried).count == 1)
    #expect(sink.left.count == 1)
    #expect(await dispatcher.counters.retries == 2)
    #expect(await shop.states(of: Self.shopper) == [.confirmed])
  }

  @Test("What nobody knows is never tried again, and neither is what will not heal")
  func noRetries() async throws {
    let outcomes: [DeliveryOutcome] = [
      .unknown(.timedOut), .unknown(.status(503)), .unknown(.connectionLost("reset")),
      .notSent(.withdrawn), .notSent(.tooLarge), .notSent(.refused(status: 401)),
    ]
    for outcome in outcomes {
      let shop = try Shop()
      try await shop.consent(Self.shopper)
      let sink = ScriptedSink(.end(outcome))
      let dispatcher = try dispatcher(sink, shop)
      await dispatcher.submit(try await shop.reserve(Self.shopper))
      await dispatcher.drain()
      #expect(sink.tried.count == 1, "\(outcome)")
    }
  }

  @Test(
    "A recipient that stays unreachable is given up after the last attempt, and the slot is back")
  func givesUp() async throws {
    let shop = try Shop()
    try await shop.consent(Self.shopper)
    let sink = ScriptedSink(.end(.notSent(.unreachable("refused"))))
    let dispatcher = try dispatcher(sink, shop)
    await dispatcher.submit(try await shop.reserve(Self.shopper))
    await dispatcher.drain()
    #expect(sink.tried.count == 3)
    #expect(await shop.states(of: Self.shopper) == [.released])
  }

  @Test("The line is bounded: what does not fit is shed, counted and given back")
  func sheds() async throws {
    let shop = try Shop()
    let sink = ScriptedSink(.hold)
    let dispatcher = try dispatcher(sink, shop, concurrent: 2, waiting: 3)
    for number in 0..<20 {
      let shopper = try #require(ShopperID("shopper-\(number)"))
      try await shop.consent(shopper)
      await dispatcher.submit(try await shop.reserve(shopper))
    }
    sink.open()
    await dispatcher.drain()
    let counters = await dispatcher.counters
    #expect(counters.alerts == 20 && counters.shed == 15 && counters.delivered == 5)
    #expect(counters.delivered + counters.notSent + counters.unknown == counters.alerts)
    #expect(sink.most == 2)
    #expect(await shop.states(of: "shopper-4") == [.confirmed])
    #expect(await shop.states(of: "shopper-5") == [.released])
  }

  @Test("What has waited for too long is given back: nothing stale leaves")
  func stale() async throws {
    let shop = try Shop()
    let sink = ScriptedSink(.hold)
    let dispatcher = try dispatcher(sink, shop, concurrent: 1, freshness: .milliseconds(200))
    for shopper: ShopperID in ["one", "two"] {
      try await shop.consent(shopper)
      await dispatcher.submit(try await shop.reserve(shopper))
    }
    try await Task.sleep(for: .milliseconds(250))
    sink.open()
    await dispatcher.drain()
    #expect(sink.left.isEmpty)
    for shopper: ShopperID in ["one", "two"] {
      #expect(await shop.states(of: shopper) == [.released])
    }
  }

  @Test("The kill switch calls off what waits within a second, and takes nothing while it is set")
  func killSwitch() async throws {
    try await withinASecond { clock in
      let shop = try Shop()
      for shopper: ShopperID in ["one", "two", "three"] { try await shop.consent(shopper) }
      let sink = ScriptedSink(.hold)
      let dispatcher = try dispatcher(sink, shop, concurrent: 1)
      await dispatcher.submit(try await shop.reserve("one"))
      await dispatcher.submit(try await shop.reserve("two"))
      let start = clock.now
      await dispatcher.setStopped(true)
      await dispatcher.submit(try await shop.reserve("three"))
      try await eventually { shop.recorded.count == 3 }
      let time = clock.now - start
      #expect(sink.left.isEmpty)
      for shopper: ShopperID in ["one", "two", "three"] {
        #expect(await shop.states(of: shopper) == [.released])
      }
      await dispatcher.setStopped(false)
      sink.open()
      await dispatcher.submit(try await shop.reserve("three"))
      await dispatcher.drain()
      #expect(sink.left.count == 1)
      return time
    }
  }

  @Test("An alert that is stopped is called off, whoever would have got it, and others go on")
  func stoppedAlert() async throws {
    let shop = try Shop()
    for shopper: ShopperID in ["one", "two"] { try await shop.consent(shopper) }
    let sink = ScriptedSink(.hold)
    let dispatcher = try dispatcher(sink, shop, concurrent: 1)
    await dispatcher.submit(try await shop.reserve("one"))
    await dispatcher.submit(try await shop.reserve("two"))
    await dispatcher.callOff(alert: "another")
    #expect(shop.recorded.isEmpty)
    await dispatcher.callOff(alert: Shop.alert)
    try await eventually { shop.recorded.count == 2 }
    sink.open()
    await dispatcher.drain()
    #expect(sink.left.isEmpty)
    for shopper: ShopperID in ["one", "two"] {
      #expect(await shop.states(of: shopper) == [.released])
    }
  }

  @Test("The same alert a second time is ignored, however the first one ended")
  func duplicates() async throws {
    for outcome in [DeliveryOutcome.delivered, .unknown(.timedOut), .notSent(.tooLarge)] {
      let shop = try Shop()
      try await shop.consent(Self.shopper)
      let sink = ScriptedSink(.end(outcome))
      let dispatcher = try dispatcher(sink, shop)
      let alert = try await shop.reserve(Self.shopper)
      await dispatcher.submit(alert)
      await dispatcher.submit(alert)
      await dispatcher.drain()
      await dispatcher.submit(alert)
      await dispatcher.drain()
      #expect(sink.tried.count == 1)
      #expect(await dispatcher.counters.duplicates == 2)
    }
  }

  @Test("Leave me alone holds at the sink too")
  func leaveMeAlone() async throws {
    let wishes: [(LeaveMeAlone, Int)] = [
      (.always, 0), (.until(Samples.time + .seconds(60)), 0), (.until(Samples.time), 1), (.no, 1),
    ]
    for (wish, sent) in wishes {
      let shop = try Shop()
      try await shop.consent(Self.shopper)
      let alert = try await shop.reserve(Self.shopper)
      try await shop.tell(Self.shopper, .leaveMeAlone(wish))
      let sink = ScriptedSink(.end(.delivered))
      let dispatcher = try dispatcher(sink, shop)
      await dispatcher.submit(alert)
      await dispatcher.drain()
      #expect(sink.left.count == sent, "\(wish)")
    }
  }

  @Test("An outcome the page cannot be told is counted, and the slot stays charged")
  func unrecorded() async throws {
    let shop = try Shop()
    try await shop.consent(Self.shopper)
    let dispatcher = try dispatcher(ScriptedSink(.end(.delivered)), shop)
    shop.isDeaf = true
    await dispatcher.submit(try await shop.reserve(Self.shopper))
    await dispatcher.drain()
    #expect(await dispatcher.counters.unrecorded == 1)
    #expect(await shop.states(of: Self.shopper) == [.reserved])
  }

  @Test("Shutting down gives back what waits, calls off what hangs, and takes nothing more")
  func shutDown() async throws {
    let shop = try Shop()
    for shopper: ShopperID in ["one", "two", "three"] { try await shop.consent(shopper) }
    let sink = ScriptedSink(.hold)
    let dispatcher = try dispatcher(sink, shop, concurrent: 1)
    await dispatcher.submit(try await shop.reserve("one"))
    await dispatcher.submit(try await shop.reserve("two"))
    await dispatcher.shutDown(within: .milliseconds(100))
    await dispatcher.submit(try await shop.reserve("three"))
    let request = try #require(RequestContent(.associate, code: "K7QX"))
    #expect(await dispatcher.request(request, at: shop.time) == .notSent(.stopped))
    await dispatcher.drain()
    #expect(sink.left.isEmpty)
    for shopper: ShopperID in ["one", "two", "three"] {
      #expect(await shop.states(of: shopper) == [.released])
    }
  }

  @Test("Alerts that share a slot leave in one message, and each page entry is told")
  func digest() async throws {
    let shop = try Shop()
    try await shop.consent(Self.shopper)
    let alerts = [try await shop.reserve(Self.shopper), try await shop.reserve(Self.shopper)]
    let sink = ScriptedSink(.end(.delivered))
    let dispatcher = try dispatcher(sink, shop)
    let digest = try #require(ReservedDigest(alerts))
    await dispatcher.submit(digest)
    await dispatcher.submit(digest)
    await dispatcher.drain()
    #expect(sink.left.count == 1)
    guard case .digest(let contents) = sink.left.first?.content else {
      Issue.record("\(sink.left)")
      return
    }
    #expect(contents.count == 2)
    #expect(await shop.states(of: Self.shopper) == [.confirmed, .confirmed])
    let counters = await dispatcher.counters
    #expect(counters.alerts == 4 && counters.delivered == 2 && counters.duplicates == 2)
  }

  @Test("When one alert of a digest is no longer wanted, none of it leaves, and all is given back")
  func digestWithdrawn() async throws {
    let shop = try Shop()
    try await shop.consent(Self.shopper)
    let first = try await shop.reserve(Self.shopper)
    let second = try await shop.reserve(Self.shopper)
    try await shop.tell(Self.shopper, .released(reservation: second.reservation.number))
    let sink = ScriptedSink(.end(.delivered))
    let dispatcher = try dispatcher(sink, shop)
    await dispatcher.submit(try #require(ReservedDigest([first, second])))
    await dispatcher.drain()
    #expect(sink.left.isEmpty)
    #expect(await shop.states(of: Self.shopper) == [.released, .released])
  }

  @Test("A digest is of one shopper, and names at most 3 alerts")
  func digestLimits() async throws {
    let shop = try Shop(caps: [Cap(count: 9, per: .seconds(3_600))])
    var alerts: [ReservedAlert] = []
    for shopper: ShopperID in ["one", "one", "one", "one", "two"] {
      try await shop.consent(shopper)
      alerts.append(try await shop.reserve(shopper))
    }
    #expect(ReservedDigest([]) == nil)
    #expect(ReservedDigest(Array(alerts[..<3])) != nil)
    #expect(ReservedDigest(Array(alerts[..<4])) == nil)
    #expect(ReservedDigest(Array(alerts[3...])) == nil)
  }

  @Test("A denied, deferred or trial decision makes no alert")
  func notToBeDelivered() async throws {
    let shop = try Shop()
    try await shop.consent(Self.shopper)
    let decision = try #require(try await shop.visit(Self.shopper))
    let page = try await shop.page(of: Self.shopper)
    func alert(_ change: (inout Decision) -> Void) -> ReservedAlert? {
      var decision = decision
      change(&decision)
      return ReservedAlert(
        decision, of: Self.shopper, on: page, text: "", lockScreenText: "", reason: "")
    }
    #expect(alert { _ in } != nil)
    #expect(alert { $0.outcome = .deny } == nil)
    #expect(alert { $0.outcome = .defer } == nil)
    #expect(alert { $0.mode = .shadow } == nil)
    #expect(alert { $0.reservation = nil } == nil)
    #expect(alert { $0.reservation = 99 } == nil)
  }

  @Test("Limits out of their range are refused by key")
  func limits() {
    let makers: [(String, () throws(ConfigurationError) -> DispatchLimits)] = [
      ("concurrent", { () throws(ConfigurationError) in try DispatchLimits(concurrent: 0) }),
      ("waiting", { () throws(ConfigurationError) in try DispatchLimits(waiting: -1) }),
      ("attempts", { () throws(ConfigurationError) in try DispatchLimits(attempts: 11) }),
      ("pause", { () throws(ConfigurationError) in try DispatchLimits(pause: .zero) }),
      ("freshness", { () throws(ConfigurationError) in try DispatchLimits(freshness: .zero) }),
    ]
    for (key, make) in makers {
      let error = #expect(throws: ConfigurationError.self) { try make() }
      #expect(error?.path == "delivery.\(key)")
    }
  }
}
