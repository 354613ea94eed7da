internal import Crypto
internal import Foundation
internal import GRDB
internal import Ledger

/// Opening the two databases, in an order in which every refusal comes before any change.
enum Opening {
  struct Opened {
    var directory: StateDirectory
    var data: DatabaseFile
    var keys: KeyStore
  }

  static func open(
    _ configuration: LedgerConfiguration,
    dataSchema: [Migration] = DataSchema.steps, keySchema: [Migration] = KeyStore.schema
  ) throws(LedgerOpeningError) -> Opened {
    try refuseMasterKeyInside(configuration)
    let directory = try StateDirectory(configuration.directory)
    let master = try configuration.masterKey.load()
    let hasKeys = try isFilled(directory.keys)
    let hasData = try isFilled(directory.ledger)
    if hasData && !hasKeys {
      throw .incomplete(missing: directory.keys, present: directory.ledger)
    }
    try DatabaseFile.inspect(directory.keys, keySchema)
    try DatabaseFile.inspect(directory.ledger, dataSchema)
    try directory.create(directory.keys)
    let keyFile = try DatabaseFile(
      directory.keys, keySchema, checkedBytes: configuration.checkedBytes)
    do throws(LedgerOpeningError) {
      let (keys, isNew) = try self.keys(keyFile, configuration, master, directory, hasData)
      try directory.create(directory.ledger)
      let data = try DatabaseFile(
        directory.ledger, dataSchema, checkedBytes: configuration.checkedBytes)
      do throws(LedgerOpeningError) {
        try bind(data, to: keys, isNew: isNew)
        if isNew { try keys.markReady() }
      } catch {
        data.close()
        throw error
      }
      return Opened(directory: directory, data: data, keys: keys)
    } catch {
      keyFile.close()
      throw error
    }
  }

  /// Reads the keys, or makes them where there is nothing yet that they could be for.
  private static func keys(
    _ file: DatabaseFile, _ configuration: LedgerConfiguration, _ master: SymmetricKey,
    _ directory: StateDirectory, _ hasData: Bool
  ) throws(LedgerOpeningError) -> (KeyStore, isNew: Bool) {
    var state = try KeyStore.state(file)
    if state == nil {
      // Only a crash at the very first opening leaves it so, and then there is no data yet.
      if hasData { throw .incomplete(missing: directory.keys, present: directory.ledger) }
      try KeyStore.create(file, master)
      state = .creating
    }
    if state == .ready && !hasData {
      throw .incomplete(missing: directory.ledger, present: directory.keys)
    }
    return (try KeyStore(file, configuration.masterKey), state == .creating)
  }

  private static func isFilled(_ path: String) throws(LedgerOpeningError) -> Bool {
    do throws(FileError) {
      return try StateFiles.status(path).map { $0.size > 0 } ?? false
    } catch {
      throw LedgerOpeningError(error)
    }
  }

  /// Whoever copies the directory must not have the master key as well.
  private static func refuseMasterKeyInside(
    _ configuration: LedgerConfiguration
  ) throws(LedgerOpeningError) {
    let key = URL(fileURLWithPath: configuration.masterKey.path).deletingLastPathComponent()
      .resolvingSymlinksInPath().path
    let directory = URL(fileURLWithPath: configuration.directory).resolvingSymlinksInPath().path
    guard key == directory || key.hasPrefix(directory + "/") else { return }
    throw .insecure(
      path: configuration.masterKey.path,
      cause: "the master key lies beside what it protects, and would be copied with it",
      fix: "mv \(configuration.masterKey.path) to a directory of its own")
  }

  /// Sees to it that the data is the one that the keys are for, and no newer than they.
  private static func bind(
    _ data: DatabaseFile, to keys: KeyStore, isNew: Bool
  ) throws(LedgerOpeningError) {
    do {
      let store: Data? = try data.queue.inDatabase { db in try KeyStore.meta("store", db) }
      guard let store else {
        guard isNew else {
          throw LedgerOpeningError.mismatched(cause: "ledger.db does not say whose it is")
        }
        try data.queue.inTransaction(.immediate) { db in
          try KeyStore.setMeta("store", keys.store, db)
          return .commit
        }
        return
      }
      guard store == keys.store else {
        throw LedgerOpeningError.mismatched(cause: "they are of different ledgers")
      }
      let buried = try data.queue.inDatabase { db in try Vault.lastBuried(db) }
      let last = try keys.lastTombstone()
      guard buried <= last else {
        throw LedgerOpeningError.mismatched(
          cause: "keys.db is an older copy, from before \(buried - last) erasures; bring back the "
            + "one that was there last")
      }
    } catch let error as LedgerOpeningError {
      throw error
    } catch {
      throw LedgerOpeningError(LedgerError(error, in: data.path))
    }
  }
}
