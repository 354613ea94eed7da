internal import Foundation
internal import GRDB
internal import Ledger

/// A step from one released schema to the next.
struct Migration: Sendable {
  /// The version that it leads to.
  var version: Int
  /// What it executes.
  var sql: String
}

/// One of the two databases: opened for this process alone, with everything it commits on the disk.
struct DatabaseFile {
  let path: String
  let name: String
  let queue: DatabaseQueue

  /// Marks the files as ours, for `file` and for whoever wonders.
  static let applicationID = 0x4242_5052

  /// Opens a file whose schema is not newer, and brings it to the newest.
  ///
  /// - Parameters:
  ///   - path: a database, or an empty file, which becomes one.
  ///   - migrations: all steps from the first schema on.
  ///   - checkedBytes: up to which size it is checked through.
  init(
    _ path: String, _ migrations: [Migration], checkedBytes: Int64
  ) throws(LedgerOpeningError) {
    self.path = path
    let name = (path as NSString).lastPathComponent
    self.name = name
    do {
      let size = try StateFiles.status(path)?.size ?? 0
      queue = try DatabaseQueue(path: path, configuration: Self.configuration)
      do {
        try queue.inDatabase { db in
          if size <= checkedBytes { try Self.check(db, path, name) }
          try Self.migrate(db, name, migrations)
        }
      } catch {
        try? queue.close()
        throw error
      }
    } catch let error as LedgerOpeningError {
      throw error
    } catch let error as FileError {
      throw LedgerOpeningError(error)
    } catch {
      throw LedgerOpeningError(LedgerError(error, in: path))
    }
  }

  /// Refuses a file, without SQLite touching it or its log, that is newer or has lost commits.
  static func inspect(_ path: String, _ migrations: [Migration]) throws(LedgerOpeningError) {
    let name = (path as NSString).lastPathComponent
    do {
      guard try StateFiles.status(path) != nil else { return }
      try refuseNewer(path, migrations.last?.version ?? 0)
      if let damage = try WriteAheadLog.damage(path + "-wal") {
        throw LedgerOpeningError.damaged(
          file: path + "-wal", cause: damage, repair: Self.repair(name))
      }
    } catch let error as LedgerOpeningError {
      throw error
    } catch {
      throw LedgerOpeningError(LedgerError(error, in: path))
    }
  }

  static func repair(_ name: String) -> String {
    name == "keys.db"
      ? "restore it from a copy taken since the master key was last exchanged; without one, what it "
        + "had keys to cannot be read again"
      : "stop, move ledger.db and ledger.db-wal away, and restore ledger.db from a backup; "
        + "erasures made since then are made again"
  }

  private static var configuration: Configuration {
    var configuration = Configuration()
    configuration.prepareDatabase { db in
      // A change is a few hundred bytes, and each commit writes whole pages.
      try db.execute(sql: "PRAGMA page_size = 1024")
      // With the log's index in memory there is no third file, and no other process reads along.
      try db.execute(sql: "PRAGMA locking_mode = EXCLUSIVE")
      try db.execute(sql: "PRAGMA journal_mode = WAL")
      try db.execute(sql: "PRAGMA synchronous = FULL")
      try db.execute(sql: "PRAGMA secure_delete = ON")
      try db.execute(sql: "PRAGMA temp_store = MEMORY")
      try db.execute(sql: "PRAGMA trusted_schema = OFF")
      try db.execute(sql: "PRAGMA cell_size_check = ON")
      // Many commits to the same pages become one write of each: kinder to an SD card.
      try db.execute(sql: "PRAGMA wal_autocheckpoint = 16000")
    }
    return configuration
  }

  /// Reads the version before SQLite touches the file: an older program must not even check out a
  /// newer one's log.
  private static func refuseNewer(_ path: String, _ known: Int) throws {
    let header = try StateFiles.read(path, upTo: 100)
    guard header.count == 100 else { return }
    let version = header[60..<64].reduce(0) { $0 << 8 | Int($1) }
    if version > known, header.starts(with: Array("SQLite format 3\0".utf8)),
      header[68..<72].reduce(0, { $0 << 8 | Int($1) }) == applicationID
    {
      throw LedgerOpeningError.newer(file: path, version: version, known: known)
    }
  }

  private static func check(_ db: Database, _ path: String, _ name: String) throws {
    let found = try String.fetchOne(db, sql: "PRAGMA quick_check(1)") ?? "no answer"
    guard found == "ok" else {
      throw LedgerOpeningError.damaged(file: path, cause: found, repair: repair(name))
    }
  }

  private static func migrate(_ db: Database, _ name: String, _ migrations: [Migration]) throws {
    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    let known = migrations.last?.version ?? 0
    guard version <= known else {
      throw LedgerOpeningError.newer(file: name, version: version, known: known)
    }
    let steps = migrations.filter { $0.version > version }
    guard !steps.isEmpty else { return }
    try db.inTransaction(.immediate) {
      for step in steps { try db.execute(sql: step.sql) }
      try db.execute(sql: "PRAGMA user_version = \(known)")
      try db.execute(sql: "PRAGMA application_id = \(applicationID)")
      return .commit
    }
  }

  /// Lets the file go at once; otherwise SQLite does when it comes to it.
  func close() { try? queue.close() }

  /// Writes the log into the database and empties it.
  func checkpoint() throws {
    try queue.inDatabase { db in
      _ = try db.checkpoint(.truncate)
    }
  }
}

extension LedgerError {
  /// What a failure of a database means. No value of a row is in the text.
  init(_ error: any Error, in path: String) {
    switch error {
    case let error as LedgerError: self = error
    case let error as DatabaseError:
      let text = "\(path): \(error.message ?? "SQLite error \(error.resultCode.rawValue)")"
      switch error.resultCode {
      case .SQLITE_CORRUPT, .SQLITE_NOTADB:
        self = .damaged(
          file: path, cause: error.message ?? "it is malformed",
          repair: DatabaseFile.repair((path as NSString).lastPathComponent))
      case .SQLITE_FULL: self = .unavailable("\(text); make room on the disk")
      case .SQLITE_READONLY, .SQLITE_CANTOPEN:
        self = .unavailable("\(text); make the directory writable")
      default: self = .unavailable(text)
      }
    case let error as FileError: self = .unavailable("\(error)")
    case let error as LedgerOpeningError: self = .unavailable("\(error)")
    default:
      self = .damaged(
        file: path, cause: "a value is not of its kind",
        repair: DatabaseFile.repair((path as NSString).lastPathComponent))
    }
  }
}

extension Row {
  /// The value of a column. One of another type is damage, and no reason to stop the process.
  func read<Value: DatabaseValueConvertible>(_ column: Int) throws -> Value {
    let stored: DatabaseValue = self[column]
    guard let value = Value.fromDatabaseValue(stored) else { throw WrongType() }
    return value
  }

  /// The value of a column that may be empty.
  func readIfPresent<Value: DatabaseValueConvertible>(_ column: Int) throws -> Value? {
    let stored: DatabaseValue = self[column]
    return stored.isNull ? nil : try read(column)
  }
}

/// A value in a row is not of the type that its column has.
struct WrongType: Error {}
