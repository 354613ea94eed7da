package import Proximity

/// A site as the detector needs it: who watches what, and what a radius means.
package struct Plan: Sendable {
  let floor: Floor
  let rings: RingModel
  let grid: Grid?
  /// By place, which share of each cell is within its radius, and within a metre.
  let near: [[Double]]
  let immediate: [[Double]]
  private let watching: [[Int]]

  package init(_ floor: Floor, rings: RingModel, hasBeliefs: Bool) {
    self.floor = floor
    self.rings = rings
    let watching = floor.places.map { place in
      place.receivers.compactMap { id in floor.receivers.firstIndex { $0.id == id } }
    }
    self.watching = watching
    let grid = hasBeliefs ? Grid(floor) : nil
    self.grid = grid
    near = zip(floor.places, watching).map { place, receivers in
      place.group == nil ? grid?.shares(within: place.radius, of: receivers) ?? [] : []
    }
    immediate = zip(floor.places, watching).map { place, receivers in
      place.group == nil ? grid?.shares(within: min(1, place.radius), of: receivers) ?? [] : []
    }
  }

  func receivers(of place: Int) -> [Int] { watching[place] }
  func places(of receiver: Int) -> [Int] {
    watching.indices.filter { watching[$0].contains(receiver) }
  }
  func group(of place: Int) -> [Int] {
    guard let group = floor.places[place].group else { return [] }
    return floor.places.indices.filter { floor.places[$0].group == group }
  }
}
