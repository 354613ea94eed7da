internal import Alerts
internal import Crypto
internal import Foundation
internal import GRDB
internal import Ledger
internal import Proximity

extension Vault {
  /// What is sealed in a line; the pseudonym is sealed apart, with the shopper's own key.
  private struct Line: Codable {
    var time: LedgerTime
    var role: Role
    var access: Access
  }

  func note(
    _ access: Access, of shopper: ShopperID, by role: Role, at moment: Moment, _ db: Database
  ) throws {
    let id = id(shopper)
    let key = try key(id)
    let last =
      try Int64.fetchOne(db, sql: "SELECT seq FROM sqlite_sequence WHERE name = 'line'") ?? 0
    guard last < .max else { throw LedgerError.full(limit: .max) }
    let number = last + 1
    let line = Line(time: moment.now, role: role, access: access)
    let sealed = try seal(line, keyStore.auditKey, RowContext("line", Data(), number))
    let who = try seal(shopper, key, RowContext("line", id, number))
    let insert = try db.cachedStatement(
      sql: "INSERT INTO line (number, hour, id, who, sealed) VALUES (?, ?, ?, ?, ?)")
    try insert.execute(arguments: [number, moment.now.hour, id, who, sealed])
  }

  private static var columns: StaticString { "number, id, receipt, who, sealed" }

  func audit(after cursor: Int64?, limit: Int) throws(LedgerError) -> LedgerSlice<AuditLine> {
    try slice(
      "SELECT \(Self.columns) FROM line WHERE number > ? ORDER BY number LIMIT ?", after: cursor,
      limit: limit
    ) { row, _ in try line(row) }
  }

  private func line(_ row: Row) throws -> AuditLine {
    let number: Int64 = try row.read(0)
    let line: Line = try unseal(
      try row.read(4), keyStore.auditKey, RowContext("line", Data(), number))
    return AuditLine(
      number: number, time: line.time, role: line.role, access: line.access,
      subject: try subject(row, number))
  }

  private func subject(_ row: Row, _ number: Int64) throws -> AuditLine.Subject {
    if let text: String = try row.readIfPresent(2) {
      return ReceiptNumber(text).map { .erased($0) } ?? .unreadable
    }
    guard let id: Data = try row.readIfPresent(1), let who: Data = try row.readIfPresent(3),
      let key = try keyIfKnown(id),
      let shopper: ShopperID = try? unseal(who, key, RowContext("line", id, number))
    else { return .unreadable }
    return .shopper(shopper)
  }

  /// All that is kept of a shopper.
  func disclosure(_ shopper: ShopperID) throws(LedgerError) -> Disclosure {
    let page = try page(shopper).page
    let lines = try read { db in
      let id = id(shopper)
      _ = try key(id)
      return try Row.fetchAll(
        db, sql: "SELECT \(Self.columns) FROM line WHERE id = ? ORDER BY number", arguments: [id]
      ).map(line)
    }
    return Disclosure(
      enrolment: try enrolment(of: shopper), page: page, receipts: try receipts(of: shopper),
      asked: try read { db in try column(.asked, of: id(shopper), db) ?? [] },
      visits: try visits(of: shopper), audit: lines)
  }
}
