import Alerts
import Ledger
import Proximity
import Simulation

/// A memory ledger of which the gateway can never be sure: somebody else writes first, it cannot be
/// reached, or it fails after all was written.
actor ShakyLedger: AlertLedger {
  private let books = MemoryLedger()
  private var random: SplitMix64
  private let policy: Policy
  private let isShaky: Bool
  /// Every event that is in the books, in their order, with its moment.
  private(set) var written: [(shopper: ShopperID, event: Event, moment: Moment)] = []
  private var next: (event: Event, moment: Moment)?

  init(seed: UInt64, _ policy: Policy, isShaky: Bool) {
    random = SplitMix64(seed: seed, stream: 3)
    (self.policy, self.isShaky) = (policy, isShaky)
  }

  /// What the next replacement will have taken in.
  func announce(_ event: Event, _ moment: Moment) { next = (event, moment) }

  func page(_ shopper: ShopperID) async throws(LedgerError) -> (Page, Revision) {
    if isShaky, random.happens(0.02) { throw .unavailable("nobody answers") }
    return await books.page(shopper)
  }

  func replace(
    _ shopper: ShopperID, _ page: Page, ifStill revision: Revision
  ) async throws(LedgerError) -> Bool {
    guard let (event, moment) = next else { throw .invalid("nothing was announced") }
    if isShaky, random.happens(0.1) { try await intrude(on: shopper, moment) }
    if isShaky, random.happens(0.02) { throw .unavailable("it failed before it wrote") }
    guard try await books.replace(shopper, page, ifStill: revision) else { return false }
    written.append((shopper, event, moment))
    if isShaky, random.happens(0.02) { throw .unavailable("it failed after it wrote") }
    return true
  }

  /// Another gateway of the same shop writes first; it leaves what has waited where it is.
  private func intrude(on shopper: ShopperID, _ moment: Moment) async throws(LedgerError) {
    let (page, revision) = await books.page(shopper)
    let event = Event.confirmed(reservation: 1_000_000)
    let now = Moment(now: max(page.latest, .min), isTrusted: false, minuteOfDay: nil)
    let step = Alerts.step(page, event, now, policy)
    guard try await books.replace(shopper, step.page, ifStill: revision) else { return }
    written.append((shopper, event, now))
  }

  /// What is truly in the books.
  func truth(_ shopper: ShopperID) async -> Page { await books.page(shopper).0 }
}
