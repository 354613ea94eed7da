internal import Alerts
internal import Proximity
internal import Site

/// One alert told to an operator: what makes it due, and every check in its order.
struct AlertChecks {
  private let alert: AlertPolicy
  private let site: Site
  private let english = English()

  init(_ alert: AlertPolicy, at site: Site) {
    self.alert = alert
    self.site = site
  }

  private var policy: Policy { site.policy }

  var document: Document {
    Document(
      title: "Alert '\(alert.id)' of '\(alert.brand)'",
      lead: [
        "A \(alert.class.rawValue) for the purpose '\(alert.purpose)'"
          + (alert.topic.map { ", about '\($0)'" } ?? "")
          + (alert.mode == .shadow ? ", in shadow mode: decided and never delivered." : ".")
      ],
      sections: [trigger, answers, checks, afterwards].compactMap(\.self))
  }

  private var trigger: Document.Section {
    var words = "The shopper is \(alert.trigger.zone)"
    if alert.trigger.zone == .near { words += " or immediate" }
    words += " at '\(alert.trigger.place)'"
    if alert.class != .safety {
      words +=
        ", in a visit of at least "
        + english.duration(max(alert.trigger.dwell ?? .zero, site.floor.visits.minimumDwell))
    }
    if alert.trigger.returning { words += ", and has been there before" }
    return Document.Section(heading: "Becomes due when", points: [words + "."])
  }

  private var answers: Document.Section? {
    guard let answers = site.wording(of: alert.id)?.answers else { return nil }
    return Document.Section(
      heading: "What it is good for",
      points: [
        "What the shopper gets: \(answers.gets.first)",
        "How it raises satisfaction: \(answers.satisfaction.first)",
        "How it betters the visit: \(answers.visit.first)",
      ])
  }

  private var checks: Document.Section {
    Document.Section(
      heading: "Is sent unless one of these speaks against it; the first that does is the reason",
      points: [
        "stopped: the kill switch is set.", "ended: \(end).", pilot,
        "erased, withdrawn: the shopper "
          + "has been erased, or has withdrawn consent.",
        "notConsented, consentOutdated, consentExpired, consentChanged: there is no consent to '\(alert.purpose)' in "
          + "version \(policy.purpose(alert.purpose)?.version ?? 1), it has run out, or it is "
          + "not the one from when the alert became due.",
        "leaveMeAlone: the shopper wants to be left alone.",
        "notPresent: the shopper is not \(alert.trigger.zone) at '\(alert.trigger.place)' any more.",
        alert.trigger.returning ? "notReturning: the shopper has not been there before." : nil,
        topic, promotion,
        "dwellTooShort: the visit is shorter than the alert asks for"
          + (alert.class == .safety ? " (not asked of a safety alert)." : "."),
        "duplicate: it has been sent in this visit.",
      ].compactMap(\.self) + timing + caps
        + ["pageFull: \(PageLimits.reservations) alerts are on the shopper's page already."])
  }

  private var end: String {
    alert.ends.map { "it ends on \(English.day($0)) (UTC)" } ?? "it has no end"
  }

  private var pilot: String? {
    alert.isPilot ? "pilotStopped: a complaint about this pilot has been recorded." : nil
  }

  private var topic: String? {
    guard let topic = alert.topic else { return nil }
    let isSensitive = policy.topics.contains { $0.id == topic && $0.isSensitive }
    return isSensitive
      ? "sensitiveTopic: the shopper has not asked for '\(topic)', which is sensitive."
      : "notDeclaredInterest: the shopper has declared no interest in '\(topic)'."
  }

  private var promotion: String? {
    guard alert.class == .promotion else { return nil }
    let share = Float(policy.holdOut.share) / 100
    return "minor, staff, holdOut, warmUp: the shopper is a minor, works here, is one of the "
      + "\(share == share.rounded() ? "\(Int(share))" : "\(share)") % held out, or is on one of the "
      + "first \(policy.warmUpVisits) visits."
  }

  private var timing: [String] {
    guard alert.class != .safety else { return [] }
    let windows = site.quietHours.windows
    let quiet = windows.isEmpty ? "there are none" : english.list(windows.map(english.quiet))
    let gap = max(policy.gap, alert.gap ?? .zero)
    return [
      "clockUntrusted: the wall clock is not known to be right.",
      "quietHours: \(quiet), \(site.zone).",
      "gap: less than \(english.duration(gap)) since the last alert of any brand, or less than the "
        + "shopper asked for.",
    ]
  }

  private var caps: [String] {
    guard alert.class != .safety else {
      return ["safetyCap: \(english.cap(policy.safetyCap)), safety alerts alone."]
    }
    let topicCaps = policy.topics.first { $0.id == alert.topic }?.caps ?? []
    let channelCaps = policy.channels.first { $0.id == alert.channel }?.caps ?? []
    return [
      "shopperCap: what the shopper asked for.", "venueCap: \(words(policy.caps)).",
      "fatigueCap: the same, 1 less for each alert dismissed and each second one ignored in 7 days, "
        + "but never below 1.",
      "brandCap: \(words(alert.caps)).", "topicCap: \(words(topicCaps)).",
      "channelCap: \(words(channelCaps)).",
    ]
  }

  private func words(_ caps: [Cap]) -> String {
    caps.isEmpty ? "none" : "at most \(english.list(caps.map(english.cap)))"
  }

  private var afterwards: Document.Section {
    var points: [String] = []
    if alert.class == .promotion {
      points.append("What is not sent at once is not sent in this visit: it would be stale later.")
    } else if alert.class == .service {
      points.append(
        "Where only a matter of time speaks against it, it waits while the shopper is there.")
    }
    if alert.class == .promotion, policy.arbitration.window > .zero {
      points.append(
        "Promotions that become due within \(english.duration(policy.arbitration.window)) are "
          + "compared: the shopper's own ranking, then the brand granted least recently, then a "
          + "draw.")
    }
    if policy.allowsDigests, alert.class == .promotion {
      points.append("Up to \(PageLimits.digestBrands) brands may share one message and one slot.")
    }
    points.append(
      "What is sent is charged before it is delivered, and stays charged if nobody knows.")
    return Document.Section(heading: "And then", points: points)
  }
}
