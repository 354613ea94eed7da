public import Proximity

/// The last visit of each shopper to each place.
public protocol VisitMemory: Sendable {
  /// Keeps visits, each in place of the one before of that shopper at that place. All are kept or
  /// none.
  ///
  /// - Throws: `LedgerError`; `stranger` or `erased` when one is of somebody who is not enrolled.
  func keep(_ visits: [KeptVisit]) async throws(LedgerError)

  /// The visits of a shopper, in the order in which the places were first visited.
  func visits(of shopper: ShopperID) async throws(LedgerError) -> [KeptVisit]

  /// All visits, a slice at a time.
  ///
  /// - Parameters:
  ///   - cursor: where the slice before ended; nothing for the first.
  ///   - limit: how many are looked at, at most `LedgerLimits.slice`.
  func visits(after cursor: Int64?, limit: Int) async throws(LedgerError) -> LedgerSlice<KeptVisit>
}
