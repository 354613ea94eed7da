import Alerts
import Foundation
import Ledger
import LedgerConformance
import LedgerSQLite
import Proximity
import Testing

@Suite("A damaged ledger")
struct DamageTests {
  static let shoppers = 40

  /// A closed ledger of some shoppers whose pages have been replaced more than once.
  static func filled() async throws -> (folder: Folder, pages: [ShopperID: Page]) {
    let folder = try Folder()
    let ledger = try await folder.open()
    let counter = try Counter(alerts: 3, gap: .zero)
    var pages: [ShopperID: Page] = [:]
    for number in 0..<shoppers {
      let shopper = try Sample.shopper(number)
      try await ledger.enrol(try Sample.enrolment(shopper))
      var page = try counter.open(Page(for: shopper))
      for alert in 0..<3 {
        page = counter.proposing(alert, on: page).page
        let revision = Revision(rawValue: UInt64(alert))
        #expect(try await ledger.replace(shopper, page, ifStill: revision))
      }
      pages[shopper] = page
    }
    await ledger.close()
    return (folder, pages)
  }

  /// What a bit flipped in a file leads to.
  enum Outcome { case harmless, refusedOpening, refusedReading }

  static func outcome(
    of folder: Folder, _ pages: [ShopperID: Page], _ what: Comment
  ) async throws -> Outcome {
    let ledger: SQLiteLedger
    do {
      ledger = try await folder.open()
    } catch {
      switch error as? LedgerOpeningError {
      case .damaged, .mismatched, .incomplete, .masterKeyWrong, .newer, .unavailable: break
      default: Issue.record("\(what): \(error)")
      }
      return .refusedOpening
    }
    var outcome = Outcome.harmless
    for (shopper, page) in pages {
      do {
        let (read, revision) = try await ledger.page(shopper)
        #expect(read == page && revision.rawValue == 3, what)
      } catch {
        outcome = .refusedReading
      }
    }
    await ledger.close()
    return outcome
  }

  @Test(
    "A bit flipped in any page is refused or harmless: nobody's page is ever another, older or new",
    arguments: ["ledger.db", "keys.db"])
  func flippedBits(name: String) async throws {
    let (folder, pages) = try await Self.filled()
    let path = folder.directory + "/" + name
    let sound = try folder.everything().filter { $0.key.hasPrefix("state/") }
    var dice = SplitMix64(seed: 11)
    var outcomes: [Outcome: Int] = [:]
    let whole = try folder.bytes(path)
    let count = 4_096
    // One bit or more in every page of the file, and every byte of the header.
    let places =
      Array(0..<100)
      + (0..<300).map { page in
        page % (whole.count / count) * count + .random(in: 0..<count, using: &dice)
      }
    for place in places {
      var bytes = whole
      bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &dice)
      for (path, original) in sound {
        let full = folder.root.appending(path: path).path
        if folder.exists(full) { try folder.write(original, full) }
      }
      try folder.write(bytes, path)
      outcomes[try await Self.outcome(of: folder, pages, "\(name), byte \(place)"), default: 0] += 1
    }
    #expect(outcomes[.refusedOpening, default: 0] > 10)
    #expect(outcomes[.refusedReading, default: 0] > 10)
  }

  @Test("The second safe: a row that is changed, or moved to another shopper, is not read")
  func movedRows() async throws {
    let (folder, _) = try await Self.filled()
    try Tampering.execute(
      """
      UPDATE shopper SET page = (SELECT page FROM shopper WHERE number = 2) WHERE number = 1;
      UPDATE shopper SET revision = 2 WHERE number = 3;
      UPDATE shopper SET enrolment = page, page = NULL, revision = 0 WHERE number = 4;
      DELETE FROM shopper WHERE number = 5;
      """, folder.ledger)
    let ledger = try await folder.open()
    for number in [0, 2, 4] {
      let shopper = try Sample.shopper(number)
      await #expect(throws: LedgerError.self) { try await ledger.page(shopper) }
      await #expect(throws: LedgerError.self) {
        try await ledger.replace(shopper, Page(for: shopper), ifStill: .none)
      }
    }
    await #expect(throws: LedgerError.self) {
      try await ledger.enrolment(of: try Sample.shopper(3))
    }
    #expect(try await ledger.page(try Sample.shopper(1)).1.rawValue == 3)
    let report = try await ledger.verify()
    #expect(report.unreadable == 3 && report.damages.isEmpty && !report.isSound)
    await ledger.close()
  }

  @Test("Damage to one shopper's row fails nobody else's writes")
  func isolated() async throws {
    let (folder, pages) = try await Self.filled()
    try Tampering.execute("UPDATE shopper SET page = 'x' WHERE number = 1", folder.ledger)
    let ledger = try await folder.open()
    let kept = try await withThrowingTaskGroup(of: Bool.self) { group in
      for (shopper, page) in pages {
        group.addTask {
          do {
            _ = try await ledger.page(shopper)
            return try await ledger.replace(shopper, page, ifStill: Revision(rawValue: 3))
          } catch is LedgerError {
            return false
          }
        }
      }
      return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(kept == Self.shoppers - 1)
    await ledger.close()
  }

  /// A folder as a killed process leaves it, with all its commits still in the log.
  static func killed() async throws -> (folder: Folder, pages: [ShopperID: Page]) {
    let folder = try Folder()
    let ledger = try await folder.open()
    let counter = try Counter(alerts: 3, gap: .zero)
    var pages: [ShopperID: Page] = [:]
    for number in 0..<3 {
      let shopper = try Sample.shopper(number)
      let page = try counter.open(Page(for: shopper))
      for revision in 0..<3 {
        #expect(
          try await ledger.replace(
            shopper, page, ifStill: Revision(rawValue: UInt64(revision))))
      }
      pages[shopper] = page
    }
    let copy = try Folder()
    try FileManager.default.copyItem(atPath: folder.directory, toPath: copy.directory)
    try copy.write(try folder.bytes(folder.masterPath), copy.masterPath)
    await ledger.close()
    return (copy, pages)
  }

  @Test("A log that was cut short in its last write is read up to there")
  func tornTail() async throws {
    let (folder, _) = try await Self.killed()
    var bytes = try folder.bytes(folder.ledger + "-wal")
    bytes.removeLast(1_000)
    try folder.write(bytes, folder.ledger + "-wal")
    let ledger = try await folder.open()
    // The last shopper's third page was in what is gone.
    #expect(try await ledger.page(try Sample.shopper(2)).1.rawValue == 2)
    #expect(try await ledger.page(try Sample.shopper(1)).1.rawValue == 3)
    await ledger.close()
  }

  @Test("A log that is damaged before its last commits is refused, and left as it is")
  func damagedLog() async throws {
    let (folder, pages) = try await Self.killed()
    #expect(try await Self.outcome(of: folder, pages, "sound") == .harmless)
    for place in [0, 9, 17, 25, 40, 60, 32 + 24 + 100, 32 + 4_120 * 3 + 2_000] {
      let (folder, _) = try await Self.killed()
      var bytes = try folder.bytes(folder.ledger + "-wal")
      bytes[place] ^= 0x10
      try folder.write(bytes, folder.ledger + "-wal")
      let before = try folder.everything()
      guard case .damaged(folder.ledger + "-wal", _, let repair) = await folder.refusal() else {
        Issue.record("a log with byte \(place) changed was read")
        continue
      }
      #expect(repair.contains("restore ledger.db from a backup"))
      #expect(try folder.everything() == before)
    }
  }
}
