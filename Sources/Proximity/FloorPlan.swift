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
    let thresholds: ZoneThresholds
    /// The receivers that watch it, in `receiversOfPlaces`.
    let receivers: Range<Int>
    /// The places of its group, in `placesOfGroups`; empty for a place in no group.
    let group: Range<Int>
  }

  let receivers: [Receiver]
  let placesOfReceivers: [UInt16]
  let places: [Place]
  let receiversOfPlaces: [UInt16]
  let placesOfGroups: [UInt16]
  /// By place, ascending, in nanoseconds.
  let milestones: [[Int64]]
  let minimumDwell: Int64
  let mergeGap: Int64
  let memory: Int64

  init(_ floor: Floor, _ rules: ZoneRules) {
    minimumDwell = floor.visits.minimumDwell.inNanoseconds
    mergeGap = floor.visits.mergeGap.inNanoseconds
    memory = floor.visits.memory.inNanoseconds
    milestones = floor.places.map { $0.milestones.map(\.inNanoseconds) }

    var numbers: [ReceiverID: UInt16] = [:]
    for (number, receiver) in floor.receivers.enumerated() { numbers[receiver.id] = UInt16(number) }
    let watched = floor.places.map { $0.receivers.compactMap { numbers[$0] } }

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
        thresholds: ZoneThresholds(
          radius: place.radius, exponent: floor.exponent, hysteresis: rules.hysteresis),
        receivers: receiversOfPlaces.count - receivers.count..<receiversOfPlaces.count,
        group: place.group.flatMap { groups[$0] } ?? 0..<0)
    }
    self.receiversOfPlaces = receiversOfPlaces
  }

  /// One of the places that a receiver watches, if it watches any and is one of the floor's.
  @inline(__always)
  func firstPlace(of receiver: UInt16) -> UInt16? {
    guard Int(receiver) < receivers.count else { return nil }
    let range = receivers[Int(receiver)].places
    return range.isEmpty ? nil : placesOfReceivers[range.lowerBound]
  }
}
