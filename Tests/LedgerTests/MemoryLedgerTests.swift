import Alerts
import Ledger
import LedgerConformance
import Proximity
import Testing

@Suite("The in-memory ledger")
struct MemoryLedgerTests {
  @Test("A shopper it does not know has a fresh page")
  func fresh() async throws {
    try await LedgerConformance.knowsNobodyAtFirst { MemoryLedger() }
  }

  @Test("What was written is what is read")
  func keeps() async throws {
    try await LedgerConformance.keepsWhatItWasGiven { MemoryLedger() }
  }

  @Test("A page is replaced only if it is still the one that was read")
  func compareAndSet() async throws {
    try await LedgerConformance.refusesAStaleRevision { MemoryLedger() }
  }

  @Test("Scenario 10: of 40 candidates at once from two writers, the gap lets exactly 1 through")
  func oneWithGap() async throws {
    let sent = try await LedgerConformance.countsEachSendOnce(
      { MemoryLedger() }, candidates: 40, gap: .seconds(20 * 60))
    #expect(sent == 1)
  }

  @Test("Scenario 10: without a gap, a cap of 3 lets exactly 3 of 40 through")
  func threeWithoutGap() async throws {
    let sent = try await LedgerConformance.countsEachSendOnce(
      { MemoryLedger() }, candidates: 40, gap: .zero)
    #expect(sent == 3)
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
