/// All that a live gateway keeps: pages, shoppers with their consents, visits, audit and counters.
public typealias WholeLedger = AlertLedger & ShopperRegistry & VisitMemory & AuditTrail
  & AggregateCounters & Sweeping

/// A part of something too long to be read at once, in the order in which it was first kept.
public struct LedgerSlice<Element: Sendable>: Sendable {
  /// What was read.
  public var elements: [Element]
  /// Where the next slice begins; nothing after the last.
  public var next: Int64?
  /// How many rows of this slice could not be read. They are left out and stay where they are.
  public var unreadable: Int

  /// Creates a slice.
  public init(_ elements: [Element], next: Int64? = nil, unreadable: Int = 0) {
    self.elements = elements
    self.next = next
    self.unreadable = unreadable
  }
}
