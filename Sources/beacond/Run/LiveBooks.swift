import Alerts
import Delivery
import Gateway
import Ledger
import Logging
import Proximity

/// The books of a live store, as its loop sees them: what was kept comes back at the start, visits and
/// alerts go out, and what shoppers said at the desk comes in.
struct LiveBooks<Books: WholeLedger> {
  let desk: StoreDesk<Books>
  /// Where alerts go; nowhere when the store only prints.
  let deliver: (@Sendable (ReservedDigest) async -> Void)?
  private var keeper = VisitKeeper()
  private var reports: VisitorReports?
  /// What is not written at the moment.
  private var outages: Set<String> = []
  private var refreshedAt: Instant?

  init(
    _ desk: StoreDesk<Books>, reports: VisitorReports?,
    deliver: (@Sendable (ReservedDigest) async -> Void)?
  ) {
    self.desk = desk
    self.reports = reports
    self.deliver = deliver
  }

  /// Brings back everybody who consents to being recognised, and their visits.
  mutating func restore(_ gateway: inout Gateway<Books>, at now: Instant) async throws {
    let restored = try await gateway.restore(at: now)
    keeper = VisitKeeper(knowing: restored.visits)
    if restored.shoppers > 0 {
      Logger.command.notice(
        "\(restored.shoppers) shoppers are recognised, \(restored.visits.count) visits remembered")
    }
  }

  /// Lets the gateway recognise or forget whom the desk says; returns what was decided at the desk.
  mutating func admit(
    into gateway: inout Gateway<Books>, at now: Instant
  ) -> [GatewayEvent] {
    for shopper in gateway.dismissExpired(at: now) { keeper.forget(shopper) }
    for change in desk.takeRosterChanges() {
      switch change {
      case .dismiss(let shopper):
        keeper.forget(shopper)
        reports?.forget(shopper)
      case .uncount(let shopper): reports?.forget(shopper)
      case .admit: break
      }
      do throws(GatewayError) {
        try gateway.take(change, at: now)
      } catch {
        Logger.command.error("a shopper stays a stranger for now: \(error.withoutShopper)")
      }
    }
    return desk.takeOutcomes().flatMap { gateway.take($0, at: now) }
  }

  /// Counts the visitors, keeps the visits and hands over the alerts of what was found.
  mutating func settle(_ events: [GatewayEvent], at now: Instant, by clock: LedgerClock) async {
    let books = desk.books
    await reports?.note(events, at: now, by: clock) { shopper throws(LedgerError) in
      try await books.page(shopper).0
    }
    guard !events.isEmpty else { return }
    await keep(keeper.visits(in: events, by: clock))
    if let deliver {
      for digest in await desk.reserved(by: events) { await deliver(digest) }
    }
    await count(events)
  }
}

extension LiveBooks {
  /// Keeps the visits that go on, every few minutes.
  mutating func refresh(_ gateway: borrowing Gateway<Books>, at now: Instant) async {
    if let refreshedAt, now - refreshedAt < VisitKeeper.refresh { return }
    refreshedAt = now
    await keep(keeper.refreshed(gateway.openVisits))
  }

  private mutating func keep(_ visits: [KeptVisit]) async {
    guard !visits.isEmpty else { return }
    let desk = desk
    await keeping("visits are not kept") { () throws(LedgerError) in try await desk.keep(visits) }
  }

  private mutating func count(_ events: [GatewayEvent]) async {
    let decisions = events.filter { if case .decision = $0 { true } else { false } }
    guard !decisions.isEmpty else { return }
    let desk = desk
    await keeping("decisions are not counted") { () throws(LedgerError) in
      try await desk.count(decisions)
    }
  }

  /// Writes to the books; what went wrong is told once for each outage, not each time.
  private mutating func keeping(
    _ problem: String, _ write: () async throws(LedgerError) -> Void
  ) async {
    do throws(LedgerError) {
      try await write()
      outages.remove(problem)
    } catch {
      if outages.insert(problem).inserted { Logger.command.error("\(problem): \(error)") }
    }
  }
}

extension GatewayError {
  /// What is wrong, without whose beacon it is: a log is no place for pseudonyms.
  fileprivate var withoutShopper: String {
    switch self {
    case .configuration(let error): error.description
    case .enrolment(_, let error): "\(error)"
    case .key(_, let error): "\(error)"
    case .ledger(_, let error): error.description
    }
  }
}
