public import Alerts
import Proximity

extension Site {
  /// What is allowed and yet hardly meant, one sentence each, in the order of the file.
  public var warnings: [String] {
    halfKnownPositions + unusedReceivers + loneGroups + strayAlerts + idleGaps + pointlessPurposes
      + doubtfulWarnings + namelessTopics + silentShoppers
  }

  /// The alerts that have ended by then, one sentence each.
  public func ended(by now: LedgerTime) -> [String] {
    policy.alerts.filter { $0.ends.map { $0 <= now } ?? false }.map {
      "alert \($0.id) has ended and is never sent: take it out, or give it a new end"
    }
  }

  /// What this file may leave out and that of a live site may not, one sentence each.
  public var omissions: [String] {
    guard !policy.purposes.isEmpty else { return [] }
    var omissions: [String] = []
    if languages.isEmpty { omissions.append("no languages: a live site says which it speaks") }
    if entitlements == nil {
      omissions.append("no entitlements: a live site says what everybody gets, consent or not")
    }
    let silent = zip(policy.alerts, alertWordings)
      .filter { $0.needsAnswers && $1.answers == nil }.map(\.0.id.description)
    if !silent.isEmpty {
      let names = silent.prefix(3).joined(separator: ", ")
      let more = silent.count > 3 ? " and \(silent.count - 3) more" : ""
      omissions.append(
        "no answers for \(names)\(more): a live site says what the shopper gets, how it raises "
          + "satisfaction and how it betters the visit")
    }
    return omissions
  }

  /// Receivers that all have positions speak to one belief over the floor; it takes three at least.
  private var halfKnownPositions: [String] {
    let missing = floor.receivers.filter { $0.position == nil }
    guard floor.receivers.count >= 3, !missing.isEmpty, missing.count < floor.receivers.count else {
      return []
    }
    let are = missing.count == 1 ? "1 has" : "\(missing.count) have"
    return [
      "of \(floor.receivers.count) receivers \(are) no position (\(Self.named(missing))): give every "
        + "receiver one, or shoppers are judged by each receiver alone"
    ]
  }

  /// The first few names.
  private static func named(_ receivers: [Receiver]) -> String {
    let names = receivers.prefix(3).map(\.id.description).joined(separator: ", ")
    return receivers.count > 3 ? "\(names) and \(receivers.count - 3) more" : names
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
    let used = Set(policy.alerts.map(\.purpose) + [counting?.purpose].compactMap(\.self))
    return policy.purposes
      .filter { $0.id.description != Site.presence && !used.contains($0.id) }
      .map { "purpose \($0.id) serves nothing: do not ask for consent to it" }
  }

  /// What protects is for everybody at once: nobody has to like it, stay or come back for it.
  private var doubtfulWarnings: [String] {
    policy.alerts.filter {
      $0.class == .safety
        && ($0.topic != nil || $0.trigger.returning || $0.trigger.dwell != nil || $0.isPilot)
    }.map {
      "alert \($0.id) is of class safety, which comes past quiet hours and caps, and yet it waits for "
        + "an interest, a dwell, a return or a trial: is it what it says?"
    }
  }

  /// A text for locked screens is searched for what people call the topic.
  private var namelessTopics: [String] {
    policy.topics.filter { topic in
      topic.isSensitive && !topicNames.contains { $0.id == topic.id }
    }.map {
      "topic \($0.id) is sensitive and has no name: say what people call it in each language, so that "
        + "no text for a locked screen tells of it"
    }
  }

  private var silentShoppers: [String] {
    shoppers.filter { !$0.consentsToPresence }.map {
      "shopper \($0.id) has not consented to \(Site.presence): nothing will be noted"
    }
  }
}
