public import Alerts
internal import Foundation
internal import GRDB
public import Ledger
public import Proximity
internal import Synchronization

/// A ledger that outlives the process, on the disk of one machine.
///
/// It is a safe within a safe within a safe. Nobody but its user can look into its directory. What
/// is in there is sealed, each shopper's with a key of their own, and rows are found by keyed hashes.
/// The keys lie apart in `keys.db`, wrapped by a master key that lies elsewhere. A shopper whose key
/// is gone is gone from every copy of the data.
///
/// What it has said to be done is on the disk. Any number of tasks can use it at once; what they do
/// at the same time is committed together. One process has it at a time.
public final class SQLiteLedger: Sendable {
  let vault: Vault
  let pages: Vault.Pages
  let pageBytes: Int
  /// How long it keeps visits, decisions and the audit.
  public let retention: Retention

  /// Opens a ledger, or makes an empty one where there is none. The master key must be there.
  ///
  /// The time it takes does not grow with the shoppers kept, but that databases up to
  /// `LedgerConfiguration.checkedBytes` are checked through.
  ///
  /// - Throws: ``LedgerOpeningError``. There never is an empty ledger in place of one that cannot be
  ///   opened.
  public init(_ configuration: LedgerConfiguration) async throws(LedgerOpeningError) {
    let opened = try Opening.open(configuration)
    vault = Vault(
      configuration, opened.directory, data: opened.data, keys: opened.keys)
    pages = vault.pages
    pageBytes = configuration.pageBytes
    retention = configuration.retention
    do throws(LedgerError) {
      try await vault.settleFirst()
    } catch {
      await vault.close()
      throw LedgerOpeningError(error)
    }
  }

  /// Writes what is left to be written and lets the files go. Afterwards nothing can be done with
  /// it; opening it anew is the way back.
  public func close() async { await vault.close() }
}

extension SQLiteLedger: AlertLedger {
  public func page(_ shopper: ShopperID) async throws(LedgerError) -> (Page, Revision) {
    if let kept = pages.cache.withLock({ $0.take(shopper) }) { return (kept.page, kept.revision) }
    let kept = try await vault.page(shopper)
    return (kept.page, kept.revision)
  }

  public func replace(
    _ shopper: ShopperID, _ page: Page, ifStill revision: Revision
  ) async throws(LedgerError) -> Bool {
    let envelope = try Envelope.encoded(shopper, page, limit: pageBytes)
    return try await vault.change { vault, db in
      try vault.replace(shopper, page, envelope, ifStill: revision, db)
    }
  }
}
