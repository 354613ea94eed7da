import Alerts
import Delivery
import Ledger
import Proximity
import Synchronization
import Testing

/// A shop with one alert, a ledger that can be cut off, and a clock that is set.
final class Shop: DeliveryDesk {
  struct CutOff: Error {}

  static let alert: AlertID = "order-ready"
  static let purpose: PurposeID = "orders"
  static let place: PlaceID = "counter"

  private struct State {
    var now = Samples.time
    var isCutOff = false
    var isDeaf = false
    var recorded: [Event] = []
  }

  let policy: Policy
  let ledger = MemoryLedger()
  private let state = Mutex(State())

  init(caps: [Cap] = [Cap(count: 3, per: .seconds(4 * 3_600))], gap: Duration = .zero) throws {
    policy = try Policy(
      purposes: [
        Purpose(id: Self.purpose, text: "We tell you of orders.", benefit: "No queue")
      ],
      alerts: [
        AlertPolicy(
          id: Self.alert, brand: "leaf", purpose: Self.purpose, class: .service,
          trigger: Trigger(place: Self.place), text: "Your order is ready.")
      ],
      caps: caps, gap: gap, quiet: .never)
  }

  var time: LedgerTime {
    get { state.withLock { $0.now } }
    set { state.withLock { $0.now = newValue } }
  }
  /// Whether the ledger can neither be read nor written.
  var isCutOff: Bool {
    get { state.withLock { $0.isCutOff } }
    set { state.withLock { $0.isCutOff = newValue } }
  }
  /// Whether outcomes get lost, as when the process ends between delivering and confirming.
  var isDeaf: Bool {
    get { state.withLock { $0.isDeaf } }
    set { state.withLock { $0.isDeaf = newValue } }
  }
  var recorded: [Event] { state.withLock { $0.recorded } }

  func page(of shopper: ShopperID) async throws -> Page {
    if isCutOff { throw CutOff() }
    return await ledger.page(shopper).0
  }

  func now() async -> LedgerTime { time }

  func record(_ event: Event, of shopper: ShopperID) async throws {
    if isDeaf { throw CutOff() }
    try await tell(shopper, event)
    state.withLock { $0.recorded.append(event) }
  }

  /// Steps the page of a shopper and keeps it.
  @discardableResult
  func tell(_ shopper: ShopperID, _ event: Event) async throws -> Step {
    if isCutOff { throw CutOff() }
    while true {
      let (page, revision) = await ledger.page(shopper)
      let step = step(page, event, Moment(now: time), policy)
      if try await ledger.replace(shopper, step.page, ifStill: revision) { return step }
    }
  }

  func consent(_ shopper: ShopperID, epoch: UInt64 = 1) async throws {
    try await tell(
      shopper, .consented(Self.purpose, version: 1, epoch: Epoch(rawValue: epoch)))
  }

  func withdraw(_ shopper: ShopperID, epoch: UInt64 = 2) async throws {
    try await tell(shopper, .withdrewAll(epoch: Epoch(rawValue: epoch)))
  }

  /// Lets a shopper come to the counter, and leave again if somebody has been there.
  func visit(_ shopper: ShopperID) async throws -> Decision? {
    try await tell(shopper, .departed(Self.place))
    try await tell(shopper, .zone(Self.place, .near))
    let step = try await tell(
      shopper, .visit(Self.place, since: time, dwell: .seconds(5), away: nil))
    return step.decisions.first
  }

  /// What is to be delivered for a consenting shopper who comes to the counter.
  func reserve(_ shopper: ShopperID) async throws -> ReservedAlert {
    let decision = try #require(try await visit(shopper))
    return try #require(
      ReservedAlert(
        decision, of: shopper, on: try await page(of: shopper), text: "Your order is ready.",
        lockScreenText: "There is news from the shop.", reason: "You asked for it."))
  }

  func reservations(of shopper: ShopperID) async -> [Reservation] {
    await ledger.page(shopper).0.reservations
  }

  func states(of shopper: ShopperID) async -> [Reservation.State] {
    await reservations(of: shopper).map(\.state)
  }
}
