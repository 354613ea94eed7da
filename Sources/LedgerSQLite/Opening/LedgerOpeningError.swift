internal import Ledger

/// Why a ledger could not be opened. Nothing has been changed then.
public enum LedgerOpeningError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Others could read a file or directory; `fix` is a command that changes it.
  case insecure(path: String, cause: String, fix: String)
  /// Another process has it open.
  case locked(path: String)
  /// There is no master key at that path.
  case masterKeyMissing(path: String)
  /// There is a master key at that path already.
  case masterKeyExists(path: String)
  /// What is at the path is no master key.
  case masterKeyInvalid(path: String, cause: String)
  /// The master key is not the one that the keys were wrapped with.
  case masterKeyWrong(path: String)
  /// One of the two databases is not there.
  case incomplete(missing: String, present: String)
  /// The two databases do not belong together; the text says how it shows.
  case mismatched(cause: String)
  /// A file was written by a newer version of this software.
  case newer(file: String, version: Int, known: Int)
  /// A file is damaged; the texts say which, how it shows and how it is repaired.
  case damaged(file: String, cause: String, repair: String)
  /// It cannot be reached or written; the text says what failed. Trying again later may help.
  case unavailable(String)

  public var description: String {
    switch self {
    case .insecure(let path, let cause, let fix): "\(path) is not safe: \(cause); run: \(fix)"
    case .locked(let path):
      "another process has the ledger open (it holds \(path)); stop it, or speak to it instead"
    case .masterKeyMissing(let path):
      "there is no master key at \(path); bring it back from where it is kept: without it nothing "
        + "can be read, and a new one opens only an empty ledger"
    case .masterKeyExists(let path):
      "there is a master key at \(path) already, and it stays as it is; to begin anew with an empty "
        + "ledger, move it and the ledger away"
    case .masterKeyInvalid(let path, let cause): "\(path) is no master key: \(cause)"
    case .masterKeyWrong(let path):
      "the key in \(path) is not the one this ledger was sealed with; bring back the right one"
    case .incomplete(let missing, let present):
      "\(present) is there and \(missing) is not; bring it back from a backup, or move "
        + "\(present) away as well to begin with an empty ledger"
    case .mismatched(let cause): "ledger.db and keys.db do not belong together: \(cause)"
    case .newer(let file, let version, let known):
      "\(file) has schema \(version) and this version knows up to \(known); install the newer "
        + "version again. Nothing was changed"
    case .damaged(let file, let cause, let repair): "\(file) is damaged: \(cause); \(repair)"
    case .unavailable(let cause): "the ledger is unavailable: \(cause)"
    }
  }

  init(_ error: FileError) { self = .unavailable("\(error)") }

  init(_ error: LedgerError) {
    switch error {
    case .damaged(let file, let cause, let repair):
      self = .damaged(file: file, cause: cause, repair: repair)
    default: self = .unavailable("\(error)")
    }
  }
}
