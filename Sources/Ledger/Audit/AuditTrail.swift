public import Alerts
public import Proximity

/// Who read or changed what is kept of whom.
public protocol AuditTrail: Sendable {
  /// Writes a line for something that was done, durably.
  ///
  /// - Throws: `LedgerError`; `stranger` or `erased` when nothing is kept of the shopper.
  func note(
    _ access: Access, of shopper: ShopperID, by role: Role, at moment: Moment
  ) async throws(LedgerError)

  /// Shows a person all that is kept of a shopper; first, and durably, the line is written.
  ///
  /// - Throws: `LedgerError`; `stranger` or `erased` when nothing is kept of the shopper.
  func disclose(
    _ shopper: ShopperID, for access: Access, to role: Role, at moment: Moment
  ) async throws(LedgerError) -> Disclosure

  /// The audit, a slice at a time.
  ///
  /// - Parameters:
  ///   - cursor: where the slice before ended; nothing for the first.
  ///   - limit: how many are looked at, at most `LedgerLimits.slice`.
  func audit(after cursor: Int64?, limit: Int) async throws(LedgerError) -> LedgerSlice<AuditLine>
}
