import Alerts
import Oracle
import Proximity
import Simulation
import Testing

@Suite("The proof of the shop")
struct ShopTests {
  @Test(
    "No cap, gap, quiet hour or consent is ever broken at the door, and the books say what the oracle says",
    arguments: Seeds.half)
  func keeps(_ slice: Seeds.Slice) async throws {
    for seed in slice.seeds { try await run(seed) }
  }

  @Test("Alerts do come through: laws that nothing is held against prove nothing")
  func delivers() async throws {
    var deliveries = 0
    for seed in 0..<30 as Range<UInt64> { deliveries += try await run(seed) }
    #expect(deliveries >= 8)
  }

  /// Returns how many alerts came through.
  @discardableResult
  private func run(_ seed: UInt64) async throws -> Int {
    let world = try World(seed: seed)
    var door = try Door(world)
    try door.live()
    var life = try EngineLife(world)
    var shop = try Shop(world)
    for person in world.people.indices {
      await shop.consent(person, at: world.scenario.time.lowerBound)
    }
    for stimulus in door.stimuli {
      let places = life.engine.floor.places.map(\.id)
      if case .sighting = stimulus {} else { life.flush() }
      for fact in life.takeFacts() {
        guard let person = door.owners[fact.shopper] else { continue }
        await shop.take(fact, of: person, at: places[Int(fact.place.rawValue)])
      }
      try life.take(stimulus, batchesOf: 8, restarting: true)
      switch stimulus {
      case .said(let person, let kind): await shop.say(kind, of: person, at: life.engine.now)
      case .wallClock(let step, let isTrusted): shop.stepClock(step, isTrusted: isTrusted)
      default: break
      }
    }
    let broken = shop.broken + DeliveryLaws.broken(shop.deliveries, under: shop.policy)
    #expect(broken.isEmpty, "seed \(seed): \(broken)")
    await check(shop, seed)
    return shop.deliveries.count
  }

  /// What was written once more, by the oracle.
  private func check(_ shop: Shop, _ seed: UInt64) async {
    let written = await shop.ledger.written
    for person in shop.world.people {
      var oracle = StepOracle(person.id, shop.policy)
      for (shopper, event, moment) in written where shopper == person.id {
        _ = oracle.take(event, moment)
      }
      let page = await shop.ledger.truth(person.id)
      #expect(Book(page) == oracle.book, "seed \(seed): \(person.id)")
    }
  }
}
