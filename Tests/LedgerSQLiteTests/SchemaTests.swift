import Alerts
import Foundation
import GRDB
import Ledger
import LedgerConformance
import Proximity
import Testing

@testable import LedgerSQLite

@Suite("Schemas of the durable ledger", .serialized)
struct SchemaTests {
  static let fixtures = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/Ledger")

  /// A folder with a copy of the ledger of a released schema.
  static func released(_ version: String) throws -> Folder {
    let folder = try Folder()
    try FileManager.default.createDirectory(
      atPath: folder.directory, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    let released = fixtures.appending(path: version).path
    try folder.copy(released + "/ledger.db", folder.ledger)
    try folder.copy(released + "/keys.db", folder.keys)
    try folder.copy(released + "/master.key", folder.masterPath)
    return folder
  }

  /// Fills a ledger with what the released ones hold.
  static func fill(_ ledger: SQLiteLedger) async throws {
    let counter = try Counter(alerts: 3, gap: .zero)
    for number in 0..<3 {
      let shopper = try Sample.shopper(number)
      try await ledger.enrol(try Sample.enrolment(shopper))
      let page = counter.proposing(0, on: try counter.open(Page(for: shopper))).page
      #expect(try await ledger.replace(shopper, page, ifStill: .none))
      try await ledger.record(try Sample.receipt(number, by: shopper), at: Sample.noon)
      _ = try await ledger.takeAsking("offers", version: 1, of: shopper)
      try await ledger.keep([try Sample.visit(shopper)])
      try await ledger.note(.show, of: shopper, by: .operator, at: Sample.noon)
    }
    _ = try await ledger.erase(try Sample.shopper(2), at: Sample.noon)
    try await ledger.add([CounterAmount("visits", 3)])
  }

  @Test(
    "A new ledger is written where it is asked for",
    .enabled(if: ProcessInfo.processInfo.environment["WRITE_LEDGER"] != nil))
  func write() async throws {
    let version = try #require(ProcessInfo.processInfo.environment["WRITE_LEDGER"])
    let folder = try Folder()
    let ledger = try await folder.open()
    try await Self.fill(ledger)
    await ledger.close()
    let released = Self.fixtures.appending(path: version).path
    try FileManager.default.createDirectory(
      atPath: released, withIntermediateDirectories: true)
    try folder.copy(folder.ledger, released + "/ledger.db")
    try folder.copy(folder.keys, released + "/keys.db")
    try folder.copy(folder.masterPath, released + "/master.key")
  }

  @Test("A ledger of every released schema opens, and all that it held is there", arguments: ["v1"])
  func opens(version: String) async throws {
    let folder = try Self.released(version)
    let ledger = try await folder.open()
    let counter = try Counter(alerts: 3, gap: .zero)
    for number in 0..<2 {
      let shopper = try Sample.shopper(number)
      let contents = try await Contents(of: ledger, shopper)
      let page = counter.proposing(0, on: try counter.open(Page(for: shopper))).page
      // From before decisions were kept.
      #expect(contents.page.decisions.isEmpty && contents.revision == Revision(rawValue: 1))
      #expect(try Self.withoutDecisions(contents.page) == Self.withoutDecisions(page))
      #expect(contents.enrolment == (try Sample.enrolment(shopper)))
      #expect(contents.receipts == [try Sample.receipt(number, by: shopper)])
      #expect(contents.visits == [try Sample.visit(shopper)])
      #expect(contents.counts == [CounterAmount("visits", 3)])
      #expect(contents.audit.count == 3)
      #expect(try await !ledger.takeAsking("offers", version: 1, of: shopper))
    }
    await #expect(throws: LedgerError.erased) {
      try await ledger.enrol(try Sample.enrolment(try Sample.shopper(2)))
    }
    #expect(try await ledger.verify().isSound)
    await ledger.close()
  }

  private static func withoutDecisions(_ page: Page) throws -> NSDictionary {
    let page = try JSONSerialization.jsonObject(with: JSONEncoder().encode(page))
    let fields = NSMutableDictionary(dictionary: try #require(page as? [String: Any]))
    fields.removeObject(forKey: "decided")
    return fields
  }

  @Test("A new ledger has exactly the tables of the newest released schema")
  func unchanged() async throws {
    let new = try Folder()
    await (try await new.open()).close()
    let released = try Self.released("v1")
    for path in [\Folder.ledger, \Folder.keys] {
      let sql = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
      let tables = try [new, released].map { try Tampering.texts(sql, $0[keyPath: path]) }
      #expect(tables[0] == tables[1] && tables[0].count > 3)
    }
  }

  @Test("A migration brings a ledger to a newer schema, which an older program then refuses")
  func migrates() async throws {
    let folder = try Self.released("v1")
    let newer =
      DataSchema.steps + [Migration(version: 2, sql: "ALTER TABLE counter ADD COLUMN unit TEXT")]
    var opened: Opening.Opened? = try Opening.open(folder.configuration, dataSchema: newer)
    try opened?.data.checkpoint()
    let version = try opened?.data.queue.inDatabase { db in
      try Int.fetchOne(db, sql: "PRAGMA user_version")
    }
    #expect(version == 2)
    opened = nil
    #expect(await folder.refusal() == .newer(file: folder.ledger, version: 2, known: 1))
    _ = try Opening.open(folder.configuration, dataSchema: newer)
  }

  @Test("A migration that fails leaves the ledger as it was")
  func failedMigration() async throws {
    let folder = try Self.released("v1")
    let broken =
      DataSchema.steps + [
        Migration(version: 2, sql: "DELETE FROM shopper; ALTER TABLE nothing ADD COLUMN x")
      ]
    #expect(throws: LedgerOpeningError.self) {
      try Opening.open(folder.configuration, dataSchema: broken)
    }
    let ledger = try await folder.open()
    #expect(try await ledger.enrolments(after: nil, limit: 9).elements.count == 2)
    await ledger.close()
  }
}
