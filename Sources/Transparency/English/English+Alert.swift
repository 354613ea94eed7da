internal import Alerts
internal import Proximity
internal import Site

extension English {
  func alert(_ alert: AlertTerms, _ terms: SiteTerms) -> Document {
    var sections: [Document.Section] = []
    if let text = alert.shownText {
      sections.append(Document.Section(heading: "What it says", paragraphs: [text]))
    }
    sections.append(
      Document.Section(
        heading: "Why it can come to you",
        points: [
          "You said yes to this: \(alert.purpose.text)", "\(trigger(alert)).",
          "What you get by it: \(alert.gets)",
        ]))
    sections.append(
      Document.Section(heading: "When it does not come", points: denials(alert, terms)))
    sections.append(
      Document.Section(
        heading: "How to stop it",
        points: [
          "Say \"leave me alone\", in the app or to anybody who works here.",
          "Take back your yes: in the app, or at any counter by showing your tag or its code.",
        ]))
    return Document(title: title(alert, terms), sections: sections)
  }

  private func title(_ alert: AlertTerms, _ terms: SiteTerms) -> String {
    let kind =
      switch alert.alert.class {
      case .service: "Something you may be waiting for"
      case .promotion: "An offer"
      case .safety: "A warning that protects you"
      }
    // The name of an alert may give away what it is about.
    return alert.isSensitive
      ? "\(kind) at \(terms.site.name)"
      : "\(kind) at \(terms.site.name): \(alert.alert.id), from \(alert.alert.brand)"
  }

  private func trigger(_ terms: AlertTerms) -> String {
    let alert = terms.alert
    var words = alert.trigger.zone == .immediate ? "You are right at" : "You are near"
    words += terms.isSensitive ? " the place it is about" : " this place: \(terms.place)"
    if alert.class != .safety, let dwell = alert.trigger.dwell {
      words += ", and have been there for \(duration(dwell))"
    }
    if alert.trigger.returning { words += ", and it is not your first visit there" }
    return words
  }

  private func denials(_ alert: AlertTerms, _ terms: SiteTerms) -> [String] {
    var points = [
      "Once you have taken back your yes, asked to be left alone, or walked on."
    ]
    if alert.isSensitive {
      points.append(
        "Unless you asked for its topic yourself. A locked screen does not name it.")
    } else if let topic = alert.topic {
      points.append("Unless you told us that you like to hear of \(topic).")
    }
    if alert.alert.class == .promotion {
      points.append("If you are under age or work here.")
      if terms.policy.warmUpVisits > 0 {
        let visits = terms.policy.warmUpVisits
        points.append("On your first \(visits == 1 ? "visit" : "\(visits) visits").")
      }
      if terms.isHoldingOut {
        points.append("If you are among the few, drawn by lot, who get no offers at all.")
      }
    }
    points.append("Twice in one visit.")
    points += limits(alert, terms)
    if let ends = alert.alert.ends { points.append("After \(Self.day(ends)).") }
    if alert.alert.isPilot { points.append("Once somebody has complained: it is on trial.") }
    if alert.alert.mode == .shadow { points.append("At all, so far: it is only rehearsed.") }
    return points
  }

  private func limits(_ alert: AlertTerms, _ terms: SiteTerms) -> [String] {
    if alert.alert.class == .safety {
      let cap = terms.policy.safetyCap
      return ["If a warning has come already: at most \(cap.count) in \(duration(cap.per))."]
    }
    var points: [String] = []
    if !terms.site.quietHours.windows.isEmpty {
      points.append("In quiet hours: \(list(terms.site.quietHours.windows.map(quiet))).")
    }
    if alert.gap > .zero {
      points.append("Within \(duration(alert.gap)) of any other alert.")
    }
    if !terms.policy.caps.isEmpty {
      points.append(
        "If you have had enough: at most \(list(terms.policy.caps.map(cap))) from all brands "
          + "together, fewer if you asked for fewer or swept some away.")
    }
    if !alert.alert.caps.isEmpty {
      points.append("More often than \(list(alert.alert.caps.map(cap))) from this brand.")
    }
    if alert.alert.class == .service {
      points.append("Where only the time is wrong it waits while you are there, and then comes.")
    }
    return points
  }

  /// Such as "31 December 2026", in UTC.
  static func day(_ time: LedgerTime) -> String {
    let date = time.civilDate
    let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    return "\(date.day) \(months[date.month - 1]) \(date.year)"
  }
}
