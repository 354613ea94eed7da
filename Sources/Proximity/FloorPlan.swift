/// A floor as the engine reads it on the ingest path: numbers by index, lists laid end to end.
struct FloorPlan: Sendable {
  /// What a sighting needs to know of its receiver.
  struct Receiver: Sendable {
    let offset: Float
    /// The places that it watches, in `placesOfReceivers`.
    let places: Range<Int>
  }

  /// What a look needs to know of its place.
  struct Place: Sendable {
    /// The receivers that watch it, in `receiversOfPlaces`.
    let receivers: Range<Int>
    /// The places of its group, in `placesOfGroups`; empty for a place in no group.
    let group: Range<Int>
  }

  /// Where a place by itself lies on a floor with positions.
  struct Area: Sendable {
    let place: UInt16
    /// One of its receivers.
    let receiver: UInt16
    let near: FloorPatch
    let immediate: FloorPatch
  }

  let receivers: [Receiver]
  /// By place, what its radius means.
  let reaches: [Reach]
  /// The places that read from a belief over the floor; none without positions.
  let areas: [Area]
  /// Whether the floor has a layout to believe in.
  let isLaidOut: Bool
  let placesOfReceivers: [UInt16]
  let places: [Place]
  let receiversOfPlaces: [UInt16]
  let placesOfGroups: [UInt16]
  /// By place, ascending, in nanoseconds.
  let milestones: [[Int64]]
  let minimumDwell: Int64
  let mergeGap: Int64
  let memory: Int64

  init(_ floor: Floor, on grid: FloorGrid?) {
    minimumDwell = floor.visits.minimumDwell.inNanoseconds
    mergeGap = floor.visits.mergeGap.inNanoseconds
    memory = floor.visits.memory.inNanoseconds
    milestones = floor.places.map { $0.milestones.map(\.inNanoseconds) }

    var numbers: [ReceiverID: UInt16] = [:]
    for (number, receiver) in floor.receivers.enumerated() { numbers[receiver.id] = UInt16(number) }
    let watched = floor.places.map { $0.receivers.compactMap { numbers[$0] } }
    reaches = floor.places.map { Reach(radius: $0.radius, exponent: floor.exponent) }
    isLaidOut = grid != nil
    areas = grid.map { Self.areas(of: floor, watched, on: $0) } ?? []

    var placesOfReceivers: [UInt16] = []
    receivers = floor.receivers.indices.map { receiver in
      let start = placesOfReceivers.count
      for place in watched.indices where watched[place].contains(UInt16(receiver)) {
        placesOfReceivers.append(UInt16(place))
      }
      return Receiver(
        offset: floor.receivers[receiver].offset, places: start..<placesOfReceivers.count)
    }
    self.placesOfReceivers = placesOfReceivers

    var placesOfGroups: [UInt16] = []
    var groups: [GroupID: Range<Int>] = [:]
    for group in floor.places.compactMap(\.group) where groups[group] == nil {
      let start = placesOfGroups.count
      for place in floor.places.indices where floor.places[place].group == group {
        placesOfGroups.append(UInt16(place))
      }
      groups[group] = start..<placesOfGroups.count
    }
    self.placesOfGroups = placesOfGroups

    var receiversOfPlaces: [UInt16] = []
    places = zip(floor.places, watched).map { place, receivers in
      receiversOfPlaces += receivers
      return Place(
        receivers: receiversOfPlaces.count - receivers.count..<receiversOfPlaces.count,
        group: place.group.flatMap { groups[$0] } ?? 0..<0)
    }
    self.receiversOfPlaces = receiversOfPlaces
  }

  /// Places of a group go by which side is heard best: walls and doors make poor distances.
  private static func areas(
    of floor: Floor, _ watched: [[UInt16]], on grid: FloorGrid
  ) -> [Area] {
    floor.places.indices.compactMap { number in
      let place = floor.places[number]
      guard place.group == nil, let receiver = watched[number].first else { return nil }
      let positions = watched[number].compactMap { floor.receivers[Int($0)].position }
      return Area(
        place: UInt16(number), receiver: receiver,
        near: grid.patch(around: positions, radius: place.radius),
        immediate: grid.patch(around: positions, radius: min(1, place.radius)))
    }
  }
}
