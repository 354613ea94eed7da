public import Alerts
public import Delivery
public import Ledger
public import Proximity
public import Site
import Synchronization

/// The side of a live store at which shoppers are served: it enrols them, takes down what they say,
/// tells deliveries whether they may still go, and says whom the gateway is to recognise.
///
/// It works on the books alone, beside the gateway's loop: every page is replaced only if it is still
/// the one that was read. What concerns the gateway waits in ``takeRosterChanges()``.
public final class StoreDesk<Books: WholeLedger>: Sendable {
  /// What the store keeps.
  public let books: Books
  let clock: @Sendable () -> Moment
  /// By what the recipient of alerts knows shoppers and messages; nothing where there is no recipient.
  let names: DeliveryNames?
  private let state: Mutex<State>

  /// How often an event is stepped anew when others keep replacing the page.
  static var attempts: Int { 100 }
  /// The most shoppers whose change of state waits for the gateway.
  static var waitingChanges: Int { 65_536 }

  struct State {
    var site: Site
    var policy: Policy
    var changes: [RosterChange] = []
    var shoppers: [SiteCredential: ShopperID] = [:]
    var handles: [String: ShopperID] = [:]
    var codes = ShownCodes()
    var onWithdrawal: (@Sendable (ShopperID) async -> Void)?
    var associates = AssociateDesk()
    var onRequest: (@Sendable (RequestContent) async -> DeliveryOutcome)?
    var onHalt: (@Sendable (AlertsHalt) async -> Void)?
    var outcomes: [DeskOutcome] = []
  }

  /// Creates a desk.
  ///
  /// - Parameters:
  ///   - site: the store.
  ///   - books: what it keeps.
  ///   - names: by what the recipient of alerts knows shoppers and messages; nothing where there is none.
  ///   - clock: the ledger time now, and whether it can be trusted; its minute of the day is filled in.
  public init(
    _ site: Site, books: Books, names: DeliveryNames? = nil,
    clock: @escaping @Sendable () -> Moment
  ) {
    self.books = books
    self.names = names
    self.clock = clock
    state = Mutex(State(site: site, policy: site.policy))
  }

  /// The store.
  public var site: Site { state.withLock { $0.site } }

  /// The time now, as decisions need it.
  var moment: Moment {
    var moment = clock()
    moment.minuteOfDay = site.zone.minuteOfDay(at: moment.now)
    return moment
  }

  /// Goes on with a site that was read anew.
  public func replaceSite(_ site: Site) {
    state.withLock {
      let halt = $0.policy.halt
      $0.site = site
      $0.policy = site.policy
      $0.policy.halt = halt
    }
  }

  /// Whom to tell at once, beside the books, that a shopper withdrew: what waits to be delivered.
  public func onWithdrawal(_ tell: @escaping @Sendable (ShopperID) async -> Void) {
    state.withLock { $0.onWithdrawal = tell }
  }

  /// Learns by what everybody enrolled is recognised, so that a tag can be shown at the counter.
  ///
  /// - Returns: how many are enrolled.
  /// - Throws: `LedgerError` when the registry cannot be read.
  @discardableResult
  public func learnCredentials() async throws(LedgerError) -> Int {
    var enrolled = 0
    var cursor: Int64?
    repeat {
      let slice = try await books.enrolments(after: cursor, limit: LedgerLimits.slice)
      for enrolment in slice.elements { learn(enrolment) }
      enrolled += slice.elements.count
      cursor = slice.next
    } while cursor != nil
    return enrolled
  }

  /// Whom the gateway is to recognise or to forget since the last call, in order.
  public func takeRosterChanges() -> [RosterChange] {
    state.withLock { state in
      defer { state.changes = [] }
      return state.changes
    }
  }

  /// What was decided at the desk since the last call, in order: an event such as a consent, or a slot
  /// that a delivery gave back, may let an alert through.
  public func takeOutcomes() -> [DeskOutcome] {
    state.withLock { state in
      defer { state.outcomes = [] }
      return state.outcomes
    }
  }

