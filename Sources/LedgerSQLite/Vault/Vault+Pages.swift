internal import Alerts
internal import Crypto
internal import Foundation
internal import GRDB
internal import Ledger
internal import Proximity
internal import Synchronization

extension Vault {
  /// The page of a shopper as it is on the disk.
  func page(_ shopper: ShopperID) throws(LedgerError) -> KeptPage {
    try read { db in
      let id = id(shopper)
      let kept = try keptPage(id, db)?.kept
      if let kept { pages.cache.withLock { $0.set(shopper, kept) } }
      return kept ?? KeptPage(page: Page(for: shopper), revision: .none)
    }
  }

  /// What is kept under a name; nothing of strangers and the erased.
  func keptPage(_ id: Data, _ db: Database) throws -> (shopper: ShopperID, kept: KeptPage)? {
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT revision, page FROM shopper WHERE id = ?"), arguments: [id])
    guard let key = try keyIfKnown(id) else {
      guard row != nil, case .stranger = try standing(id) else { return nil }
      throw LedgerError.unreadable("\(Self.lost) there is a row in ledger.db, and no key to it")
    }
    guard let row else {
      throw LedgerError.unreadable("\(Self.lost) there is a key to it, and no row in ledger.db")
    }
    let revision: Int64 = try row.read(0)
    guard let sealed: Data = try row.readIfPresent(1) else {
      if revision == 0 { return nil }
      throw LedgerError.unreadable("\(Self.lost) the row in ledger.db has been changed")
    }
    guard let plain = Seal.open(sealed, key, RowContext("page", id, revision)),
      let envelope = try? PackedForm.decode(Envelope.self, from: plain)
    else { throw LedgerError.unreadable("\(Self.lost) the row in ledger.db has been changed") }
    return (
      envelope.shopper,
      KeptPage(page: envelope.page, revision: Revision(rawValue: UInt64(bitPattern: revision)))
    )
  }

  private static var lost: StaticString {
    "what is kept of a shopper is damaged; restore ledger.db, or erase them and enrol them anew:"
  }

  /// Replaces a page, if it is still at that revision.
  func replace(
    _ shopper: ShopperID, _ page: Page, _ envelope: Data, ifStill revision: Revision, _ db: Database
  ) throws -> Bool {
    let id = id(shopper)
    let number = Int64(bitPattern: revision.rawValue)
    guard number >= 0, number < .max else { return false }
    let key: SymmetricKey
    switch try standing(id) {
    case .erased: throw LedgerError.erased
    case .known(let known): key = known
    case .stranger:
      guard revision == .none else { return false }
      key = try admit(id, db)
    }
    let sealed = try Seal.close(envelope, key, RowContext("page", id, number + 1))
    let statement = try db.cachedStatement(
      sql: """
        UPDATE shopper SET revision = ?, page = ?, aged = ? WHERE id = ? AND revision = ?
        """)
    try statement.execute(arguments: [number + 1, sealed, page.latest.hour, id, number])
    guard db.changesCount == 1 else {
      // Read, so that a row which is gone is not taken for a race that was lost.
      _ = try keptPage(id, db)
      return false
    }
    newPages[shopper] = KeptPage(page: page, revision: revision.next)
    return true
  }

  /// Makes room and a key for a shopper of whom nothing has been kept.
  func admit(_ id: Data, _ db: Database) throws -> SymmetricKey {
    let limit = configuration.shoppers
    guard keyStore.count + newKeys.count < limit else { throw LedgerError.full(limit: limit) }
    // Throws when there is a row whose key is gone.
    _ = try keptPage(id, db)
    try db.cachedStatement(
      sql: "INSERT INTO shopper (id, revision, aged) VALUES (?, 0, 0)"
    ).execute(arguments: [id])
    try db.cachedStatement(sql: "INSERT INTO newcomer (id) VALUES (?)").execute(arguments: [id])
    let key = SymmetricKey(size: .bits256)
    newKeys[id] = key
    return key
  }
}

/// A page as it is sealed, with the pseudonym that nothing else on the disk would lead back to.
struct Envelope: Codable {
  var shopper: ShopperID
  var page: Page

  /// The bytes to be sealed.
  static func encoded(
    _ shopper: ShopperID, _ page: Page, limit: Int
  ) throws(LedgerError) -> Data {
    let data: Data
    do {
      data = try PackedForm.encode(Envelope(shopper: shopper, page: page))
    } catch {
      throw .invalid("the page cannot be encoded")
    }
    guard data.count <= limit else {
      throw .invalid("the page has \(data.count) bytes, and \(limit) are the most")
    }
    return data
  }
}
