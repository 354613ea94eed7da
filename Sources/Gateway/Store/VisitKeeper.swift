import Alerts
public import Ledger
public import Proximity

/// Turns what a gateway tells into the visits that have to be kept: as they begin, when the shopper
/// steps out, and as they end. In between a few minutes pass from one write to the next.
public struct VisitKeeper: Sendable {
  /// How often visits that go on are kept anew, so that after a restart they are known to have gone on
  /// until just before.
  public static let refresh: Duration = .seconds(300)

  private var open: [Key: KeptVisit] = [:]

  private struct Key: Hashable {
    let shopper: ShopperID
    let place: PlaceID
  }

  /// Creates a keeper that knows of the visits that a restart has taken over.
  public init(knowing visits: [KeptVisit] = []) {
    for visit in visits where visit.phase != .departed {
      open[Key(shopper: visit.shopper, place: visit.place)] = visit
    }
  }

  /// The visits that changed by what was told, in the order in which they did.
  public mutating func visits(
    in events: [GatewayEvent], by clock: LedgerClock
  ) -> [KeptVisit] {
    var kept: [KeptVisit] = []
    for case .fact(let fact, let shopper, let place) in events {
      let key = Key(shopper: shopper, place: place)
      switch fact {
      case .near(let near):
        guard var visit = open[key], near.zone.isPresent == (visit.phase == .steppedOut) else {
          continue
        }
        // Where nobody is any more, the last evidence is known.
        visit.latest = max(visit.latest, clock.moment(near.since).now)
        visit.dwell = visit.latest - visit.since
        visit.phase = near.zone.isPresent ? .open : .steppedOut
        open[key] = visit
        kept.append(visit)
      case .return(let back):
        kept.append(begin(key, since: back.since, dwell: back.dwell, away: back.away, clock))
      case .dwell(let dwell):
        switch dwell.phase {
        case .entered, .dwelled, .open:
          kept.append(begin(key, since: dwell.since, dwell: dwell.dwell, away: dwell.away, clock))
        case .departed, .lost:
          kept.append(end(key, at: dwell.since, dwell: dwell.dwell, away: dwell.away, clock))
        }
      }
    }
    return kept
  }

  /// The visits that go on, to be kept anew every ``refresh``.
  ///
  /// - Parameter visits: as the gateway has them now.
  public mutating func refreshed(
    _ visits: [(visit: Dwell, shopper: ShopperID, place: PlaceID)]
  ) -> [KeptVisit] {
    visits.compactMap { entry in
      let key = Key(shopper: entry.shopper, place: entry.place)
      guard var visit = open[key], visit.phase == .open else { return nil }
      visit.dwell = max(visit.dwell, entry.visit.dwell)
      visit.latest = visit.since + visit.dwell
      open[key] = visit
      return visit
    }
  }

  /// Forgets a shopper's visits.
  public mutating func forget(_ shopper: ShopperID) {
    open = open.filter { $0.key.shopper != shopper }
  }

  private mutating func begin(
    _ key: Key, since: Instant, dwell: Duration, away: Duration?, _ clock: LedgerClock
  ) -> KeptVisit {
    let began = clock.moment(since).now
    let visit = KeptVisit(
      key.shopper, at: key.place, since: began, latest: began + dwell, phase: .open, dwell: dwell,
      away: away)
    open[key] = visit
    return visit
  }

  private mutating func end(
    _ key: Key, at last: Instant, dwell: Duration, away: Duration?, _ clock: LedgerClock
  ) -> KeptVisit {
    open[key] = nil
    let latest = clock.moment(last).now
    return KeptVisit(
      key.shopper, at: key.place, since: latest - dwell, latest: latest, phase: .departed,
      dwell: dwell, away: away)
  }
}
