public import Alerts
public import Ledger
public import Proximity

extension LedgerConformance {
  static func restarted<Stand: LedgerStand>(
    _ ledger: Stand.Ledger, _ stand: Stand
  ) async throws -> Stand.Ledger {
    try await stand.close(ledger)
    return try await stand.open()
  }

  /// Reserves an alert and restarts: the slot stays charged, and nothing is sent in its place.
  static func keepsChargedWhatWasReserved(_ stand: some LedgerStand) async throws {
    let shopper = try Sample.shopper(8)
    let counter = try Counter(alerts: 2, gap: .seconds(1_200))
    var ledger = try await stand.open()
    let opened = try await ledger.replace(
      shopper, counter.open(Page(for: shopper)), ifStill: .none)
    try require(opened, "a first page was refused")
    let sent = try await counter.propose(0, to: ledger, for: shopper)
    try require(sent == 1, "the first candidate was not sent")
    ledger = try await restarted(ledger, stand)
    let (page, _) = try await ledger.page(shopper)
    try require(page.reservations.map(\.state) == [.reserved], "what was reserved is gone")
    for alert in 0..<2 {
      let again = try await counter.propose(alert, to: ledger, for: shopper)
      try require(again == 0, "alert \(alert) was sent while another one is charged")
    }
  }

  /// Confirms a delivery and restarts.
  static func keepsConfirmedWhatWasConfirmed(_ stand: some LedgerStand) async throws {
    let shopper = try Sample.shopper(9)
    let counter = try Counter(alerts: 1, gap: .zero)
    var ledger = try await stand.open()
    _ = try await ledger.replace(shopper, counter.open(Page(for: shopper)), ifStill: .none)
    _ = try await counter.propose(0, to: ledger, for: shopper)
    let (page, revision) = try await ledger.page(shopper)
    let confirmed = counter.taking(
      .confirmed(reservation: page.reservations[0].number), on: page)
    try require(
      try await ledger.replace(shopper, confirmed, ifStill: revision), "a confirmation was refused")
    ledger = try await restarted(ledger, stand)
    let (kept, _) = try await ledger.page(shopper)
    try require(kept.reservations.map(\.state) == [.confirmed], "the confirmation is gone")
    let again = try await counter.propose(0, to: ledger, for: shopper)
    try require(again == 0, "a delivered alert was sent again")
  }

  /// Keeps something of every kind, and restarts.
  static func outlivesARestart(_ stand: some LedgerStand) async throws {
    let shopper = try Sample.shopper(1)
    let ledger = try await stand.open()
    try await ledger.enrol(try Sample.enrolment(shopper))
    let page = try Counter(alerts: 3, gap: .zero).open(Page(for: shopper))
    _ = try await ledger.replace(shopper, page, ifStill: .none)
    try await ledger.record(try Sample.receipt(1, by: shopper), at: Sample.noon)
    try await ledger.record(try Sample.receipt(2, .withdrawn, by: shopper), at: Sample.noon)
    _ = try await ledger.takeAsking("offers", version: 2, of: shopper)
    try await ledger.keep([
      try Sample.visit(shopper, at: 1), try Sample.visit(shopper, at: 0, phase: .departed),
    ])
    try await ledger.add([CounterAmount("visits", 2)])
    try await ledger.note(.change, of: shopper, by: .associate, at: Sample.noon)
    let before = try await Contents(of: ledger, shopper)
    let after = try await Contents(of: try await restarted(ledger, stand), shopper)
    try require(before.page == page && before.receipts.count == 2, "not all was kept")
    try require(before.visits.count == 2 && before.audit.count == 1, "not all was kept")
    try require(before == after, "a restart has changed \(before) to \(after)")
  }
}

/// All that a ledger says of one shopper, and of everybody together.
public struct Contents: Equatable {
  public var page: Page
  public var revision: Revision
  public var enrolment: Enrolment?
  public var enrolments: [Enrolment]
  public var receipts: [ConsentReceipt]
  public var visits: [KeptVisit]
  public var allVisits: [KeptVisit]
  public var audit: [AuditLine]
  public var counts: [CounterAmount]

  public init(of ledger: some WholeLedger, _ shopper: ShopperID) async throws {
    (page, revision) = try await ledger.page(shopper)
    enrolment = try await ledger.enrolment(of: shopper)
    enrolments = try await ledger.enrolments(after: nil, limit: 100).elements
    receipts = try await ledger.receipts(of: shopper)
    visits = try await ledger.visits(of: shopper)
    allVisits = try await ledger.visits(after: nil, limit: 100).elements
    audit = try await ledger.audit(after: nil, limit: 100).elements
    counts = try await ledger.counts()
  }
}
