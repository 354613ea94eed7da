public import Alerts
internal import Foundation
internal import GRDB
public import Ledger
public import Proximity

extension SQLiteLedger: VisitMemory {
  /// Keeps visits; see `VisitMemory`.
  public func keep(_ visits: [KeptVisit]) async throws(LedgerError) {
    try await vault.change { vault, db in try vault.keep(visits, db) }
  }

  /// The visits of a shopper; see `VisitMemory`.
  public func visits(of shopper: ShopperID) async throws(LedgerError) -> [KeptVisit] {
    try await vault.visits(of: shopper)
  }

  /// All visits, a slice at a time; see `VisitMemory`.
  public func visits(
    after cursor: Int64?, limit: Int
  ) async throws(LedgerError) -> LedgerSlice<KeptVisit> {
    try await vault.visits(after: cursor, limit: limit)
  }
}

extension SQLiteLedger: AuditTrail {
  /// Writes a line; see `AuditTrail`.
  public func note(
    _ access: Access, of shopper: ShopperID, by role: Role, at moment: Moment
  ) async throws(LedgerError) {
    try await vault.change { vault, db in
      try vault.note(access, of: shopper, by: role, at: moment, db)
    }
  }

  /// Shows a person all that is kept of a shopper; see `AuditTrail`.
  public func disclose(
    _ shopper: ShopperID, for access: Access, to role: Role, at moment: Moment
  ) async throws(LedgerError) -> Disclosure {
    try await note(access, of: shopper, by: role, at: moment)
    return try await vault.disclosure(shopper)
  }

  /// The audit, a slice at a time; see `AuditTrail`.
  public func audit(
    after cursor: Int64?, limit: Int
  ) async throws(LedgerError) -> LedgerSlice<AuditLine> {
    try await vault.audit(after: cursor, limit: limit)
  }
}

extension SQLiteLedger: AggregateCounters {
  /// Adds to counters; see `AggregateCounters`.
  public func add(_ amounts: [CounterAmount]) async throws(LedgerError) {
    try await vault.change { vault, db in try vault.add(amounts, db) }
  }

  /// All counters; see `AggregateCounters`.
  public func counts() async throws(LedgerError) -> [CounterAmount] { try await vault.counts() }
}

extension SQLiteLedger: Sweeping {
  /// Removes what is old; see `Sweeping`.
  public func sweep(
    at moment: Moment, budget: Int, aged: @escaping @Sendable (Page) -> Page
  ) async throws(LedgerError) -> Swept {
    guard moment.isTrusted else { return Swept() }
    return try await vault.change { vault, db in
      try vault.sweep(at: moment.now, budget: max(budget, 1), aged, db)
    }
  }
}
