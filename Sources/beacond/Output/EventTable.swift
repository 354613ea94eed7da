import Alerts
import Foundation
import Gateway
import Proximity
import Site

/// Events as lines for people: when, who, where, what.
struct EventTable {
  private let local: LocalTime
  private let widths: (shopper: Int, place: Int)
  private var today = ""

  init(_ site: Site) {
    local = LocalTime(zone: site.zone.description)
    widths = (
      max(7, site.shoppers.map(\.id.description.count).max() ?? 0),
      max(5, site.floor.places.map(\.id.description.count).max() ?? 0)
    )
  }

  /// The lines of an event, with the date before them when a day begins.
  mutating func lines(_ event: GatewayEvent) -> [String] {
    switch event {
    case .fact(let fact, let shopper, let place):
      return lines(at: fact.time, shopper, place, words(fact))
    case .decision(let decision, let shopper, let time):
      let sentence = decision.sentence(for: .shopper) { local.time($0, seenFrom: time) }
      return lines(
        at: time, shopper, decision.candidate.place,
        "\(decision.outcome.rawValue.uppercased()) \(decision.candidate.alert): \(sentence)")
    }
  }

  /// The line of a visit that goes on at the end.
  mutating func lines(_ visit: Dwell, _ shopper: ShopperID, _ place: PlaceID) -> [String] {
    lines(at: visit.time, shopper, place, words(visit))
  }

  private mutating func lines(
    at time: Instant, _ shopper: ShopperID, _ place: PlaceID, _ words: String
  ) -> [String] {
    var lines: [String] = []
    let date = local.date(time)
    if date != today {
      today = date
      lines.append(date)
    }
    lines.append(
      "\(local.time(time))  \(shopper.description.padded(to: widths.shopper))  "
        + "\(place.description.padded(to: widths.place))  \(words)")
    return lines
  }

  private func words(_ fact: Fact) -> String {
    switch fact {
    case .near(let near): "\(near.zone), since \(local.time(near.since))"
    case .dwell(let dwell): words(dwell)
    case .return(let back):
      "entered at \(local.time(back.since)), returned after \(back.away.inWords) away"
    }
  }

  private func words(_ dwell: Dwell) -> String {
    switch dwell.phase {
    case .entered: "entered at \(local.time(dwell.since))"
    case .dwelled: "dwelled \(dwell.dwell.inWords)"
    case .departed: "departed at \(local.time(dwell.since)) after \(dwell.dwell.inWords)"
    case .lost: "lost at \(local.time(dwell.since)) after \(dwell.dwell.inWords)"
    case .open: "still there after \(dwell.dwell.inWords)"
    }
  }
}

extension ReplaySummary {
  /// The counts in a few lines for people.
  var lines: [String] {
    var lines = [
      "\(reports) \(reports == 1 ? "report" : "reports"): \(resolved) of shoppers who consented, \(strangers) of strangers",
      "\(facts) \(facts == 1 ? "fact" : "facts"), "
        + "\(decisions) \(decisions == 1 ? "decision" : "decisions")",
    ]
    let lost = [
      (malformed, "malformed"), (unavailable, "without RSSI"), (late, "late"),
    ].filter { $0.0 > 0 }
    if !lost.isEmpty {
      lines.append("left out: " + lost.map { "\($0.0) \($0.1)" }.joined(separator: ", "))
    }
    return lines
  }
}
