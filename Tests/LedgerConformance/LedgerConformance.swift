internal import Alerts
public import Ledger
internal import Proximity

/// What every ledger must do, whatever it is made of.
public enum LedgerConformance {
  /// A promise that a ledger did not keep.
  public struct Breach: Error, CustomStringConvertible {
    public let description: String
  }

  /// A factory of empty ledgers.
  public typealias Factory<Ledger: AlertLedger> = @Sendable () async throws -> Ledger

  static func require(_ promise: Bool, _ what: @autoclosure () -> String) throws {
    guard promise else { throw Breach(description: what()) }
  }

  /// A shopper the ledger does not know has a fresh page at the revision of none.
  public static func knowsNobodyAtFirst(_ makeLedger: Factory<some AlertLedger>) async throws {
    let ledger = try await makeLedger()
    let shopper = try shopper("stranger")
    let (page, revision) = try await ledger.page(shopper)
    try require(page == Page(for: shopper), "the page of a stranger is not fresh")
    try require(revision == .none, "a stranger has revision \(revision.rawValue)")
  }

  /// What was replaced is what is read, for that shopper and for nobody else.
  public static func keepsWhatItWasGiven(_ makeLedger: Factory<some AlertLedger>) async throws {
    let ledger = try await makeLedger()
    let (one, other) = (try shopper("one"), try shopper("other"))
    let (fresh, first) = try await ledger.page(one)
    let page = try Counter(alerts: 3, gap: .zero).open(fresh)
    try require(try await ledger.replace(one, page, ifStill: first), "a first page was refused")
    let (kept, second) = try await ledger.page(one)
    try require(kept == page, "the page read is not the page written")
    try require(second != first, "the revision did not change with the page")
    let (untouched, none) = try await ledger.page(other)
    try require(untouched == Page(for: other) && none == .none, "another shopper's page changed")
  }

  /// A page is replaced only if nobody else has done so since it was read.
  public static func refusesAStaleRevision(_ makeLedger: Factory<some AlertLedger>) async throws {
    let ledger = try await makeLedger()
    let shopper = try shopper("contested")
    let (fresh, first) = try await ledger.page(shopper)
    let page = try Counter(alerts: 3, gap: .zero).open(fresh)
    try require(try await ledger.replace(shopper, page, ifStill: first), "a first page was refused")
    try require(
      try await !ledger.replace(shopper, fresh, ifStill: first), "a stale revision was accepted")
    let (kept, second) = try await ledger.page(shopper)
    try require(kept == page, "a refused replacement left its mark")
    try require(
      try await !ledger.replace(shopper, fresh, ifStill: second.next),
      "a revision that never was was accepted")
    try require(
      try await ledger.replace(shopper, fresh, ifStill: second), "the present revision was refused")
    let (_, third) = try await ledger.page(shopper)
    try require(third != second && third != first, "a revision came up again")
  }

  /// Of many writers at once, each change is kept exactly once.
  ///
  /// - Returns: how many alerts were sent, of as many candidates at once from two writers.
  public static func countsEachSendOnce(
    _ makeLedger: Factory<some AlertLedger>, candidates: Int, gap: Duration
  ) async throws -> Int {
    let ledger = try await makeLedger()
    let shopper = try shopper("busy")
    let counter = try Counter(alerts: candidates, gap: gap)
    let (fresh, first) = try await ledger.page(shopper)
    let opened = try await ledger.replace(shopper, counter.open(fresh), ifStill: first)
    try require(opened, "a first page was refused")
    let sent = try await withThrowingTaskGroup(of: Int.self) { group in
      for writer in 0..<2 {
        for alert in stride(from: writer, to: candidates, by: 2) {
          group.addTask { try await counter.propose(alert, to: ledger, for: shopper) }
        }
      }
      return try await group.reduce(0, +)
    }
    let (page, _) = try await ledger.page(shopper)
    try require(
      page.reservations.count == sent, "\(sent) sent, but \(page.reservations.count) charged")
    try require(page.visitCount == candidates, "\(candidates - page.visitCount) changes were lost")
    return sent
  }

  private static func shopper(_ text: String) throws -> ShopperID {
    guard let shopper = ShopperID(text) else { throw Breach(description: "no name: '\(text)'") }
    return shopper
  }
}
