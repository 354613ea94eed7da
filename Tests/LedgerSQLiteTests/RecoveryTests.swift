import Alerts
import Foundation
import GRDB
import Ledger
import LedgerConformance
import Proximity
import Testing

@testable import LedgerSQLite

@Suite("What a crash leaves behind")
struct RecoveryTests {
  static let later = Moment(now: Sample.noon.now + .seconds(86_400))

  @Test("A shopper whose key was not kept any more was never enrolled, and can be")
  func newcomer() async throws {
    let folder = try Folder()
    await (try await ErasureTests.filled(folder, shoppers: 0..<2)).close()
    try Tampering.execute(
      "INSERT INTO newcomer SELECT id FROM shopper WHERE number = 1", folder.ledger)
    let id = try #require(
      try Tampering.blobs("SELECT id FROM newcomer", folder.ledger).first)
    let hex = id.map { String(format: "%02x", $0) }.joined()
    try Tampering.execute("DELETE FROM key WHERE id = x'\(hex)'", folder.keys)
    let ledger = try await folder.open()
    let shopper = try Sample.shopper(0)
    #expect(try await ledger.page(shopper) == (Page(for: shopper), .none))
    #expect(try await ledger.enrolments(after: nil, limit: 9).elements.count == 1)
    try await ledger.enrol(try Sample.enrolment(shopper))
    #expect(try await ledger.enrolments(after: nil, limit: 9).elements.count == 2)
    await ledger.close()
  }

  @Test("A shopper whose key was kept is there, though the data still calls them a newcomer")
  func settled() async throws {
    let folder = try Folder()
    await (try await ErasureTests.filled(folder, shoppers: 0..<2)).close()
    try Tampering.execute("INSERT INTO newcomer SELECT id FROM shopper", folder.ledger)
    let ledger = try await folder.open()
    #expect(try await ledger.enrolments(after: nil, limit: 9).elements.count == 2)
    await ledger.close()
    #expect(try Tampering.blobs("SELECT id FROM newcomer", folder.ledger).isEmpty)
  }

  @Test("An erasure that stopped once the key was gone is finished before anything is read")
  func halfErased() async throws {
    let folder = try Folder()
    let ledger = try await ErasureTests.filled(folder, shoppers: 0..<2)
    let shopper = try Sample.shopper(0)
    let backup = folder.root.appending(path: "before.db").path
    try await ledger.backUp(to: backup)
    let receipt = try await ledger.erase(shopper, at: Sample.noon)
    await ledger.close()
    try folder.copy(backup, folder.ledger)
    let again = try await folder.open()
    #expect(try await again.visits(after: nil, limit: 9).elements.count == 1)
    #expect(try await again.erase(shopper, at: Self.later) == receipt)
    await again.close()
    #expect(try Tampering.blobs("SELECT id FROM shopper", folder.ledger).count == 1)
  }

  /// The steps of an exchange of the master key after which a crash may come.
  enum Stop: CaseIterable { case nextWritten, nextTorn, begun, half, removed }

  @Test(
    "An exchange of the master key that stopped after any step leaves everything readable, and is finished",
    arguments: Stop.allCases)
  func exchange(stop: Stop) async throws {
    let folder = try Folder()
    var ledger = try await ErasureTests.filled(folder, shoppers: 0..<20)
    _ = try await ledger.erase(try Sample.shopper(19), at: Sample.noon)
    await ledger.close()
    let old = try folder.bytes(folder.masterPath)
    let next = folder.masterPath + ".next"
    do {
      var opened = try Opening.open(folder.configuration)
      switch stop {
      case .nextWritten: _ = try folder.masterKey.createNext()
      case .nextTorn:
        _ = try folder.masterKey.createNext()
        try folder.write([1, 2, 3], next)
      case .begun, .half, .removed:
        try opened.keys.beginRotation(folder.masterKey, at: Sample.noon.now.nanoseconds)
        if stop != .begun {
          _ = try opened.keys.rewrap(after: Data(), limit: stop == .half ? 7 : 100)
        }
        if stop == .removed {
          let file = folder.configuration.masterKey
          try opened.keys.finishRotation(file)
          // As it was before the last step.
          try FileManager.default.moveItem(atPath: folder.masterPath, toPath: next)
          try Data(old).write(to: URL(fileURLWithPath: folder.masterPath))
          try folder.setMode(0o600, folder.masterPath)
        }
      }
      opened.data.close()
      opened.keys.file.close()
    }
    ledger = try await folder.open()
    #expect(try await ledger.enrolments(after: nil, limit: 99).elements.count == 19)
    #expect(try await ledger.verify().isSound)
    let exchanged = try await ledger.exchangeMasterKey(at: Self.later)
    #expect((exchanged == .notDue) == (stop == .removed))
    await ledger.close()
    #expect(!folder.exists(next))
    #expect(try folder.bytes(folder.masterPath) != old)
    ledger = try await folder.open()
    #expect(try await ledger.verify() == LedgerReport(shoppers: 19, unreadable: 0, damages: []))
    await ledger.close()
  }

  @Test("A pair that a crash left half made is finished at the next opening")
  func halfMade() async throws {
    let folder = try Folder()
    await (try await folder.open()).close()
    // As it is before the data has been made.
    try Tampering.execute("UPDATE meta SET value = 'creating' WHERE name = 'state'", folder.keys)
    try folder.remove(folder.ledger)
    #expect(await folder.refusal() == nil)
    #expect(await folder.refusal() == nil)
    // As it is before anything has been written at all.
    let empty = try Folder()
    try FileManager.default.createDirectory(
      atPath: empty.directory, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    for path in [empty.keys, empty.ledger] {
      #expect(
        FileManager.default.createFile(
          atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]))
    }
    #expect(await empty.refusal() == nil)
  }
}
