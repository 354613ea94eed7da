import Alerts
import Control
import Foundation
import Proximity

extension ShopperRecord {
  /// The record in words, a section after the other; what there is none of is said too.
  var lines: [String] {
    var lines = ["Shopper \(shopper)"]
    if !beacons.isEmpty { lines.append("  recognised by \(beacons.joined(separator: ", "))") }
    if isMinor { lines.append("  a minor: no promotions") }
    if isStaff { lines.append("  a member of the staff: no promotions") }
    lines += section(
      "Agreed to",
      consents.filter(\.isGiven).map { consent in
        "\(consent.purpose), version \(consent.version)"
          + (consent.until.map { ", until \($0.inUTC)" } ?? "")
      })
    lines += section("Said no to", consents.filter { !$0.isGiven }.map { "\($0.purpose)" })
    lines += section("Interested in", interests.map(\.description))
    lines += section("Asked for", wishes)
    lines += section(
      "Visits, \(visits) so far; remembered are",
      pastVisits.map { "\($0.place), \($0.since.inUTC), \($0.seconds) s" })
    lines += section(
      "Alerts of the last 14 days",
      alerts.map { "\($0.alert) of \($0.brand), \($0.time.inUTC), \($0.state.inWords)" })
    lines += section(
      "Decided, with the reason",
      decisions.map { "\($0.time.inUTC), " + $0.sentence(for: .operator) { $0.inUTC } })
    lines += section(
      "Receipts",
      receipts.map { receipt in
        let purposes = receipt.purposes.map(\.description).joined(separator: ", ")
        return "\(receipt.number), \(receipt.time.inUTC), "
          + "\(receipt.isGiven ? "yes" : "no") to \(purposes)"
      })
    lines += section(
      "Who looked at it or changed it",
      accesses.map { "\($0.role.rawValue), \($0.what), \($0.time.inUTC)" })
    return lines
  }

  private var wishes: [String] {
    var wishes = preferences.caps.map { cap in
      "at most \(cap.count) in \(cap.per.components.seconds) s"
    }
    if let gap = preferences.gap { wishes.append("at least \(gap.components.seconds) s apart") }
    wishes += preferences.quiet.map { span in
      func time(_ minutes: Int) -> String {
        "\(minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)"
      }
      return "none from \(time(span.from)) to \(time(span.to)), by the store's clocks"
    }
    if !preferences.ranking.isEmpty {
      wishes.append(
        "first of all "
          + preferences.ranking.map {
            switch $0 {
            case .brand(let brand): "what \(brand) sends"
            case .topic(let topic): "what is about \(topic)"
            }
          }.joined(separator: ", then "))
    }
    switch leaveMeAlone {
    case .no: break
    case .until(let time): wishes.append("to be left alone until \(time.inUTC)")
    case .always: wishes.append("to be left alone")
    }
    return wishes
  }

  private func section(_ title: String, _ entries: [String]) -> [String] {
    ["\(title):"] + (entries.isEmpty ? ["  nothing"] : entries.map { "  \($0)" })
  }
}

extension LedgerTime {
  /// The time after ISO 8601, in UTC and whole seconds.
  var inUTC: String {
    Date(timeIntervalSince1970: (Double(nanoseconds) / 1e9).rounded(.down)).formatted(.iso8601)
  }
}

extension Reservation.State {
  fileprivate var inWords: String {
    switch self {
    case .reserved: "perhaps delivered"
    case .confirmed: "delivered"
    case .released: "not delivered"
    }
  }
}
