import Alerts
import Gateway
import Proximity
import Site

/// Collects the visits out of a run of events, for a table with a line each.
struct VisitCollection {
  struct Visit {
    var place: PlaceID
    var entered: Instant
    var dwell: Duration
    var away: Duration?
    var isOpen: Bool
  }

  private(set) var visits: [Visit] = []
  private(set) var zoneChanges = 0

  mutating func add(_ events: [GatewayEvent]) {
    for event in events {
      switch event {
      case .fact(.near, _, _): zoneChanges += 1
      case .fact(.dwell(let dwell), _, let place) where dwell.phase == .departed:
        let began = dwell.since + .nanoseconds(-dwell.dwell.inNanoseconds)
        visits.append(
          Visit(
            place: place, entered: began, dwell: dwell.dwell, away: dwell.away, isOpen: false))
      default: break
      }
    }
  }

  mutating func add(_ open: [(visit: Dwell, shopper: ShopperID, place: PlaceID)]) {
    for (visit, _, place) in open {
      visits.append(
        Visit(
          place: place, entered: visit.since, dwell: visit.dwell, away: visit.away, isOpen: true))
    }
  }

  func table(_ local: LocalTime) -> TextTable {
    var table = TextTable(["place", "entered", "dwell", "returned after"])
    for visit in visits.sorted(by: { $0.entered < $1.entered }) {
      table.add([
        visit.place.description, local.time(visit.entered),
        visit.dwell.inWords + (visit.isOpen ? ", still there" : ""),
        visit.away?.inWords ?? "first visit",
      ])
    }
    return table
  }
}
