import Alerts
import Foundation
import Ledger
import LedgerConformance
import LedgerSQLite
import Proximity
import Testing

@Suite("What lies on the disk")
struct ByteScanTests {
  /// Texts that must not be found in any file, for a shopper.
  static func secrets(of shopper: ShopperID) throws -> [String] {
    ["\(shopper)", try Sample.enrolment(shopper).credentials[0].text, "ibeacon"]
  }

  /// Whether bytes occur in a file. Complexity: O(file).
  static func contains(_ file: [UInt8], _ wanted: [UInt8]) -> Bool {
    Data(file).range(of: Data(wanted)) != nil
  }

  static func expectSilence(_ folder: Folder, _ texts: [String], _ keys: [[UInt8]]) throws {
    for (path, bytes) in try folder.everything() where path.hasPrefix("state/") {
      for text in texts {
        #expect(!contains(bytes, Array(text.utf8)), "\(path) holds \(text)")
        // As JSON and as SQL may write it.
        let hex = text.utf8.map { String(format: "%02x", $0) }.joined()
        #expect(!contains(bytes, Array(hex.utf8)), "\(path) holds \(text) in hexadecimal")
      }
      for key in keys { #expect(!contains(bytes, key), "\(path) holds the master key") }
    }
  }

  @Test(
    "No pseudonym, place, credential, purpose or key lies in any file, of the living or the erased")
  func silent() async throws {
    let folder = try Folder()
    var ledger = try await ErasureTests.filled(folder, shoppers: 0..<60)
    let master = try folder.bytes(folder.masterPath)
    var texts = ["place-0", "offers", "We tell you of lower prices.", "pseudonym-", "open", "show"]
    for number in 0..<60 { texts += try Self.secrets(of: try Sample.shopper(number)) }
    // While it is open, with everything still in the logs.
    try Self.expectSilence(folder, texts, [master])
    for number in 0..<30 { _ = try await ledger.erase(try Sample.shopper(number), at: Sample.noon) }
    try Self.expectSilence(folder, texts, [master])
    _ = try await ledger.exchangeMasterKey(at: Sample.noon)
    let next = try folder.bytes(folder.masterPath)
    try Self.expectSilence(folder, texts, [master, next])
    let later = Moment(now: Sample.noon.now + .seconds(40 * 86_400))
    _ = try await ledger.sweep(at: later, budget: 1_000, aged: { $0 })
    await ledger.close()
    try Self.expectSilence(folder, texts, [master, next])
    ledger = try await folder.open()
    try Self.expectSilence(folder, texts, [master, next])
    await ledger.close()
  }

  @Test(
    "Nothing of a row that was erased is left, not even sealed: not in the databases, logs or free pages"
  )
  func noRemains() async throws {
    let folder = try Folder()
    let ledger = try await ErasureTests.filled(folder, shoppers: 0..<20)
    await ledger.close()
    // Stretches of what is sealed of everybody, taken from the files themselves.
    let rows = try Tampering.blobs(
      "SELECT page FROM shopper UNION ALL SELECT sealed FROM receipt UNION ALL SELECT sealed FROM visit",
      folder.ledger)
    let keys = try Tampering.blobs("SELECT wrapped FROM key", folder.keys)
    #expect(rows.count == 60 && keys.count == 20)
    let again = try await folder.open()
    for number in 0..<20 { _ = try await again.erase(try Sample.shopper(number), at: Sample.noon) }
    for (path, bytes) in try folder.everything() where path.hasPrefix("state/") {
      for blob in rows + keys {
        #expect(!Self.contains(bytes, Array(blob.prefix(24))), "\(path) holds what was erased")
      }
    }
    await again.close()
  }

  @Test(
    "The same shopper lies under different names in two ledgers, and at a place nobody else has")
  func unlinkable() async throws {
    let (one, two) = (try Folder(), try Folder())
    for folder in [one, two] {
      await (try await ErasureTests.filled(folder, shoppers: 0..<5)).close()
    }
    let names = try [one, two].map { try Tampering.blobs("SELECT id FROM shopper", $0.ledger) }
    #expect(Set(names[0]).isDisjoint(with: names[1]))
    let places = try Tampering.blobs("SELECT place FROM visit", one.ledger)
    #expect(Set(places).count == 5)
  }
}
