internal import Alerts
internal import Crypto
internal import Foundation
internal import GRDB
internal import Ledger
internal import Synchronization

extension Vault {
  /// Brings both databases together, before anything is read.
  func settleFirst() throws(LedgerError) {
    do {
      try settle()
    } catch {
      throw LedgerError(error, in: data.path)
    }
  }

  func close() {
    guard !isClosed else { return }
    while !waiting.isEmpty { flush() }
    try? settle()
    isClosed = true
    try? data.checkpoint()
    try? keyStore.file.checkpoint()
    keys.removeAll()
    pages.cache.withLock { $0.removeAll() }
    data.close()
    keyStore.file.close()
    directory.unlock()
  }

  // MARK: - The master key

  /// Begins an exchange if one is due, or goes on with one that was begun.
  ///
  /// - Returns: whether there are keys to be wrapped anew.
  func beginExchange(at moment: Moment) throws(LedgerError) -> Bool {
    try keeping {
      if keyStore.exchangeDue { try keyStore.finishExchange(configuration.masterKey) }
      if try keyStore.isRotating() { return true }
      guard moment.isTrusted, keyStore.owed > 0 else { return false }
      let now = moment.now.nanoseconds
      let day: Int64 = 86_400_000_000_000
      let (since, overflow) = now.subtractingReportingOverflow(keyStore.rotated)
      guard overflow || since >= day || since < 0 else { return false }
      try keyStore.beginRotation(configuration.masterKey, at: now)
      return true
    }
  }

  func rewrap(
    after id: Data, limit: Int
  ) throws(LedgerError) -> (next: Data?, rewrapped: Int) {
    try keeping { try keyStore.rewrap(after: id, limit: limit) }
  }

  func finishExchange() throws(LedgerError) {
    try keeping { try keyStore.finishRotation(configuration.masterKey) }
  }

  private func keeping<Value>(_ body: () throws -> Value) throws(LedgerError) -> Value {
    guard !isClosed else { throw .unavailable("it has been closed") }
    do {
      return try body()
    } catch {
      throw LedgerError(error, in: keyStore.file.path)
    }
  }

  // MARK: - Looking after the files

  /// Reads every row there is.
  func verify() throws(LedgerError) -> LedgerReport {
    var report = LedgerReport()
    for file in [data, keyStore.file] {
      let found: [String]
      do {
        found = try file.queue.inDatabase { db in
          try String.fetchAll(db, sql: "PRAGMA integrity_check(100)")
        }
      } catch {
        throw LedgerError(error, in: file.path)
      }
      report.damages += found.filter { $0 != "ok" }.map { "\(file.name): \($0)" }
    }
    var cursor: Int64? = 0
    while let after = cursor {
      let slice = try slice(
        "SELECT number, id, enrolment FROM shopper WHERE number > ? ORDER BY number LIMIT ?",
        after: after, limit: 1_000
      ) { row, db in
        let id: Data = try row.read(1)
        _ = try keptPage(id, db)
        let _: Enrolment? = try column(.enrolment, of: id, db)
        let _: [Disclosure.Asking]? = try column(.asked, of: id, db)
        return id
      }
      report.shoppers += slice.elements.count
      report.unreadable += slice.unreadable
      cursor = slice.next
    }
    report.unreadable += try unreadable { cursor throws(LedgerError) in
      let slice = try visits(after: cursor, limit: 1_000)
      return (slice.next, slice.unreadable)
    }
    report.unreadable += try unreadable { cursor throws(LedgerError) in
      let slice = try audit(after: cursor, limit: 1_000)
      return (slice.next, slice.unreadable)
    }
    report.unreadable += try unreadable { cursor throws(LedgerError) in
      let sql = "SELECT number, id, sealed FROM receipt WHERE number > ? ORDER BY number LIMIT ?"
      let slice = try slice(sql, after: cursor, limit: 1_000) { row, _ -> ConsentReceipt? in
        let (number, id): (Int64, Data) = (try row.read(0), try row.read(1))
        return try unseal(try row.read(2), try key(id), RowContext("receipt", id, number))
      }
      return (slice.next, slice.unreadable)
    }
    return report
  }

  private func unreadable(
    _ slice: (Int64?) throws(LedgerError) -> (next: Int64?, unreadable: Int)
  ) throws(LedgerError) -> Int {
    var count = 0
    var cursor: Int64? = 0
    while let after = cursor {
      let read = try slice(after)
      count += read.unreadable
      cursor = read.next
    }
    return count
  }

  /// Writes a copy of the data, without any key, to a new file.
  func backUp(to path: String) throws(LedgerError) {
    try keeping {
      try StateFiles.create(path)
      try data.queue.inDatabase { db in
        try db.execute(sql: "VACUUM INTO ?", arguments: [path])
      }
    }
  }
}
