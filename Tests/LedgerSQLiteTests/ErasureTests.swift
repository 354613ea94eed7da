import Alerts
import Foundation
import Ledger
import LedgerConformance
import LedgerSQLite
import Proximity
import Testing

@Suite("Erasing from a durable ledger")
struct ErasureTests {
  static let day: Int64 = 86_400

  static func later(_ days: Int64, isTrusted: Bool = true) -> Moment {
    Moment(now: Sample.noon.now + .seconds(days * day), isTrusted: isTrusted)
  }

  /// A ledger in which something of every kind is kept of each of some shoppers.
  static func filled(_ folder: Folder, shoppers: Range<Int>) async throws -> SQLiteLedger {
    let ledger = try await folder.open()
    for number in shoppers {
      let shopper = try Sample.shopper(number)
      try await ledger.enrol(try Sample.enrolment(shopper))
      #expect(try await ledger.replace(shopper, Page(for: shopper), ifStill: .none))
      try await ledger.record(try Sample.receipt(number, by: shopper), at: Sample.noon)
      try await ledger.keep([try Sample.visit(shopper)])
      _ = try await ledger.disclose(shopper, for: .show, to: .operator, at: Sample.noon)
    }
    return ledger
  }

  @Test("Scenario 15: an old backup restored after an erasure tells nothing of the erased")
  func restoredBackup() async throws {
    let folder = try Folder()
    var ledger = try await Self.filled(folder, shoppers: 0..<3)
    let backup = folder.root.appending(path: "backup.db").path
    try await ledger.backUp(to: backup)
    #expect(try folder.mode(backup) == 0o600)
    let erased = try Sample.shopper(1)
    let receipt = try await ledger.erase(erased, at: Sample.noon)
    await ledger.close()
    try folder.copy(backup, folder.ledger)
    ledger = try await folder.open()
    let contents = try await Contents(of: ledger, erased)
    #expect(contents.page == Page(for: erased) && contents.revision == .none)
    #expect(contents.enrolment == nil && contents.receipts.isEmpty && contents.visits.isEmpty)
    #expect(contents.enrolments.count == 2 && contents.allVisits.count == 2)
    #expect(
      contents.audit.map(\.subject) == [
        .shopper(try Sample.shopper(0)), .erased(receipt.number), .shopper(try Sample.shopper(2)),
      ])
    #expect(try await ledger.verify().isSound)
    await ledger.close()
  }

  @Test("An older keys.db beside newer data is refused")
  func olderKeys() async throws {
    let folder = try Folder()
    var ledger = try await Self.filled(folder, shoppers: 0..<3)
    await ledger.close()
    let old = folder.root.appending(path: "keys.old").path
    try folder.copy(folder.keys, old)
    ledger = try await folder.open()
    _ = try await ledger.erase(try Sample.shopper(1), at: Sample.noon)
    await ledger.close()
    try folder.copy(old, folder.keys)
    guard case .mismatched(let cause) = await folder.refusal() else {
      Issue.record("a keys.db from before an erasure was opened")
      return
    }
    #expect(cause.contains("1 erasures"))
  }

  @Test(
    "R25: the third safe alone: after the exchange, an old keys.db and all old data are worthless")
  func exchange() async throws {
    let folder = try Folder()
    var ledger = try await Self.filled(folder, shoppers: 0..<1_200)
    await ledger.close()
    let old = try Folder()
    try FileManager.default.copyItem(atPath: folder.directory, toPath: old.directory)
    ledger = try await folder.open()
    #expect(try await ledger.exchangeMasterKey(at: Self.later(0)) == .notDue)
    _ = try await ledger.erase(try Sample.shopper(7), at: Sample.noon)
    #expect(try await ledger.exchangeMasterKey(at: Self.later(0, isTrusted: false)) == .notDue)
    let before = try folder.bytes(folder.masterPath)
    #expect(try await ledger.exchangeMasterKey(at: Self.later(0)) == .done(rewrapped: 1_199))
    #expect(try folder.bytes(folder.masterPath) != before)
    #expect(!folder.exists(folder.masterPath + ".next"))
    // All of the old state, with the master key that there is now.
    #expect(
      await old.refusal { $0.masterKey = folder.masterKey }
        == .masterKeyWrong(path: folder.masterPath))
    // At most once a day, and only after erasures.
    _ = try await ledger.erase(try Sample.shopper(8), at: Self.later(0))
    #expect(try await ledger.exchangeMasterKey(at: Self.later(0)) == .notDue)
    #expect(try await ledger.exchangeMasterKey(at: Self.later(1)) == .done(rewrapped: 1_198))
    #expect(try await ledger.exchangeMasterKey(at: Self.later(3)) == .notDue)
    await ledger.close()
    ledger = try await folder.open()
    #expect(try await ledger.enrolments(after: nil, limit: 2_000).elements.count == 1_198)
    #expect(try await ledger.verify().isSound)
    await ledger.close()
  }

  @Test("While the master key is exchanged, shoppers are served, enrolled and erased")
  func exchangeUnderLoad() async throws {
    let folder = try Folder()
    var ledger = try await Self.filled(folder, shoppers: 0..<1_100)
    _ = try await ledger.erase(try Sample.shopper(0), at: Sample.noon)
    let busy = ledger
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { _ = try await busy.exchangeMasterKey(at: Self.later(0)) }
      for number in 1..<40 {
        group.addTask {
          let shopper = try Sample.shopper(number)
          let (page, revision) = try await busy.page(shopper)
          #expect(try await busy.replace(shopper, page, ifStill: revision))
          try await busy.enrol(try Sample.enrolment(try Sample.shopper(2_000 + number)))
          _ = try await busy.erase(try Sample.shopper(1_000 + number), at: Sample.noon)
        }
      }
      try await group.waitForAll()
    }
    await ledger.close()
    ledger = try await folder.open()
    #expect(try await ledger.enrolments(after: nil, limit: 2_000).elements.count == 1_099)
    #expect(try await ledger.verify().isSound)
    // Those erased meanwhile may have had keys under the new master, so it goes as well.
    #expect(try await ledger.exchangeMasterKey(at: Self.later(1)) != .notDue)
    await ledger.close()
  }

  @Test("What cannot be read any more can be erased all the same")
  func damaged() async throws {
    let folder = try Folder()
    var ledger = try await Self.filled(folder, shoppers: 0..<2)
    await ledger.close()
    try Tampering.execute("UPDATE key SET wrapped = zeroblob(61)", folder.keys)
    ledger = try await folder.open()
    let shopper = try Sample.shopper(1)
    await #expect(throws: LedgerError.self) { try await ledger.page(shopper) }
    #expect(try await ledger.erase(shopper, at: Sample.noon).wasKnown)
    #expect(try await ledger.page(shopper).1 == .none)
    await ledger.close()
  }
}
