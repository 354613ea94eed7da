public import Alerts
public import Proximity

/// Where the pages of all shoppers are kept.
///
/// Every cap is counted within one shopper's page, so any store that can replace a value only if it
/// is still the one that was read can be a ledger, on one machine or on many.
public protocol AlertLedger: Sendable {
  /// The page of a shopper and its revision; for a shopper the ledger does not know, or has erased, a
  /// fresh page and `Revision.none`.
  func page(_ shopper: ShopperID) async throws(LedgerError) -> (Page, Revision)

  /// Replaces the page of a shopper, unless somebody else has done so since that revision was read.
  ///
  /// - Returns: whether it was replaced. When it was, it is durable: only then may what the page
  ///   has charged be delivered. When it was not, the page has to be read and stepped again.
  /// - Throws: `LedgerError`; `erased` for a pseudonym that has been erased.
  func replace(
    _ shopper: ShopperID, _ page: Page, ifStill revision: Revision
  ) async throws(LedgerError) -> Bool
}
