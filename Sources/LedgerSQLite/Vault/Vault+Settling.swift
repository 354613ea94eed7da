internal import Foundation
internal import GRDB
internal import Ledger

/// Bringing the two databases together again after a crash, a failure or a restored backup.
extension Vault {
  /// Removes rows that were committed without their keys, which nobody was told of, and makes
  /// erasures again that the data has not seen.
  func settle() throws {
    try data.queue.inTransaction(.immediate) { db in
      for id in try Data.fetchAll(db, sql: "SELECT id FROM newcomer ORDER BY id") {
        if case .known = try keyStore.standing(id) { continue }
        try remove(id, db)
      }
      try db.execute(sql: "DELETE FROM newcomer")
      return .commit
    }
    newcomers = []
    try bury()
    isUnsettled = false
  }

  func forgetNewcomers(_ db: Database) throws {
    for id in newcomers {
      try db.cachedStatement(sql: "DELETE FROM newcomer WHERE id = ?").execute(arguments: [id])
    }
  }

  /// Removes the rows of the erased, and empties the log that they stand in.
  private func bury() throws {
    var last = try data.queue.inDatabase { db in try Self.lastBuried(db) }
    var buried = false
    while true {
      let tombstones = try keyStore.tombstones(after: last, limit: 1_000)
      guard let end = tombstones.last else { break }
      try data.queue.inTransaction(.immediate) { db in
        for tombstone in tombstones {
          try remove(tombstone.id, db)
          try db.execute(
            sql: "UPDATE line SET id = NULL, who = NULL, receipt = ? WHERE id = ?",
            arguments: [tombstone.receipt, tombstone.id])
          try db.execute(
            sql: "INSERT INTO tombstone (number, id) VALUES (?, ?)",
            arguments: [tombstone.number, tombstone.id])
        }
        return .commit
      }
      (last, buried) = (end.number, true)
    }
    if buried { try? data.checkpoint() }
  }

  static func lastBuried(_ db: Database) throws -> Int64 {
    try Int64.fetchOne(db, sql: "SELECT max(number) FROM tombstone") ?? 0
  }

  private func remove(_ id: Data, _ db: Database) throws {
    for table in ["shopper", "newcomer", "receipt", "visit"] {
      try db.execute(sql: "DELETE FROM \(table) WHERE id = ?", arguments: [id])
    }
  }
}
