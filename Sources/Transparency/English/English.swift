internal import Alerts
internal import Proximity
internal import Site

/// The phrases in English.
struct English: Phrases {
  func list(_ items: [String]) -> String {
    items.count < 2
      ? items.joined()
      : items.dropLast().joined(separator: ", ") + " and " + items[items.count - 1]
  }

  func duration(_ duration: Duration) -> String { duration.inWords }

  func cap(_ cap: Cap) -> String {
    "\(cap.count) \(cap.count == 1 ? "alert" : "alerts") in \(duration(cap.per))"
  }

  func quiet(_ window: QuietHours.Window) -> String {
    var words = "from \(window.from) to \(window.to)"
    if window.days.count < 7 {
      words += " on " + list(window.days.map { Self.days[$0.rawValue] })
    }
    return words
  }

  private static let days = [
    "Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays",
  ]

  /// Such as "You get at most 2 alerts in 24 hours, …".
  func frequency(_ terms: SiteTerms) -> [String] {
    var points: [String] = []
    if !terms.policy.caps.isEmpty {
      points.append(
        "At most \(list(terms.policy.caps.map(cap))), from all brands together.")
    }
    if terms.policy.gap > .zero {
      points.append("At least \(duration(terms.policy.gap)) lie between two alerts.")
    }
    if !terms.site.quietHours.windows.isEmpty {
      points.append("None \(list(terms.site.quietHours.windows.map(quiet))).")
    }
    if terms.hasPromotions, terms.policy.warmUpVisits > 0 {
      let visits = terms.policy.warmUpVisits
      points.append("No offers on your first \(visits == 1 ? "visit" : "\(visits) visits").")
    }
    if terms.hasSafety {
      points.append(
        "A warning that protects you may come at any time, at most "
          + "\(terms.policy.safetyCap.count) in \(duration(terms.policy.safetyCap.per)).")
    }
    points.append("Ask for fewer, or further apart: your word beats ours.")
    points.append("Sweep alerts away and there will be fewer for a week.")
    return points
  }
}
