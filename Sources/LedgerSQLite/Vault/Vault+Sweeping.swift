internal import Alerts
internal import Crypto
internal import Foundation
internal import GRDB
internal import Ledger
internal import Proximity

extension Vault {
  func sweep(
    at now: LedgerTime, budget: Int, _ aged: (Page) -> Page, _ db: Database
  ) throws -> Swept {
    var swept = Swept()
    let hour = now.lastHour(before: configuration.retention)
    swept.visits = try delete("visit", upTo: hour, limit: budget, db)
    swept.lines = try delete("line", upTo: hour, limit: budget - swept.visits, db)
    let left = budget - swept.visits - swept.lines
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT id, revision FROM shopper WHERE page IS NOT NULL AND aged <= ?
        ORDER BY aged, number LIMIT ?
        """, arguments: [hour, left])
    for row in rows {
      let id: Data = try row.read(0)
      do {
        if try age(id, at: now, aged, db) { swept.pages += 1 }
      } catch is LedgerError {
        swept.unreadable += 1
      }
      // Whatever became of it, it is not looked at again before another retention has passed.
      try db.execute(
        sql: "UPDATE shopper SET aged = ? WHERE id = ?", arguments: [now.hour, id])
    }
    swept.isDone = rows.count < left
    return swept
  }

  private func delete(
    _ table: StaticString, upTo hour: Int64, limit: Int, _ db: Database
  ) throws -> Int {
    guard limit > 0 else { return 0 }
    try db.execute(
      sql: """
        DELETE FROM \(table) WHERE number IN
          (SELECT number FROM \(table) WHERE hour <= ? ORDER BY hour, number LIMIT ?)
        """, arguments: [hour, limit])
    return db.changesCount
  }

  private func age(
    _ id: Data, at now: LedgerTime, _ aged: (Page) -> Page, _ db: Database
  ) throws -> Bool {
    guard let (shopper, kept) = try keptPage(id, db) else { return false }
    let younger = aged(kept.page)
    guard younger != kept.page else { return false }
    let envelope = try Envelope.encoded(shopper, younger, limit: configuration.pageBytes)
    return try replace(shopper, younger, envelope, ifStill: kept.revision, db)
  }
}