  func post(_ change: RosterChange) {
    state.withLock {
      // A dismissal must never be lost; whoever is admitted too late is admitted at the next start.
      if case .admit = change, $0.changes.count >= Self.waitingChanges { return }
      $0.changes.append(change)
    }
  }

  /// What keeps alerts from being sent now.
  public var halt: AlertsHalt { state.withLock { $0.policy.halt } }

  /// Whom to tell at once what keeps alerts from being sent: what waits to be delivered.
  public func onHalt(_ tell: @escaping @Sendable (AlertsHalt) async -> Void) {
    state.withLock { $0.onHalt = tell }
  }

  func changeState<Value: Sendable, Failure: Error>(
    _ change: (inout sending State) throws(Failure) -> sending Value
  ) throws(Failure) -> Value {
    try state.withLock(change)
  }

  func setHalt(_ halt: AlertsHalt) async {
    let tell = state.withLock { state in
      state.policy.halt = halt
      return state.onHalt
    }
    await tell?(halt)
  }

  func callOff(_ shopper: ShopperID) async {
    let tell = state.withLock { $0.onWithdrawal }
    await tell?(shopper)
  }

  func learn(_ enrolment: Enrolment) {
    if let handle = names?.handle(of: enrolment.shopper) {
      state.withLock { $0.handles[handle.description] = enrolment.shopper }
    }
    for kept in enrolment.credentials {
      guard let credential = try? SiteCredential(kept) else { continue }
      state.withLock { $0.shoppers[credential] = enrolment.shopper }
    }
  }

  func unlearn(_ shopper: ShopperID) {
    state.withLock { state in
      state.shoppers = state.shoppers.filter { $0.value != shopper }
      state.codes.forget(shopper)
      if let handle = names?.handle(of: shopper) { state.handles[handle.description] = nil }
    }
  }

  func shopper(showing credential: SiteCredential) -> ShopperID? {
    state.withLock { $0.shoppers[credential] }
  }

  func shopper(called handle: String) -> ShopperID? {
    state.withLock { $0.handles[handle] }
  }

  func shopper(showing code: String, at now: LedgerTime) -> ShopperID? {
    state.withLock { $0.codes.shopper(showing: code, at: now) }
  }

  func giveCode(to shopper: ShopperID, at now: LedgerTime) -> String? {
    state.withLock { $0.codes.give(to: shopper, at: now, seed: .random(in: 0 ... .max)) }
  }

  /// Steps a shopper's page, again if somebody else replaced it first.
  ///
  /// - Throws: `LedgerError`; the page is as it was then.
  func update(_ shopper: ShopperID, with event: Event) async throws(LedgerError) {
    try await update(shopper) { _ in event }
  }

  /// Tells a page what follows from how it is.
  func update(
    _ shopper: ShopperID, with event: (Page) -> Event
  ) async throws(LedgerError) {
    let moment = moment
    let policy = policy(at: moment.now)
    for _ in 0..<Self.attempts {
      let (page, revision) = try await books.page(shopper)
      let step = step(page, event(page), moment, policy)
      if try await books.replace(shopper, step.page, ifStill: revision) {
        note(step, of: shopper)
        return
      }
    }
    throw .unavailable("others replaced the page \(Self.attempts) times in a row")
  }

  /// What is laid down about alerts, with the quiet hours around a time.
  public func policy(at now: LedgerTime) -> Policy {
    state.withLock { state in
      state.policy.coverQuietHours(of: state.site, at: now)
      return state.policy
    }
  }

  private func note(_ step: Step, of shopper: ShopperID) {
    guard !step.decisions.isEmpty || step.deadline != nil else { return }
    state.withLock {
      $0.outcomes.append(
        DeskOutcome(shopper: shopper, decisions: step.decisions, deadline: step.deadline))
    }
  }
}
