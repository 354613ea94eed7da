internal import Crypto
internal import Foundation
internal import GRDB
internal import Ledger
internal import Synchronization

/// A change that waits to be committed.
struct Change: Sendable {
  /// Makes the change, and returns what is to be told once it is on the disk. Throws what has
  /// spoilt the transaction.
  let make: @Sendable (isolated Vault, Database) throws -> @Sendable () -> Void
  /// Tells that it was not made.
  let fail: @Sendable (LedgerError) -> Void
}

/// Group commit: while the disk takes one batch of changes, the next one gathers.
extension Vault {
  /// The most changes committed together.
  private static var batchLimit: Int { 512 }
  /// The most changes that wait.
  private static var waitingLimit: Int { 65_536 }

  /// Makes a change, and returns when it is on the disk.
  ///
  /// - Parameter body: makes the change. A `LedgerError` thrown before anything was written concerns
  ///   this change alone; any other failure, the whole batch.
  func change<Value: Sendable>(
    _ body: @escaping @Sendable (isolated Vault, Database) throws -> Value
  ) async throws(LedgerError) -> Value {
    let result = await withCheckedContinuation {
      (continuation: CheckedContinuation<Result<Value, LedgerError>, Never>) in
      let change = Change(
        make: { vault, db in
          let result: Result<Value, LedgerError>
          do {
            result = .success(try body(vault, db))
          } catch let error as LedgerError {
            result = .failure(error)
          }
          return { continuation.resume(returning: result) }
        },
        fail: { continuation.resume(returning: .failure($0)) })
      guard waiting.count < Self.waitingLimit else {
        return change.fail(.unavailable("\(Self.waitingLimit) changes wait for the disk already"))
      }
      waiting.append(change)
      guard !isCommitting else { return }
      isCommitting = true
      Task { self.commitWaiting() }
    }
    return try result.get()
  }

  /// Commits what waits. Whatever comes meanwhile waits for the next batch.
  private func commitWaiting() {
    flush()
    isCommitting = !waiting.isEmpty
    if isCommitting { Task { self.commitWaiting() } }
  }

  /// Commits one batch of what waits.
  func flush() {
    let batch = Array(waiting.prefix(Self.batchLimit))
    waiting.removeFirst(batch.count)
    commit(batch)
  }

  private func commit(_ batch: [Change]) {
    do {
      guard !isClosed else { throw LedgerError.unavailable("it has been closed") }
      for tell in try committed(batch) { tell() }
    } catch let half as HalfCommitted {
      // The data is on the disk without its keys. Made again, it might count twice.
      abandon()
      for change in batch { change.fail(half.error) }
    } catch {
      abandon()
      if let error = error as? DatabaseError, error.resultCode == .SQLITE_FULL {
        // What is in the log can make room by going into the database.
        try? data.checkpoint()
        try? keyStore.file.checkpoint()
      }
      // One change must not fail for another's damage, so each gets a transaction of its own.
      if batch.count > 1, !isClosed {
        for change in batch { commit([change]) }
      } else {
        let error = LedgerError(error, in: data.path)
        for change in batch { change.fail(error) }
      }
    }
  }

  /// The data has been committed, and the keys to it have not.
  private struct HalfCommitted: Error {
    var error: LedgerError
  }

  /// Commits a batch: first the data, then the keys of new shoppers, then the memory of both.
  private func committed(_ batch: [Change]) throws -> [@Sendable () -> Void] {
    if isUnsettled { try settle() }
    var tells: [@Sendable () -> Void] = []
    try data.queue.inTransaction(.immediate) { db in
      try forgetNewcomers(db)
      for change in batch { tells.append(try change.make(self, db)) }
      return .commit
    }
    newcomers = []
    if !newKeys.isEmpty {
      // In the order of the table, neighbours share pages.
      let keys = newKeys.sorted { $0.key.lexicographicallyPrecedes($1.key) }
      do {
        try keyStore.add(keys)
      } catch {
        isUnsettled = true
        throw HalfCommitted(error: LedgerError(error, in: keyStore.file.path))
      }
      for (id, key) in keys { self.keys.set(id, key) }
      newcomers = keys.map(\.key)
    }
    pages.cache.withLock { cache in
      for (shopper, kept) in newPages { cache.set(shopper, kept) }
    }
    newKeys = [:]
    newPages = [:]
    return tells
  }

  /// Forgets what a batch that failed had in mind. It may have reached the disk all the same, so
  /// its pages are read anew.
  private func abandon() {
    pages.cache.withLock { cache in
      for shopper in newPages.keys { cache.remove(shopper) }
    }
    newKeys = [:]
    newPages = [:]
  }
}
