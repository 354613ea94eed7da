import Proximity
import Simulation

/// Visits that an engine told of, held against those that truly were.
struct VisitComparison {
  /// The visits that truly were.
  let truth: [Stay]
  /// True visits that were not told of.
  private(set) var missed: [Stay] = []
  /// Those told of that began more than 12 s off or lasted 20 s more or less than they truly did.
  private(set) var astray: [Stay] = []
  /// Those told of that never were, or were told of in pieces.
  private(set) var invented: [Stay] = []

  init(truth: [Stay], found: [Stay]) {
    self.truth = truth
    var rest = found
    for stay in truth {
      let match = rest.firstIndex {
        $0.shopper == stay.shopper && $0.place == stay.place && $0.time.overlaps(stay.time)
      }
      guard let match else {
        missed.append(stay)
        continue
      }
      let visit = rest.remove(at: match)
      let late = (visit.time.lowerBound - stay.time.lowerBound) / .seconds(1)
      let longer = (visit.dwell - stay.dwell) / .seconds(1)
      if abs(late) > 12 || abs(longer) > 20 { astray.append(visit) }
    }
    invented = rest
  }
}
