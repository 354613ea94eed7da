public import Ledger

/// Something that ledgers can be opened on, again and again, each time finding what the one before
/// has left.
public protocol LedgerStand: Sendable {
  /// The ledger that is opened.
  associatedtype Ledger: WholeLedger
  /// Opens a ledger; the first one is empty.
  func open() async throws -> Ledger
  /// Lets a ledger go, so that it can be opened again.
  func close(_ ledger: Ledger) async throws
}
