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
    var left = budget
    for (table, column) in [("visit", "hour"), ("line", "hour"), ("shopper", "aged")] {
      let redated = try redate(table, column, at: now, limit: left, db)
      swept.redated += redated
      left -= redated
    }
    swept.visits = try delete("visit", upTo: hour, limit: left, db)
    left -= swept.visits
    swept.lines = try delete("line", upTo: hour, limit: left, db)
    left -= swept.lines
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT id, revision FROM shopper WHERE page IS NOT NULL AND aged <= ?
        ORDER BY aged, number LIMIT ?
        """, arguments: [now.lastHourOfPages(configuration.retention), left])
    for row in rows {
      let id: Data = try row.read(0)
      var next = now.hour
      do {
        let (hasChanged, page) = try age(id, at: now, aged, db)
        if hasChanged { swept.pages += 1 }
        next = page?.nextLook(at: now, configuration.retention) ?? next
      } catch is LedgerError {
        swept.unreadable += 1
      }
      try db.execute(sql: "UPDATE shopper SET aged = ? WHERE id = ?", arguments: [next, id])
    }
    swept.isDone = rows.count < left
    return swept
  }

  /// Takes what is dated later than any right clock could have said to be of now.
  private func redate(
    _ table: String, _ column: String, at now: LedgerTime, limit: Int, _ db: Database
  ) throws -> Int {
    guard limit > 0 else { return 0 }
    try db.execute(
      sql: """
        UPDATE \(table) SET \(column) = ? WHERE number IN
          (SELECT number FROM \(table) WHERE \(column) > ?
          \(table == "shopper" ? "AND page IS NOT NULL" : "") LIMIT ?)
        """, arguments: [now.hour, now.lastHourToCome, limit])
    return db.changesCount
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

  /// Returns whether there was something old on the page, and the page as it is now.
  private func age(
    _ id: Data, at now: LedgerTime, _ aged: (Page) -> Page, _ db: Database
  ) throws -> (hasChanged: Bool, page: Page?) {
    guard let (shopper, kept) = try keptPage(id, db) else { return (false, nil) }
    let younger = aged(kept.page)
    guard younger != kept.page else { return (false, younger) }
    let envelope = try Envelope.encoded(shopper, younger, limit: configuration.pageBytes)
    return (try replace(shopper, younger, envelope, ifStill: kept.revision, db), younger)
  }
}
