internal import Alerts
internal import Proximity
internal import Site

/// The phrases in German.
struct German: Phrases {
  func list(_ items: [String]) -> String {
    items.count < 2
      ? items.joined()
      : items.dropLast().joined(separator: ", ") + " und " + items[items.count - 1]
  }

  /// In the dative, as after "in" and "seit".
  func duration(_ duration: Duration) -> String {
    duration.units.map { count, unit in
      let names: (one: String, many: String) =
        switch unit {
        case 86_400: ("Tag", "Tagen")
        case 3_600: ("Stunde", "Stunden")
        case 60: ("Minute", "Minuten")
        default: ("Sekunde", "Sekunden")
        }
      return "\(count) \(count == 1 ? names.one : names.many)"
    }.joined(separator: " ")
  }

  /// In the nominative or accusative, as after "mindestens".
  func span(_ duration: Duration) -> String {
    self.duration(duration).replacing("Tagen", with: "Tage")
  }

  func cap(_ cap: Cap) -> String {
    "\(cap.count) \(cap.count == 1 ? "Nachricht" : "Nachrichten") in \(duration(cap.per))"
  }

  func quiet(_ window: QuietHours.Window) -> String {
    var words = "von \(window.from) bis \(window.to) Uhr"
    if window.days.count < 7 {
      words += " " + list(window.days.map { Self.days[$0.rawValue] })
    }
    return words
  }

  private static let days = [
    "montags", "dienstags", "mittwochs", "donnerstags", "freitags", "samstags", "sonntags",
  ]

  func frequency(_ terms: SiteTerms) -> [String] {
    var points: [String] = []
    if !terms.policy.caps.isEmpty {
      points.append("Höchstens \(list(terms.policy.caps.map(cap))), von allen Marken zusammen.")
    }
    if terms.policy.gap > .zero {
      points.append(
        "Zwischen zwei Nachrichten liegen mindestens \(span(terms.policy.gap)).")
    }
    if !terms.site.quietHours.windows.isEmpty {
      points.append("Keine \(list(terms.site.quietHours.windows.map(quiet))).")
    }
    if terms.hasPromotions, terms.policy.warmUpVisits > 0 {
      let visits = terms.policy.warmUpVisits
      points.append(
        "Keine Angebote \(visits == 1 ? "beim ersten Besuch" : "bei den ersten \(visits) Besuchen")."
      )
    }
    if terms.hasSafety {
      points.append(
        "Eine Warnung, die Sie schützt, kann jederzeit kommen, höchstens "
          + "\(terms.policy.safetyCap.count) in \(duration(terms.policy.safetyCap.per)).")
    }
    points.append("Sie können weniger oder größere Abstände verlangen: Ihr Wort geht vor.")
    points.append("Wenn Sie Nachrichten wegwischen, kommen eine Woche lang weniger.")
    return points
  }
}
