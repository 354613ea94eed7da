import Alerts
import Ledger
import LedgerConformance
import Proximity
import Testing

@Suite("The in-memory ledger")
struct MemoryLedgerTests {
  /// The memory outlives nothing, so a restart finds the ledger that was there before.
  struct Stand: LedgerStand {
    let ledger = MemoryLedger()
    func open() -> MemoryLedger { ledger }
    func close(_ ledger: MemoryLedger) {}
  }

  @Test("It keeps every promise of a ledger", arguments: Promise.allCases)
  func promise(_ promise: Promise) async throws {
    try await promise.check(on: Stand())
  }

  @Test("A full ledger refuses a new shopper, says so, counts it, and still serves the others")
  func full() async throws {
    let ledger = MemoryLedger(limit: 2)
    let shoppers = try ["one", "two", "three"].map { try #require(ShopperID($0)) }
    for shopper in shoppers[..<2] {
      #expect(try await ledger.replace(shopper, Page(for: shopper), ifStill: .none))
    }
    await #expect(throws: LedgerError.full(limit: 2)) {
      try await ledger.replace(shoppers[2], Page(for: shoppers[2]), ifStill: .none)
    }
    #expect(await ledger.refused == 1)
    #expect(await ledger.count == 2)
    let (page, revision) = await ledger.page(shoppers[0])
    #expect(try await ledger.replace(shoppers[0], page, ifStill: revision))
    #expect(await ledger.page(shoppers[2]).1 == .none)
  }
}
