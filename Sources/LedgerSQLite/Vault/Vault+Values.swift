internal import Crypto
internal import Foundation
internal import GRDB
internal import Ledger
internal import Proximity

/// Values that are sealed in the packed form.
extension Vault {
  func seal(
    _ value: some Encodable, _ key: SymmetricKey, _ context: RowContext
  ) throws -> Data {
    try Seal.close(try PackedForm.encode(value), key, context)
  }

  func unseal<Value: Decodable>(
    _ sealed: Data, _ key: SymmetricKey, _ context: RowContext
  ) throws -> Value {
    guard let plain = Seal.open(sealed, key, context),
      let value = try? PackedForm.decode(Value.self, from: plain)
    else {
      throw LedgerError.unreadable("a row of \(context.table)s in ledger.db has been changed")
    }
    return value
  }

  // MARK: - What stands in a shopper's row beside the page

  /// A column of a shopper's row.
  enum Column: String { case enrolment, asked }

  func column<Value: Decodable>(
    _ column: Column, of id: Data, _ db: Database
  ) throws -> Value? {
    guard let key = try keyIfKnown(id) else { return nil }
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT \(column.rawValue) FROM shopper WHERE id = ?"),
      arguments: [id])
    guard let row else {
      throw LedgerError.unreadable("there is a key to a shopper, and no row in ledger.db")
    }
    guard let sealed: Data = try row.readIfPresent(0) else { return nil }
    return try unseal(sealed, key, Self.context(column, id))
  }

  func set(
    _ column: Column, _ value: some Encodable, of id: Data, _ key: SymmetricKey, _ db: Database
  ) throws {
    let sealed = try seal(value, key, Self.context(column, id))
    try db.cachedStatement(sql: "UPDATE shopper SET \(column.rawValue) = ? WHERE id = ?")
      .execute(arguments: [sealed, id])
    guard db.changesCount == 1 else {
      throw LedgerError.unreadable("there is a key to a shopper, and no row in ledger.db")
    }
  }

  static func context(_ column: Column, _ id: Data) -> RowContext {
    switch column {
    case .enrolment: RowContext("enrolment", id)
    case .asked: RowContext("question", id)
    }
  }

  // MARK: - Slices

  /// Reads some rows of a table in the order of their numbers, and leaves out what cannot be opened.
  ///
  /// - Parameter sql: yields rows that begin with their number; takes a cursor and a limit.
  func slice<Element>(
    _ sql: String, after cursor: Int64?, limit: Int, _ element: (Row, Database) throws -> Element?
  ) throws(LedgerError) -> LedgerSlice<Element> {
    let limit = min(max(limit, 1), LedgerLimits.slice)
    return try read { db in
      let rows = try Row.fetchAll(db, sql: sql, arguments: [cursor ?? 0, limit + 1])
      var slice = LedgerSlice<Element>([])
      for row in rows.prefix(limit) {
        do {
          if let element = try element(row, db) { slice.elements.append(element) }
        } catch is LedgerError {
          slice.unreadable += 1
        }
      }
      if rows.count > limit { slice.next = try rows[limit - 1].read(0) }
      return slice
    }
  }
}
