import LedgerConformance
import Testing

@Suite("The durable ledger")
struct ConformanceTests {
  @Test("It keeps every promise of a ledger", arguments: Promise.allCases)
  func promise(_ promise: Promise) async throws {
    try await promise.check(on: try Folder())
  }
}
