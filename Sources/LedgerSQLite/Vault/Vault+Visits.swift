internal import Alerts
internal import Crypto
internal import Foundation
internal import GRDB
internal import Ledger
internal import Proximity

extension Vault {
  func keep(_ visits: [KeptVisit], _ db: Database) throws {
    // All are looked up before the first is written, so that a stranger spoils nothing.
    let rows = try visits.map { visit in
      let id = id(visit.shopper)
      return (visit, id, try key(id))
    }
    for (visit, id, key) in rows { try keep(visit, id, key, db) }
  }

  private func keep(_ visit: KeptVisit, _ id: Data, _ key: SymmetricKey, _ db: Database) throws {
    let place = keyStore.names.place(visit.place, of: id)
    let sealed = try seal(visit, key, Self.context(id, place))
    let update = try db.cachedStatement(
      sql: "UPDATE visit SET hour = ?, sealed = ? WHERE id = ? AND place = ?")
    try update.execute(arguments: [visit.latest.hour, sealed, id, place])
    guard db.changesCount == 0 else { return }
    let count = try db.cachedStatement(sql: "SELECT count(*) FROM visit WHERE id = ?")
    if try Int.fetchOne(count, arguments: [id]) ?? 0 >= LedgerLimits.visits {
      try db.execute(
        sql: """
          DELETE FROM visit WHERE number =
            (SELECT number FROM visit WHERE id = ? ORDER BY hour, number LIMIT 1)
          """, arguments: [id])
    }
    let insert = try db.cachedStatement(
      sql: "INSERT INTO visit (id, place, hour, sealed) VALUES (?, ?, ?, ?)")
    try insert.execute(arguments: [id, place, visit.latest.hour, sealed])
  }

  func visits(of shopper: ShopperID) throws(LedgerError) -> [KeptVisit] {
    try read { db in
      let id = id(shopper)
      guard let key = try keyIfKnown(id) else { return [] }
      let statement = try db.cachedStatement(
        sql: "SELECT place, sealed FROM visit WHERE id = ? ORDER BY number")
      return try Row.fetchAll(statement, arguments: [id]).map { row in
        try unseal(try row.read(1), key, Self.context(id, try row.read(0)))
      }
    }
  }

  func visits(after cursor: Int64?, limit: Int) throws(LedgerError) -> LedgerSlice<KeptVisit> {
    let sql = """
      SELECT number, id, place, sealed FROM visit WHERE number > ? ORDER BY number LIMIT ?
      """
    return try slice(sql, after: cursor, limit: limit) { row, _ in
      let id: Data = try row.read(1)
      let key = try key(id)
      return try unseal(try row.read(3), key, Self.context(id, try row.read(2)))
    }
  }

  private static func context(_ id: Data, _ place: Data) -> RowContext {
    RowContext("visit", id + place)
  }
}
