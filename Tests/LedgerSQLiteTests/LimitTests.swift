import Alerts
import Foundation
import Ledger
import LedgerConformance
import Proximity
import Testing

@testable import LedgerSQLite

@Suite("Limits of the durable ledger")
struct LimitTests {
  @Test("A full ledger refuses a new shopper, serves the others, and has room after an erasure")
  func full() async throws {
    let folder = try Folder()
    var configuration = folder.configuration
    configuration.shoppers = 2
    var ledger = try await SQLiteLedger(configuration)
    let shoppers = try (0..<3).map(Sample.shopper)
    for shopper in shoppers[..<2] { try await ledger.enrol(try Sample.enrolment(shopper)) }
    for isReopened in [false, true] {
      if isReopened {
        await ledger.close()
        ledger = try await SQLiteLedger(configuration)
      }
      await #expect(throws: LedgerError.full(limit: 2)) {
        try await ledger.enrol(try Sample.enrolment(shoppers[2]))
      }
      await #expect(throws: LedgerError.full(limit: 2)) {
        try await ledger.replace(shoppers[2], Page(for: shoppers[2]), ifStill: .none)
      }
      let (page, revision) = try await ledger.page(shoppers[0])
      #expect(try await ledger.replace(shoppers[0], page, ifStill: revision))
    }
    _ = try await ledger.erase(shoppers[1], at: Sample.noon)
    try await ledger.enrol(try Sample.enrolment(shoppers[2]))
    await ledger.close()
  }

  @Test("A page that is larger than a page may be is refused, and the one before stays")
  func largePage() async throws {
    let folder = try Folder()
    var configuration = folder.configuration
    configuration.pageBytes = 500
    let ledger = try await SQLiteLedger(configuration)
    let shopper = try Sample.shopper(1)
    let page = try Counter(alerts: 40, gap: .zero).open(Page(for: shopper))
    await #expect(throws: LedgerError.self) {
      try await ledger.replace(shopper, page, ifStill: .none)
    }
    #expect(try await ledger.page(shopper) == (Page(for: shopper), .none))
    await ledger.close()
  }

  @Test("Pages and keys that no longer fit in memory are read from the disk again")
  func smallCache() async throws {
    let folder = try Folder()
    var configuration = folder.configuration
    configuration.cached = 2
    let ledger = try await SQLiteLedger(configuration)
    let counter = try Counter(alerts: 3, gap: .zero)
    let shoppers = try (0..<12).map(Sample.shopper)
    for round in 0..<3 {
      for shopper in shoppers {
        let (page, revision) = try await ledger.page(shopper)
        #expect(revision.rawValue == UInt64(round))
        let next = round == 0 ? try counter.open(page) : counter.proposing(round, on: page).page
        #expect(try await ledger.replace(shopper, next, ifStill: revision))
      }
    }
    for shopper in shoppers {
      #expect(try await ledger.page(shopper).0.reservations.count == 2)
    }
    await ledger.close()
  }

  @Test("A cache keeps what was used since, and no more than twice its limit")
  func cache() {
    var cache = TwoAgeCache<Int, Int>(limit: 3)
    for number in 0..<3 { cache.set(number, number) }
    cache.set(3, 3)
    #expect(cache.take(0) == 0)
    for number in 4..<6 { cache.set(number, number) }
    #expect(cache.take(0) == 0)
    #expect(cache.take(1) == nil)
    cache.remove(0)
    #expect(cache.take(0) == nil)
  }

  @Test(
    "A revision beyond any there can be is stale, and no reason to stop",
    arguments: [
      UInt64.max, UInt64(Int64.max), UInt64(Int64.max) + 1,
    ])
  func revisions(revision: UInt64) async throws {
    let folder = try Folder()
    let ledger = try await folder.open()
    let shopper = try Sample.shopper(1)
    let page = Page(for: shopper)
    #expect(try await !ledger.replace(shopper, page, ifStill: Revision(rawValue: revision)))
    #expect(try await ledger.replace(shopper, page, ifStill: .none))
    #expect(try await !ledger.replace(shopper, page, ifStill: Revision(rawValue: revision)))
    await ledger.close()
  }

  @Test("Another process is refused while this one has the ledger open")
  func otherProcess() async throws {
    let folder = try Folder()
    let ledger = try await folder.open()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Executable.path("CrashingWriter"))
    process.arguments = [folder.directory, folder.masterPath, "0"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let said = String(
      decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(said.hasPrefix("failed another process has the ledger open"))
    await ledger.close()
  }
}
