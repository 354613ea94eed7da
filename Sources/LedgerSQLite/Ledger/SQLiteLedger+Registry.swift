public import Alerts
internal import Foundation
internal import GRDB
public import Ledger
public import Proximity

extension SQLiteLedger: ShopperRegistry {
  /// Enrols a shopper; see `ShopperRegistry`.
  public func enrol(_ enrolment: Enrolment) async throws(LedgerError) {
    try enrolment.check()
    try await vault.change { vault, db in
      let id = vault.id(enrolment.shopper)
      let key =
        switch try vault.standing(id) {
        case .known(let key): key
        case .stranger: try vault.admit(id, db)
        case .erased: throw LedgerError.erased
        }
      try vault.set(.enrolment, enrolment, of: id, key, db)
    }
  }

  /// How a shopper was enrolled; see `ShopperRegistry`.
  public func enrolment(of shopper: ShopperID) async throws(LedgerError) -> Enrolment? {
    try await vault.enrolment(of: shopper)
  }

  /// All enrolments, a slice at a time; see `ShopperRegistry`.
  public func enrolments(
    after cursor: Int64?, limit: Int
  ) async throws(LedgerError) -> LedgerSlice<Enrolment> {
    try await vault.enrolments(after: cursor, limit: limit)
  }

  /// Keeps a receipt; see `ShopperRegistry`.
  public func record(_ receipt: ConsentReceipt, at moment: Moment) async throws(LedgerError) {
    try receipt.check(at: moment)
    try await vault.change { vault, db in try vault.record(receipt, db) }
  }

  /// The receipts of a shopper; see `ShopperRegistry`.
  public func receipts(of shopper: ShopperID) async throws(LedgerError) -> [ConsentReceipt] {
    try await vault.receipts(of: shopper)
  }

  /// Notes that a shopper is being asked; see `ShopperRegistry`.
  public func takeAsking(
    _ purpose: PurposeID, version: Int, of shopper: ShopperID
  ) async throws(LedgerError) -> Bool {
    try await vault.change { vault, db in
      let id = vault.id(shopper)
      let key = try vault.key(id)
      let before: [Disclosure.Asking] = try vault.column(.asked, of: id, db) ?? []
      guard let asked = before.adding(purpose, version: version) else { return false }
      guard asked.count <= LedgerLimits.purposes else {
        throw LedgerError.full(limit: LedgerLimits.purposes)
      }
      try vault.set(.asked, asked, of: id, key, db)
      return true
    }
  }

  /// Erases a shopper; see `ShopperRegistry`. The key goes first and durably: from then on nothing
  /// of theirs can be read in any copy of the data. A copy of `keys.db` made before is worth nothing
  /// once ``exchangeMasterKey(at:)`` has run.
  public func erase(
    _ shopper: ShopperID, at moment: Moment
  ) async throws(LedgerError) -> ErasureReceipt {
    try await vault.erase(shopper, at: moment)
  }
}
