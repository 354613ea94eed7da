public import Alerts
public import Delivery
import Ledger
public import Proximity
import Site
import Transparency

extension StoreDesk: DeliveryDesk {
  /// The page of a shopper as it is now.
  public func page(of shopper: ShopperID) async throws -> Page { try await books.page(shopper).0 }

  /// The ledger time.
  public func now() async -> LedgerTime { clock().now }

  /// Takes what became of a delivery into the page; what that lets through is in ``takeOutcomes()``.
  public func record(_ event: Event, of shopper: ShopperID) async throws {
    try await update(shopper, with: event)
  }

  /// What is to be delivered of what a gateway decided, as the pages have charged it: alerts that
  /// share a slot together, in the order of the decisions.
  ///
  /// A page that cannot be read has its alerts left out: they stay charged, and nothing is sent.
  public func reserved(by events: [GatewayEvent]) async -> [ReservedDigest] {
    var slots: [(shopper: ShopperID, slot: Int, alerts: [ReservedAlert])] = []
    for case .decision(let decision, let shopper, _) in events {
      guard let slot = decision.digest ?? decision.reservation,
        let alert = try? await reserved(decision, of: shopper)
      else { continue }
      if let index = slots.lastIndex(where: { $0.shopper == shopper && $0.slot == slot }) {
        slots[index].alerts.append(alert)
      } else {
        slots.append((shopper, slot, [alert]))
      }
    }
    return slots.compactMap { ReservedDigest($0.alerts) }
  }

  private func reserved(
    _ decision: Decision, of shopper: ShopperID
  ) async throws -> ReservedAlert? {
    guard decision.outcome == .send, decision.mode == .live else { return nil }
    let page = try await page(of: shopper)
    let site = site
    let language = await language(of: shopper)
    let wording = site.wording(of: decision.candidate.alert)
    return ReservedAlert(
      decision, of: shopper, on: page,
      text: wording?.text.map { $0[language] ?? $0.first } ?? site.name,
      // Without a text of its own a locked screen shows no more than who writes.
      lockScreenText: wording?.lockScreen.map { $0[language] ?? $0.first } ?? site.name,
      reason: site.reason(for: decision, in: language))
  }
}
