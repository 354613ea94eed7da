import Alerts
import Proximity

extension Site {
  /// What is allowed and yet hardly meant, one sentence each, in the order of the file.
  public var warnings: [String] {
    unusedReceivers + loneGroups + strayAlerts + idleGaps + pointlessPurposes + silentShoppers
  }

  private var unusedReceivers: [String] {
    let used = Set(floor.places.flatMap(\.receivers))
    return floor.receivers.filter { !used.contains($0.id) }.map {
      "receiver \($0.id) is used by no place: what it hears has no effect"
    }
  }

  private var loneGroups: [String] {
    var sizes: [GroupID: Int] = [:]
    for place in floor.places {
      if let group = place.group { sizes[group, default: 0] += 1 }
    }
    return floor.places.filter { place in place.group.map { sizes[$0] == 1 } ?? false }.map {
      "place \($0.id) is alone in its group: wherever a shopper is heard, it holds"
    }
  }

  private var strayAlerts: [String] {
    let brands = Dictionary(
      zip(floor.places.map(\.id), brands), uniquingKeysWith: { first, _ in first })
    return policy.alerts.compactMap { alert in
      guard let host = brands[alert.trigger.place], host != alert.brand else { return nil }
      return "alert \(alert.id) of \(alert.brand) waits at a place of \(host)"
    }
  }

  private var idleGaps: [String] {
    policy.alerts.compactMap { alert in
      guard let gap = alert.gap, gap < policy.gap else { return nil }
      return "alert \(alert.id) asks for a gap of \(gap.text): the venue's \(policy.gap.text) "
        + "is longer and holds"
    }
  }

  private var pointlessPurposes: [String] {
    let used = Set(policy.alerts.map(\.purpose))
    return policy.purposes
      .filter { $0.id.description != Site.presence && !used.contains($0.id) }
      .map { "purpose \($0.id) serves no alert: do not ask for consent to it" }
  }

  private var silentShoppers: [String] {
    shoppers.filter { !$0.consentsToPresence }.map {
      "shopper \($0.id) has not consented to \(Site.presence): nothing will be noted"
    }
  }
}
