public import Alerts
public import Proximity

/// Who has been enrolled, what they said yes and no to, and what they have been asked.
///
/// These are the machine's own reads and writes. A person who reads what is kept of somebody does
/// so through `AuditTrail.disclose`, which leaves a line in the audit.
public protocol ShopperRegistry: Sendable {
  /// Enrols a shopper, or replaces the enrolment; the page and the consents stay.
  ///
  /// - Throws: `LedgerError`; `erased` for a pseudonym that has been erased.
  func enrol(_ enrolment: Enrolment) async throws(LedgerError)

  /// How a shopper was enrolled; nothing for a stranger.
  func enrolment(of shopper: ShopperID) async throws(LedgerError) -> Enrolment?

  /// All enrolments, a slice at a time.
  ///
  /// - Parameters:
  ///   - cursor: where the slice before ended; nothing for the first.
  ///   - limit: how many are looked at, at most `LedgerLimits.slice`.
  func enrolments(
    after cursor: Int64?, limit: Int
  ) async throws(LedgerError) -> LedgerSlice<Enrolment>

  /// Keeps a receipt of a consent given or withdrawn. The same one twice is kept once.
  ///
  /// - Throws: `LedgerError`; `invalid` for a receipt that `ConsentReceipt.check(at:)` refuses,
  ///   `stranger` for a shopper who has not been enrolled.
  func record(_ receipt: ConsentReceipt, at moment: Moment) async throws(LedgerError)

  /// The receipts of a shopper, in the order in which they were kept.
  func receipts(of shopper: ShopperID) async throws(LedgerError) -> [ConsentReceipt]

  /// Notes that a shopper is being asked for a purpose.
  ///
  /// - Returns: whether to ask: nobody is asked twice for the same wording.
  func takeAsking(
    _ purpose: PurposeID, version: Int, of shopper: ShopperID
  ) async throws(LedgerError) -> Bool

  /// Erases everything that was kept of a shopper, for good. The pseudonym is never used again, and
  /// lines of the audit that named it name the receipt instead. Erasing twice gives the same receipt.
  func erase(
    _ shopper: ShopperID, at moment: Moment
  ) async throws(LedgerError) -> ErasureReceipt
}
