internal import Foundation

/// The directory of a ledger: nobody else may look into it, and one process at a time has it.
struct StateDirectory {
  let path: String
  private let lock: StateFiles.Lock

  var ledger: String { path + "/ledger.db" }
  var keys: String { path + "/keys.db" }

  /// Checks the directory, or makes it, and locks it.
  init(_ path: String) throws(LedgerOpeningError) {
    self.path = path
    do {
      if try StateFiles.status(path) == nil { try StateFiles.createDirectory(path) }
      try Self.check(path, .directory)
      let lockPath = path + "/lock"
      do throws(FileError) {
        lock = try StateFiles.Lock(lockPath)
      } catch {
        throw error.code == EWOULDBLOCK ? LedgerOpeningError.locked(path: lockPath) : .init(error)
      }
      for name in ["lock", "ledger.db", "ledger.db-wal", "keys.db", "keys.db-wal"] {
        let file = path + "/" + name
        if try StateFiles.status(file) != nil { try Self.check(file, .file) }
      }
    } catch let error as FileError {
      throw LedgerOpeningError(error)
    } catch let error as LedgerOpeningError {
      throw error
    } catch {
      throw .unavailable("\(error)")
    }
  }

  /// Lets others open it.
  func unlock() { lock.release() }

  /// Makes an empty file for a database, because SQLite would let others read it.
  func create(_ file: String) throws(LedgerOpeningError) {
    do throws(FileError) {
      if try StateFiles.status(file) == nil { try StateFiles.create(file) }
      try StateFiles.sync(directory: path)
    } catch {
      throw LedgerOpeningError(error)
    }
  }

  /// Refuses what others could read or have put there.
  static func check(_ path: String, _ kind: StateFiles.Kind) throws {
    guard let status = try StateFiles.status(path) else { return }
    let mode = kind == .directory ? "700" : "600"
    guard status.kind == kind else {
      throw LedgerOpeningError.insecure(
        path: path, cause: "it is not a \(kind == .directory ? "directory" : "plain file")",
        fix: "ls -ld \(path)")
    }
    guard status.owner == StateFiles.user else {
      throw LedgerOpeningError.insecure(
        path: path, cause: "it belongs to user \(status.owner)",
        fix: "chown \(StateFiles.user) \(path)")
    }
    guard status.mode & 0o077 == 0 else {
      throw LedgerOpeningError.insecure(
        path: path, cause: "its mode is \(String(status.mode, radix: 8))",
        fix: "chmod \(mode) \(path)")
    }
  }
}
