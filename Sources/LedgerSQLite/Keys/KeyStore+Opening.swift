internal import Crypto
internal import Foundation
internal import GRDB
internal import Ledger

extension KeyStore {
  /// How far a pair of databases has come.
  enum State: String { case creating, ready }

  /// How far the pair has come that a `keys.db` is one of; nothing for an empty one.
  static func state(_ file: DatabaseFile) throws(LedgerOpeningError) -> State? {
    try reading(file) { db in try meta("state", db).flatMap(State.init(rawValue:)) }
  }

  /// Fills an empty `keys.db`.
  static func create(
    _ file: DatabaseFile, _ master: SymmetricKey
  ) throws(LedgerOpeningError) {
    let store = SymmetricKey(size: .bits128).bytes
    var masters = MasterKeys(store: store)
    masters.add(master, 1)
    try writing(file) { db in
      try setMeta("store", store, db)
      try setMeta("generation", 1, db)
      try setMeta("rotated", Int64.min, db)
      try setMeta("owed", 0, db)
      try setMeta("keys", 0, db)
      for name in secretNames {
        try insert(SymmetricKey(size: .bits256), name, 1, masters, db)
      }
      try setMeta("state", State.creating.rawValue, db)
    }
  }

  /// Notes that both databases are there.
  func markReady() throws(LedgerOpeningError) {
    try Self.writing(file) { db in try Self.setMeta("state", State.ready.rawValue, db) }
  }

  /// Reads a `keys.db` that has been filled.
  init(_ file: DatabaseFile, _ masterFile: MasterKeyFile) throws(LedgerOpeningError) {
    let damaged = LedgerOpeningError.damaged(
      file: file.path, cause: "a value that it must have is missing",
      repair: DatabaseFile.repair(file.name))
    let found = try Self.reading(file) { db -> Found in
      guard let store: Data = try Self.meta("store", db),
        let generation: Int64 = try Self.meta("generation", db),
        let rotated: Int64 = try Self.meta("rotated", db),
        let owed: Int = try Self.meta("owed", db), let count: Int = try Self.meta("keys", db)
      else { throw damaged }
      let secrets = try Row.fetchAll(db, sql: "SELECT name, generation, wrapped FROM secret")
        .map { Secret(name: try $0.read(0), generation: try $0.read(1), wrapped: try $0.read(2)) }
      return Found(
        store: store, generation: generation, rotated: rotated, owed: owed, count: count,
        secrets: secrets)
    }
    self.file = file
    store = found.store
    (generation, count, owed, rotated) = (found.generation, found.count, found.owed, found.rotated)
    masters = try Self.masters(masterFile, found)
    var secrets: [String: SymmetricKey] = [:]
    for secret in found.secrets where secret.generation == found.generation {
      secrets[secret.name] = masters.unwrap(
        secret.wrapped, Data(secret.name.utf8), secret.generation)
    }
    guard let index = secrets["index"], let audit = secrets["audit"] else { throw damaged }
    names = RowNames(key: index)
    auditKey = audit
  }

  private struct Found {
    var store: Data
    var generation: Int64
    var rotated: Int64
    var owed: Int
    var count: Int
    var secrets: [Secret]
  }

  private struct Secret {
    var name: String
    var generation: Int64
    var wrapped: Data
  }

  /// Finds out which master a file holds, and finishes an exchange that a crash has left before its
  /// last step.
  private static func masters(
    _ file: MasterKeyFile, _ found: Found
  ) throws(LedgerOpeningError) -> MasterKeys {
    let checks = found.secrets.filter { $0.name == "check" }
    func generation(_ key: SymmetricKey) -> Int64? {
      checks.first { MasterKeys.opens($0.wrapped, $0.generation, key, found.store) }?.generation
    }
    var masters = MasterKeys(store: found.store)
    let next = try file.loadNext()
    if let next, let number = generation(next) { masters.add(next, number) }
    let present = try file.load()
    if let number = generation(present) { masters.add(present, number) }
    guard checks.allSatisfy({ masters.keys[$0.generation] != nil }), !masters.keys.isEmpty else {
      throw .masterKeyWrong(path: file.path)
    }
    if checks.count == 1, let next, generation(next) != nil { try file.exchange() }
    return masters
  }

  static let secretNames = ["check", "index", "audit"]

  static func insert(
    _ key: SymmetricKey, _ name: String, _ generation: Int64, _ masters: MasterKeys, _ db: Database
  ) throws {
    try db.execute(
      sql: "INSERT OR REPLACE INTO secret (name, generation, wrapped) VALUES (?, ?, ?)",
      arguments: [name, generation, try masters.wrap(key, Data(name.utf8), generation)])
  }

  private static func reading<Value>(
    _ file: DatabaseFile, _ body: (Database) throws -> Value
  ) throws(LedgerOpeningError) -> Value {
    do {
      return try file.queue.inDatabase(body)
    } catch let error as LedgerOpeningError {
      throw error
    } catch {
      throw LedgerOpeningError(LedgerError(error, in: file.path))
    }
  }

  private static func writing(
    _ file: DatabaseFile, _ body: (Database) throws -> Void
  ) throws(LedgerOpeningError) {
    _ = try reading(file) { db in
      try db.inTransaction(.immediate) {
        try body(db)
        return .commit
      }
    }
  }
}
