public import Alerts
public import Proximity

/// A ledger that forgets everything when the process ends: for replays, simulations and tests.
///
/// A live gateway must not use it, because a restart would open all caps.
public actor MemoryLedger: AlertLedger {
  /// The most shoppers it keeps.
  public let limit: Int
  /// How long it keeps visits and the audit.
  public let retention: Retention
  /// How many replacements it has refused for want of room.
  public private(set) var refused = 0

  var entries: [ShopperID: Entry] = [:]
  var erasures: [ShopperID: ErasureReceipt] = [:]
  var lines: [(hour: Int64, line: AuditLine)] = []
  var sums: [CounterID: Int64] = [:]
  var visitNumber: Int64 = 0
  var lineNumber: Int64 = 0
  private var entryNumber: Int64 = 0

  /// What is kept of one shopper.
  struct Entry {
    let number: Int64
    var page: Page?
    var revision = Revision.none
    var aged: Int64 = .min
    var enrolment: Enrolment?
    var receipts: [ConsentReceipt] = []
    var asked: [Disclosure.Asking] = []
    var visits: [(number: Int64, hour: Int64, visit: KeptVisit)] = []
  }

  /// Creates an empty ledger for at most that many shoppers.
  public init(limit: Int = 100_000, retention: Retention = .standard) {
    self.limit = limit
    self.retention = retention
  }

  /// How many shoppers it keeps.
  public var count: Int { entries.count }

  public func page(_ shopper: ShopperID) -> (Page, Revision) {
    guard let entry = entries[shopper], let page = entry.page else {
      return (Page(for: shopper), .none)
    }
    return (page, entry.revision)
  }

  public func replace(
    _ shopper: ShopperID, _ page: Page, ifStill revision: Revision
  ) throws(LedgerError) -> Bool {
    guard entries[shopper]?.revision ?? .none == revision else {
      if erasures[shopper] != nil { throw .erased }
      return false
    }
    try change(shopper) { entry in
      entry.page = page
      entry.revision = revision.next
      entry.aged = page.latest.hour
    }
    return true
  }

  /// Changes the entry of a shopper, a new one if there is none yet.
  func change(_ shopper: ShopperID, _ body: (inout Entry) -> Void) throws(LedgerError) {
    if erasures[shopper] != nil { throw .erased }
    if entries[shopper] == nil {
      guard entries.count < limit else {
        refused += 1
        throw .full(limit: limit)
      }
      entryNumber += 1
    }
    body(&entries[shopper, default: Entry(number: entryNumber)])
  }

  /// The entry of a shopper of whom something is kept.
  func known(_ shopper: ShopperID) throws(LedgerError) -> Entry {
    if erasures[shopper] != nil { throw .erased }
    guard let entry = entries[shopper] else { throw .stranger }
    return entry
  }
}
