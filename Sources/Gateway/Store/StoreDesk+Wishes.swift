import Alerts
import Control
import Delivery
import Ledger
import Proximity
import Site

/// What shoppers wish beyond yes and no.
extension StoreDesk {
  /// Refuses a topic that the site does not have, unless it is to be taken back and was given when the
  /// site still had it.
  func requireTopic(
    _ topic: TopicID, of shopper: ShopperID, isAllowed: Bool
  ) async throws(LedgerError) {
    let policy = site.policy
    let topics = policy.topics.map(\.id) + policy.alerts.compactMap(\.topic)
    guard !topics.contains(topic) else { return }
    if !isAllowed, try await books.page(shopper).0.interests.contains(topic) { return }
    let known = Set(topics.map(\.description)).sorted().joined(separator: ", ")
    throw .invalid(
      "the site has no topic '\(topic)'; it has " + (known.isEmpty ? "none at all" : known))
  }

  func cap(
    _ shopper: ShopperID, _ wishes: Wishes, as role: ControlRole
  ) async throws(LedgerError) {
    try await prefer(shopper, as: role) { old throws(ConfigurationError) in
      let asked = try wishes.preferences()
      return try Preferences(
        caps: asked.caps, gap: asked.gap, ranking: old.ranking, quiet: old.quiet)
    }
  }

  func quiet(
    _ shopper: ShopperID, _ spans: [QuietSpan], as role: ControlRole
  ) async throws(LedgerError) {
    try await prefer(shopper, as: role) { old throws(ConfigurationError) in
      try Preferences(caps: old.caps, gap: old.gap, ranking: old.ranking, quiet: spans)
    }
  }

  private func prefer(
    _ shopper: ShopperID, as role: ControlRole,
    _ change: (Preferences) throws(ConfigurationError) -> Preferences
  ) async throws(LedgerError) {
    let preferences: Preferences
    let old = try await books.page(shopper).0.preferences
    do throws(ConfigurationError) {
      preferences = try change(old)
    } catch {
      throw .invalid(error.description)
    }
    try await self.change(shopper, .preferred(preferences), as: role)
  }

  func rank(
    _ shopper: ShopperID, _ ranking: [Favourite], as role: ControlRole
  ) async throws(LedgerError) {
    let site = site
    let brands = site.brands + site.policy.alerts.map(\.brand)
    for favourite in ranking {
      switch favourite {
      case .topic(let topic):
        try await requireTopic(topic, of: shopper, isAllowed: true)
        let isInterested = try await books.page(shopper).0.interests.contains(topic)
        guard isInterested || !site.policy.isSensitive(topic) else {
          throw .invalid(
            "'\(topic)' is sensitive: it is ranked only for who has asked for it, with 'allow'")
        }
      case .brand(let brand):
        guard brands.contains(brand) else {
          let known = Set(brands.map(\.description)).sorted().joined(separator: ", ")
          throw .invalid(
            "the site has no brand '\(brand)'; it has " + (known.isEmpty ? "none at all" : known))
        }
      }
    }
    try await prefer(shopper, as: role) { old throws(ConfigurationError) in
      try Preferences(caps: old.caps, gap: old.gap, ranking: ranking, quiet: old.quiet)
    }
  }

  /// Takes down that a message was not welcome. A digest is one message: it counts once.
  func takeDown(
    _ reception: Reception, of message: DeliveryName, by shopper: ShopperID, as role: ControlRole
  ) async throws(LedgerError) {
    guard let names else {
      throw .invalid("alerts are delivered to nobody here, so none can have been swept away")
    }
    let page = try await books.page(shopper).0
    // Of who has taken everything back, nothing more is noted.
    let reservations = page.consents.contains(where: \.isGiven) ? page.reservations : []
    guard
      let alert = reservations.last(where: {
        $0.mode == .live && $0.state != .released
          && names.key(of: $0.number, of: shopper).description == message.description
      })
    else { throw .invalid("the shopper got no message of that id in the last 14 days") }
    let event: Event =
      switch reception {
      case .dismissed: .dismissed(reservation: alert.number)
      case .ignored: .ignored(reservation: alert.number)
      }
    try await change(shopper, event, as: role)
  }
}

extension Policy {
  fileprivate func isSensitive(_ topic: TopicID) -> Bool {
    topics.contains { $0.id == topic && $0.isSensitive }
  }
}
