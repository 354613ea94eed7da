public import Alerts
public import Proximity

/// A ledger that forgets everything when the process ends: for replays, simulations and tests.
///
/// A live gateway must not use it, because a restart would open all caps.
public actor MemoryLedger: AlertLedger {
  /// The most shoppers it keeps.
  public let limit: Int
  /// How many replacements it has refused for want of room.
  public private(set) var refused = 0

  private var entries: [ShopperID: (page: Page, revision: Revision)] = [:]

  /// Creates an empty ledger for at most that many shoppers.
  public init(limit: Int = 100_000) {
    self.limit = limit
  }

  /// How many shoppers it keeps.
  public var count: Int { entries.count }

  public func page(_ shopper: ShopperID) -> (Page, Revision) {
    entries[shopper] ?? (Page(for: shopper), .none)
  }

  public func replace(
    _ shopper: ShopperID, _ page: Page, ifStill revision: Revision
  ) throws(LedgerError) -> Bool {
    let known = entries[shopper]
    guard known?.revision ?? .none == revision else { return false }
    guard known != nil || entries.count < limit else {
      refused += 1
      throw .full(limit: limit)
    }
    entries[shopper] = (page, revision.next)
    return true
  }
}
