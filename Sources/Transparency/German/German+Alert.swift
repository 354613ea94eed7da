internal import Alerts
internal import Proximity
internal import Site

extension German {
  func alert(_ alert: AlertTerms, _ terms: SiteTerms) -> Document {
    var sections: [Document.Section] = []
    if let text = alert.shownText {
      sections.append(Document.Section(heading: "Was darin steht", paragraphs: [text]))
    }
    sections.append(
      Document.Section(
        heading: "Warum sie zu Ihnen kommen kann",
        points: [
          "Sie haben hierzu Ja gesagt: \(alert.purpose.text)", "\(trigger(alert)).",
          "Was Sie davon haben: \(alert.gets)",
        ]))
    sections.append(
      Document.Section(heading: "Wann sie nicht kommt", points: denials(alert, terms)))
    sections.append(
      Document.Section(
        heading: "Wie Sie sie abstellen",
        points: [
          "Sagen Sie „Bitte in Ruhe lassen“, in der App oder zu jemandem, der hier arbeitet.",
          "Nehmen Sie Ihr Ja zurück: in der App, oder an irgendeiner Kasse, indem Sie Ihren Anhänger "
            + "oder seinen Code zeigen.",
        ]))
    return Document(title: title(alert, terms), sections: sections)
  }

  private func title(_ alert: AlertTerms, _ terms: SiteTerms) -> String {
    let kind =
      switch alert.alert.class {
      case .service: "Eine Nachricht, auf die Sie vielleicht warten,"
      case .promotion: "Ein Angebot"
      case .safety: "Eine Warnung, die Sie schützt,"
      }
    return alert.isSensitive
      ? "\(kind) bei \(terms.site.name)"
      : "\(kind) bei \(terms.site.name): \(alert.alert.id), von \(alert.alert.brand)"
  }

  private func trigger(_ terms: AlertTerms) -> String {
    let alert = terms.alert
    let place = terms.isSensitive ? "dem Ort, um den es geht" : "diesem Ort: \(terms.place)"
    var words = "Sie sind \(alert.trigger.zone == .immediate ? "unmittelbar bei" : "bei") \(place)"
    if alert.class != .safety, let dwell = alert.trigger.dwell {
      words += ", und das seit \(duration(dwell))"
    }
    if alert.trigger.returning { words += ", und nicht zum ersten Mal" }
    return words
  }

  private func denials(_ alert: AlertTerms, _ terms: SiteTerms) -> [String] {
    var points = [
      "Wenn Sie Ihr Ja zurückgenommen haben, in Ruhe gelassen werden wollen oder weitergegangen sind."
    ]
    if alert.isSensitive {
      points.append(
        "Wenn Sie nicht selbst um das Thema gebeten haben. Auf dem Sperrbildschirm steht es nie.")
    } else if let topic = alert.topic {
      points.append("Wenn Sie nicht gesagt haben, dass Sie dieses Thema interessiert: \(topic).")
    }
    if alert.alert.class == .promotion {
      points.append("Wenn Sie minderjährig sind oder hier arbeiten.")
      if terms.policy.warmUpVisits > 0 {
        let visits = terms.policy.warmUpVisits
        points.append(
          visits == 1 ? "Beim ersten Besuch." : "Bei den ersten \(visits) Besuchen.")
      }
      if terms.isHoldingOut {
        points.append("Wenn das Los Sie zu den wenigen zählt, die keine Angebote bekommen.")
      }
    }
    points.append("Zweimal in einem Besuch.")
    points += limits(alert, terms)
    if let ends = alert.alert.ends { points.append("Nach dem \(Self.day(ends)).") }
    if alert.alert.isPilot {
      points.append("Sobald sich jemand beschwert hat: Sie ist ein Versuch.")
    }
    if alert.alert.mode == .shadow {
      points.append("Bisher überhaupt nicht: Sie wird nur geprobt.")
    }
    return points
  }

  private func limits(_ alert: AlertTerms, _ terms: SiteTerms) -> [String] {
    if alert.alert.class == .safety {
      let cap = terms.policy.safetyCap
      return [
        "Wenn schon eine Warnung gekommen ist: höchstens \(cap.count) in \(duration(cap.per))."
      ]
    }
    var points: [String] = []
    if !terms.site.quietHours.windows.isEmpty {
      points.append("In den Ruhezeiten: \(list(terms.site.quietHours.windows.map(quiet))).")
    }
    if alert.gap > .zero {
      points.append("Wenn vor weniger als \(duration(alert.gap)) eine andere Nachricht kam.")
    }
    if !terms.policy.caps.isEmpty {
      points.append(
        "Wenn es genug ist: höchstens \(list(terms.policy.caps.map(cap))) von allen Marken zusammen, "
          + "weniger, wenn Sie weniger verlangt oder Nachrichten weggewischt haben.")
    }
    if !alert.alert.caps.isEmpty {
      points.append("Öfter als \(list(alert.alert.caps.map(cap))) von dieser Marke.")
    }
    if alert.alert.class == .service {
      points.append(
        "Wenn nur die Zeit nicht passt, wartet sie, solange Sie da sind, und kommt dann.")
    }
    return points
  }

  /// Such as "31. Dezember 2026", in UTC.
  static func day(_ time: LedgerTime) -> String {
    let date = time.civilDate
    let months = [
      "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
      "November", "Dezember",
    ]
    return "\(date.day). \(months[date.month - 1]) \(date.year)"
  }
}
