import Alerts
import Foundation
import Proximity

extension Site {
  /// What was understood of the file, line by line, for a person to compare with what was meant.
  public var summary: [String] {
    var lines = ["\(name), \(zone)"]
    lines.append(
      "\(counted(floor.receivers.count, "receiver")), \(counted(floor.places.count, "place")), "
        + "\(counted(policy.purposes.count, "purpose")), \(counted(policy.alerts.count, "alert")), "
        + counted(shoppers.count, "shopper"))
    lines.append(
      "a beacon of unknown strength is taken to have \(shown(measuredPower)) dBm at 1 m; "
        + "path loss grows by \(shown(tenthOfDB(10 * floor.exponent))) dB for each tenfold distance"
    )
    lines.append(
      "a visit takes \(floor.visits.minimumDwell.text), outlasts a step out of up to "
        + "\(floor.visits.mergeGap.text), and is remembered for \(floor.visits.memory.text)")
    lines += zip(floor.places, brands).map { describe($0, of: $1) }
    lines += policy.alerts.map { describe($0) }
    lines.append(
      "at most \(policy.caps.text), \(policy.gap.text) apart, all brands together")
    lines += venueRules
    lines.append(quietHours.inWords)
    return lines
  }

  /// What the venue lays down otherwise than by default.
  private var venueRules: [String] {
    var lines: [String] = []
    if policy.warmUpVisits != Policy.defaultWarmUpVisits {
      lines.append("no promotions on the first \(counted(policy.warmUpVisits, "visit"))")
    }
    if policy.arbitration.window > .zero {
      lines.append(
        "promotions of several brands are collected for \(policy.arbitration.window.text), and one "
          + "gets the slot")
    }
    if policy.allowsDigests {
      lines.append("up to \(PageLimits.digestBrands) brands may share one message and one slot")
    }
    if policy.holdOut.share > 0 {
      lines.append("of 10000 shoppers \(policy.holdOut.share) get no promotions")
    }
    return lines
  }

  private func describe(_ place: Place, of brand: BrandID) -> String {
    var line = "place \(place.id) of \(brand): within \(shown(place.radius)) m"
    if let group = place.group { line = "place \(place.id) of \(brand): in group \(group)" }
    line += " of \(place.receivers.map(\.description).joined(separator: ", "))"
    if place.group == nil {
      line += ", path loss up to \(shown(pathLoss(at: place.radius))) dB"
    }
    return line + "; tells of \(place.milestones.map(\.text).joined(separator: ", "))"
  }

  /// dB that lie between one metre and a distance, to one decimal.
  private func pathLoss(at metres: Float) -> Float {
    tenthOfDB(10 * floor.exponent * log10(metres))
  }

  private func tenthOfDB(_ level: Float) -> Float { (10 * level).rounded() / 10 }

  private func describe(_ alert: AlertPolicy) -> String {
    let trigger = alert.trigger
    var line = "alert \(alert.id) of \(alert.brand), a \(alert.class.rawValue) for \(alert.purpose)"
    line += ": \(trigger.zone) at \(trigger.place)"
    if let dwell = trigger.dwell { line += " for \(dwell.text)" }
    if trigger.returning { line += ", on a return visit" }
    if alert.mode == .shadow { line += "; decided and never delivered" }
    if alert.isPilot { line += "; a pilot" }
    if !alert.caps.isEmpty { line += "; at most \(alert.caps.text)" }
    if let gap = alert.gap, gap > policy.gap { line += "; \(gap.text) after any other" }
    return line
  }
}

extension [Cap] {
  /// Such as `2 per 24 h and 4 per 7 d`.
  fileprivate var text: String { map(\.text).joined(separator: " and ") }
}

extension QuietHours {
  /// Such as `quiet from 21:00 to 09:00`.
  var inWords: String {
    guard !windows.isEmpty else { return "no quiet hours" }
    return "quiet from " + windows.map(\.inWords).joined(separator: ", from ")
  }
}

extension QuietHours.Window {
  fileprivate var inWords: String {
    var words = "\(from) to \(to)"
    if wraps, to.minutes > 0 { words += " the next day" }
    if days.count < 7 {
      words += " on \(days.map { $0.name.capitalizedFirst }.joined(separator: ", "))"
    }
    return words
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

/// Such as `1 place`, `2 places`.
private func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}
