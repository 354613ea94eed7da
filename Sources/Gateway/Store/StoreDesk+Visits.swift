public import Ledger
import Proximity

extension StoreDesk {
  /// Keeps visits in the books, but for those of shoppers who have withdrawn or been erased meanwhile.
  ///
  /// - Throws: `LedgerError` when the books cannot be written; the visits are lost to a restart then.
  public func keep(_ visits: [KeptVisit]) async throws(LedgerError) {
    guard !visits.isEmpty else { return }
    do throws(LedgerError) {
      try await books.keep(visits)
    } catch {
      guard error == .stranger || error == .erased else { throw error }
      guard visits.count > 1 else { return }
      for visit in visits { try await keep([visit]) }
    }
  }
}
