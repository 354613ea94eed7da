internal import Alerts
internal import Crypto
internal import Foundation
internal import GRDB
internal import Ledger
internal import Proximity
internal import Synchronization

/// The pages of shoppers heard lately, as they are on the disk.
typealias PageCache = Mutex<TwoAgeCache<ShopperID, KeptPage>>

/// A page and how often it has been replaced.
struct KeptPage {
  var page: Page
  var revision: Revision
}

/// Both databases of an open ledger, and everything that is done with them, one thing at a time.
///
/// Changes wait in line, and those that wait at the same time are committed together; see
/// `Vault+Commit.swift`. What a row holds is sealed and opened only here.
actor Vault {
  let configuration: LedgerConfiguration
  let directory: StateDirectory
  let data: DatabaseFile
  let pages: Pages
  var keyStore: KeyStore

  /// Keys of shoppers heard lately.
  var keys: TwoAgeCache<Data, SymmetricKey>
  /// Keys made by the batch at hand, which `keys.db` does not have yet.
  var newKeys: [Data: SymmetricKey] = [:]
  /// Shoppers whose key is in `keys.db` by now, and whom the data still calls newcomers.
  var newcomers: [Data] = []
  /// Pages replaced by the batch at hand.
  var newPages: [ShopperID: KeptPage] = [:]
  /// Changes that wait to be committed.
  var waiting: [Change] = []
  var isCommitting = false
  /// Whether a failure has left rows without keys, or keys without their tombstones in the data.
  var isUnsettled = true
  var isClosed = false

  private let executor = DiskExecutor()
  nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe executor.asUnownedSerialExecutor()
  }

  /// Holds the cache of pages, which others read without waiting for the disk.
  final class Pages: Sendable {
    let cache: PageCache
    init(limit: Int) { cache = Mutex(TwoAgeCache(limit: limit)) }
  }

  init(
    _ configuration: LedgerConfiguration, _ directory: StateDirectory, data: DatabaseFile,
    keys: KeyStore
  ) {
    self.configuration = configuration
    self.directory = directory
    self.data = data
    keyStore = keys
    self.keys = TwoAgeCache(limit: configuration.cached)
    pages = Pages(limit: configuration.cached)
  }

  // MARK: - Reading

  /// Reads from the data. What fails is told apart by the file that failed.
  func read<Value>(_ body: (Database) throws -> Value) throws(LedgerError) -> Value {
    guard !isClosed else { throw .unavailable("it has been closed") }
    do {
      if isUnsettled { try settle() }
      return try data.queue.inDatabase(body)
    } catch {
      throw LedgerError(error, in: data.path)
    }
  }

  /// By what the rows of a shopper are found.
  func id(_ shopper: ShopperID) -> Data { keyStore.names.shopper(shopper) }

  /// What is known of a shopper's key, the batch at hand included.
  func standing(_ id: Data) throws -> KeyStore.Standing {
    if let key = keys.take(id) { return .known(key) }
    if let key = newKeys[id] { return .known(key) }
    do {
      let standing = try keyStore.standing(id)
      if case .known(let key) = standing { keys.set(id, key) }
      return standing
    } catch {
      throw LedgerError(error, in: keyStore.file.path)
    }
  }

  /// The key of a shopper of whom something is kept.
  func key(_ id: Data) throws -> SymmetricKey {
    switch try standing(id) {
    case .known(let key): return key
    case .erased: throw LedgerError.erased
    case .stranger: throw LedgerError.stranger
    }
  }

  /// The key of a shopper, nothing for one of whom nothing is kept.
  func keyIfKnown(_ id: Data) throws -> SymmetricKey? {
    if case .known(let key) = try standing(id) { return key }
    return nil
  }
}
