internal import Crypto
internal import Foundation
internal import GRDB
internal import Ledger

/// Putting a new master in the place of the old one while the ledger is in use.
///
/// 1. The new key is written beside the old one. 2. The store's own secrets are wrapped with it as
/// well, and it wraps every new key from then on. 3. The shoppers' keys are wrapped anew, some at a
/// time. 4. What the old one wrapped is removed, and the log emptied. 5. The new file takes the
/// place of the old one, which is overwritten. After a crash it goes on where it was: two checks say
/// between 2 and 4, and a file that opens no check before 5.
extension KeyStore {
  /// Whether an exchange has been begun and not finished.
  func isRotating() throws -> Bool {
    try file.queue.inDatabase { db in
      try Int.fetchOne(db, sql: "SELECT count(*) FROM secret WHERE name = 'check'") ?? 0 > 1
    }
  }

  /// Steps 1 and 2.
  mutating func beginRotation(_ masterFile: MasterKeyFile, at time: Int64) throws {
    let next = generation + 1
    var masters = masters
    masters.add(try masterFile.createNext(), next)
    try file.queue.inTransaction(.immediate) { db in
      for name in Self.secretNames {
        let wrapped = try Data.fetchOne(
          db, sql: "SELECT wrapped FROM secret WHERE name = ? AND generation = ?",
          arguments: [name, generation])
        guard let wrapped,
          let secret = masters.unwrap(wrapped, Data(name.utf8), generation)
        else { throw LedgerError.unreadable("a secret in keys.db has been changed") }
        try Self.insert(secret, name, next, masters, db)
      }
      try Self.setMeta("generation", next, db)
      try Self.setMeta("rotated", time, db)
      // Whoever is erased from now on may have a key that the new master wrapped already.
      try Self.setMeta("owed", 0, db)
      return .commit
    }
    self.masters = masters
    (generation, rotated, owed) = (next, time, 0)
  }

  /// Step 3 for some of the keys.
  ///
  /// - Returns: where to go on; nothing when all have been looked at.
  func rewrap(after id: Data, limit: Int) throws -> (next: Data?, rewrapped: Int) {
    var last: Data?
    var rewrapped = 0
    try file.queue.inTransaction(.immediate) { db in
      let rows = try Row.fetchAll(
        db, sql: "SELECT id, generation, wrapped FROM key WHERE id > ? ORDER BY id LIMIT ?",
        arguments: [id, limit])
      let update = try db.cachedStatement(
        sql: "UPDATE key SET generation = ?, wrapped = ? WHERE id = ?")
      for row in rows {
        let id: Data = try row.read(0)
        let old: Int64 = try row.read(1)
        last = id
        guard old != generation else { continue }
        guard let key = masters.unwrap(try row.read(2), id, old) else {
          // It could not be read before, and wrapped with a key that goes, it stays so.
          continue
        }
        try update.execute(arguments: [generation, try masters.wrap(key, id, generation), id])
        rewrapped += 1
      }
      if rows.count < limit { last = nil }
      return .commit
    }
    return (last, rewrapped)
  }

  /// Steps 4 and 5.
  mutating func finishRotation(_ masterFile: MasterKeyFile) throws {
    let generation = generation
    try file.queue.inTransaction(.immediate) { db in
      try db.execute(sql: "DELETE FROM secret WHERE generation <> ?", arguments: [generation])
      return .commit
    }
    exchangeDue = true
    try finishExchange(masterFile)
  }

  /// Step 5, again when it failed.
  mutating func finishExchange(_ masterFile: MasterKeyFile) throws {
    try file.checkpoint()
    try masterFile.exchange()
    exchangeDue = false
    for old in Array(masters.keys.keys) where old != generation { masters.remove(old) }
  }
}
