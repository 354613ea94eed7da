internal import Alerts
internal import Crypto
internal import Foundation
internal import GRDB
internal import Ledger

/// `keys.db`: one wrapped key for each shopper, and the tombstones of those who were erased.
///
/// It is the part that no backup of the data takes along. Without a shopper's key nothing of theirs
/// can be read, wherever a copy of it may lie.
struct KeyStore {
  let file: DatabaseFile
  /// Tells the stores of different shops apart.
  let store: Data
  /// By what rows are found.
  let names: RowNames
  /// Seals the lines of the audit.
  let auditKey: SymmetricKey

  var masters: MasterKeys
  /// The generation of the master that wraps new keys.
  var generation: Int64
  /// How many shoppers have a key.
  var count: Int
  /// How many have been erased since a master was last put in place.
  var owed: Int
  /// When that was.
  var rotated: Int64
  /// Whether the new master has still to take the place of the old one on disk.
  var exchangeDue = false

  static let schema = [
    Migration(
      version: 1,
      sql: """
        CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
        CREATE TABLE secret (
          name TEXT NOT NULL, generation INTEGER NOT NULL, wrapped BLOB NOT NULL,
          PRIMARY KEY (name, generation)) WITHOUT ROWID;
        CREATE TABLE key (
          id BLOB PRIMARY KEY, generation INTEGER NOT NULL, wrapped BLOB NOT NULL) WITHOUT ROWID;
        CREATE TABLE tombstone (
          number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, receipt TEXT NOT NULL,
          time INTEGER NOT NULL);
        """)
  ]

  /// What stands under a name in the table of single values.
  static func meta<Value: DatabaseValueConvertible>(_ name: String, _ db: Database) throws -> Value?
  {
    try Value.fetchOne(db, sql: "SELECT value FROM meta WHERE name = ?", arguments: [name])
  }

  static func setMeta(
    _ name: String, _ value: some DatabaseValueConvertible, _ db: Database
  ) throws {
    try db.execute(
      sql: "INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", arguments: [name, value])
  }

  // MARK: - One shopper

  /// What is known of a shopper's key.
  enum Standing {
    case stranger
    case known(SymmetricKey)
    case erased(ErasureReceipt)
  }

  func standing(_ id: Data) throws -> Standing {
    try file.queue.inDatabase { db in
      if let row = try Row.fetchOne(
        db.cachedStatement(sql: "SELECT generation, wrapped FROM key WHERE id = ?"),
        arguments: [id])
      {
        guard let key = masters.unwrap(try row.read(1), id, try row.read(0)) else {
          throw LedgerError.unreadable("the key to it in keys.db has been changed")
        }
        return .known(key)
      }
      guard let receipt = try receipt(of: id, db) else { return .stranger }
      return .erased(receipt)
    }
  }

  private func receipt(of id: Data, _ db: Database) throws -> ErasureReceipt? {
    let statement = try db.cachedStatement(
      sql: "SELECT receipt, time FROM tombstone WHERE id = ?")
    guard let row = try Row.fetchOne(statement, arguments: [id]) else { return nil }
    guard let number = ReceiptNumber(try row.read(0)) else {
      throw LedgerError.unreadable("a tombstone in keys.db has been changed")
    }
    return ErasureReceipt(
      number: number, time: .init(nanoseconds: try row.read(1)), wasKnown: true)
  }

  /// Keeps the keys of new shoppers, durably.
  mutating func add(_ keys: [(key: Data, value: SymmetricKey)]) throws {
    let total = count + keys.count
    try file.queue.inTransaction(.immediate) { db in
      let statement = try db.cachedStatement(
        sql: "INSERT INTO key (id, generation, wrapped) VALUES (?, ?, ?)")
      for (id, key) in keys {
        let wrapped = try masters.wrap(key, id, generation)
        try statement.execute(arguments: [id, generation, wrapped])
      }
      try Self.setMeta("keys", total, db)
      return .commit
    }
    count = total
  }

  /// Lets the key of a shopper go, durably, and puts a tombstone in its place.
  mutating func erase(_ id: Data, _ receipt: ErasureReceipt) throws {
    var total = count
    let owing = owed + 1
    try file.queue.inTransaction(.immediate) { db in
      try db.execute(sql: "DELETE FROM key WHERE id = ?", arguments: [id])
      total -= db.changesCount
      try db.execute(
        sql: "INSERT INTO tombstone (id, receipt, time) VALUES (?, ?, ?)",
        arguments: [id, receipt.number.description, receipt.time.nanoseconds])
      try Self.setMeta("keys", total, db)
      try Self.setMeta("owed", owing, db)
      return .commit
    }
    (count, owed) = (total, owing)
    // Until then, the wrapped key stands in the log.
    try? file.checkpoint()
  }

  // MARK: - Tombstones

  /// A shopper who was erased.
  struct Tombstone {
    var number: Int64
    var id: Data
    var receipt: String
  }

  /// The tombstones from a number on.
  func tombstones(after number: Int64, limit: Int) throws -> [Tombstone] {
    try file.queue.inDatabase { db in
      try Row.fetchAll(
        db,
        sql: "SELECT number, id, receipt FROM tombstone WHERE number > ? ORDER BY number LIMIT ?",
        arguments: [number, limit]
      ).map { Tombstone(number: try $0.read(0), id: try $0.read(1), receipt: try $0.read(2)) }
    }
  }

  func lastTombstone() throws -> Int64 {
    try file.queue.inDatabase { db in
      try Int64.fetchOne(db, sql: "SELECT max(number) FROM tombstone") ?? 0
    }
  }
}
