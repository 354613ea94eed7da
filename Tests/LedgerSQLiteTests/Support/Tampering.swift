import Foundation
import GRDB

/// What somebody does to a database behind the ledger's back.
enum Tampering {
  static func execute(_ sql: String, _ path: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.write { db in try db.execute(sql: sql) }
    try queue.inDatabase { db in _ = try db.checkpoint(.truncate) }
    try queue.close()
    for suffix in ["-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: path + suffix)
    }
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
  }
}

extension Tampering {
  /// The values of the first column of a query.
  static func blobs(_ sql: String, _ path: String) throws -> [Data] {
    let queue = try DatabaseQueue(path: path)
    defer { try? queue.close() }
    return try queue.read { db in try Data.fetchAll(db, sql: sql) }
  }

  static func texts(_ sql: String, _ path: String) throws -> [String] {
    let queue = try DatabaseQueue(path: path)
    defer { try? queue.close() }
    return try queue.read { db in try String.fetchAll(db, sql: sql) }
  }
}
