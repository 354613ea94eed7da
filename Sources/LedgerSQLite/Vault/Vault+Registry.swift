internal import Alerts
internal import Crypto
internal import Foundation
internal import GRDB
internal import Ledger
internal import Proximity
internal import Synchronization

extension Vault {
  func enrolment(of shopper: ShopperID) throws(LedgerError) -> Enrolment? {
    try read { db in try column(.enrolment, of: id(shopper), db) }
  }

  func enrolments(
    after cursor: Int64?, limit: Int
  ) throws(LedgerError) -> LedgerSlice<Enrolment> {
    let sql = """
      SELECT number, id, enrolment FROM shopper
      WHERE number > ? AND enrolment IS NOT NULL ORDER BY number LIMIT ?
      """
    return try slice(sql, after: cursor, limit: limit) { row, _ in
      let id: Data = try row.read(1)
      let key = try key(id)
      return try unseal(try row.read(2), key, Self.context(.enrolment, id))
    }
  }

  func record(_ receipt: ConsentReceipt, _ db: Database) throws {
    let id = id(receipt.principal)
    let key = try key(id)
    var rows = try receiptRows(id, key, db)
    if let same = rows.first(where: { $0.receipt.number == receipt.number }) {
      guard same.receipt == receipt else {
        throw LedgerError.invalid("another receipt has that number")
      }
      return
    }
    let number = try Int64.fetchOne(db, sql: "SELECT max(number) FROM receipt") ?? 0
    guard number < .max else { throw LedgerError.full(limit: .max) }
    rows.append((number + 1, receipt))
    let all = rows.map(\.receipt)
    guard let kept = Consents.fitting(all, limit: LedgerLimits.receipts) else {
      throw LedgerError.full(limit: LedgerLimits.receipts)
    }
    let sealed = try seal(receipt, key, RowContext("receipt", id, number + 1))
    for row in rows.dropLast() where !kept.contains(where: { $0.number == row.receipt.number }) {
      try db.execute(sql: "DELETE FROM receipt WHERE number = ?", arguments: [row.number])
    }
    try db.cachedStatement(sql: "INSERT INTO receipt (number, id, sealed) VALUES (?, ?, ?)")
      .execute(arguments: [number + 1, id, sealed])
  }

  func receipts(of shopper: ShopperID) throws(LedgerError) -> [ConsentReceipt] {
    try read { db in
      let id = id(shopper)
      guard let key = try keyIfKnown(id) else { return [] }
      return try receiptRows(id, key, db).map(\.receipt)
    }
  }

  private func receiptRows(
    _ id: Data, _ key: SymmetricKey, _ db: Database
  ) throws -> [(number: Int64, receipt: ConsentReceipt)] {
    let statement = try db.cachedStatement(
      sql: "SELECT number, sealed FROM receipt WHERE id = ? ORDER BY number")
    return try Row.fetchAll(statement, arguments: [id]).map { row in
      let number: Int64 = try row.read(0)
      return (number, try unseal(try row.read(1), key, RowContext("receipt", id, number)))
    }
  }

  // MARK: - Erasing

  func erase(_ shopper: ShopperID, at moment: Moment) throws(LedgerError) -> ErasureReceipt {
    guard !isClosed else { throw .unavailable("it has been closed") }
    do {
      if isUnsettled { try settle() }
      let id = id(shopper)
      var generator = SystemRandomNumberGenerator()
      var receipt = ErasureReceipt(
        number: .random(using: &generator), time: moment.now, wasKnown: true)
      switch try? standing(id) {
      case .erased(let before): return before
      case .stranger where try !hasRow(id):
        receipt = ErasureReceipt(number: receipt.number, time: receipt.time, wasKnown: false)
        return receipt
      // What cannot be read can be erased all the same.
      case .known, .stranger, nil: break
      }
      try keyStore.erase(id, receipt)
      keys.remove(id)
      pages.cache.withLock { $0.remove(shopper) }
      isUnsettled = true
      // The key is gone, and with it all that matters. Should the rest fail, it is done before
      // anything else is.
      try? settle()
      return receipt
    } catch {
      throw LedgerError(error, in: keyStore.file.path)
    }
  }

  private func hasRow(_ id: Data) throws -> Bool {
    try data.queue.inDatabase { db in
      try Int.fetchOne(db, sql: "SELECT 1 FROM shopper WHERE id = ?", arguments: [id]) != nil
    }
  }
}
