internal import Foundation
internal import GRDB
internal import Ledger
internal import Proximity

/// Sums over all shoppers. They say nothing of one, and stand in the clear.
extension Vault {
  func add(_ amounts: [CounterAmount], _ db: Database) throws {
    let find = try db.cachedStatement(sql: "SELECT sum FROM counter WHERE name = ?")
    var sums: [(name: String, sum: Int64)] = []
    var new = 0
    for amount in amounts {
      let name = amount.counter.description
      if let index = sums.firstIndex(where: { $0.name == name }) {
        sums[index].sum = sums[index].sum.addingSaturated(amount.amount)
      } else {
        let before = try Int64.fetchOne(find, arguments: [name])
        if before == nil { new += 1 }
        sums.append((name, (before ?? 0).addingSaturated(amount.amount)))
      }
    }
    if new > 0 {
      let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM counter") ?? 0
      guard count + new <= LedgerLimits.counters else {
        throw LedgerError.full(limit: LedgerLimits.counters)
      }
    }
    let set = try db.cachedStatement(
      sql: "INSERT OR REPLACE INTO counter (name, sum) VALUES (?, ?)")
    for (name, sum) in sums { try set.execute(arguments: [name, sum]) }
  }

  func counts() throws(LedgerError) -> [CounterAmount] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT name, sum FROM counter").map { row in
        guard let counter = CounterID(try row.read(0)) else { throw WrongType() }
        return CounterAmount(counter, try row.read(1))
      }.sorted { $0.counter < $1.counter }
    }
  }
}
