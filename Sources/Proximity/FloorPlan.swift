/// A floor as the engine reads it on the ingest path: numbers by index, lists laid end to end.
struct FloorPlan: Sendable {
  let offsets: [Float]
  let thresholds: [ZoneThresholds]
  /// By receiver, into `placesOfReceivers`.
  let placeRanges: [Range<Int>]
  let placesOfReceivers: [UInt16]
  /// By place, into `receiversOfPlaces`.
  let receiverRanges: [Range<Int>]
  let receiversOfPlaces: [UInt16]
  /// By place, into `placesOfGroups`; empty for a place in no group.
  let groupRanges: [Range<Int>]
  let placesOfGroups: [UInt16]
  /// By place, ascending, in nanoseconds.
  let milestones: [[Int64]]
  let minimumDwell: Int64
  let mergeGap: Int64
  let memory: Int64

  init(_ floor: Floor, _ rules: ZoneRules) {
    offsets = floor.receivers.map(\.offset)
    minimumDwell = floor.visits.minimumDwell.inNanoseconds
    mergeGap = floor.visits.mergeGap.inNanoseconds
    memory = floor.visits.memory.inNanoseconds

    var numbers: [ReceiverID: UInt16] = [:]
    for (number, receiver) in floor.receivers.enumerated() { numbers[receiver.id] = UInt16(number) }
    let watched = floor.places.map { $0.receivers.compactMap { numbers[$0] } }

    var placesOfReceivers: [UInt16] = []
    placeRanges = floor.receivers.indices.map { receiver in
      let start = placesOfReceivers.count
      for place in watched.indices where watched[place].contains(UInt16(receiver)) {
        placesOfReceivers.append(UInt16(place))
      }
      return start..<placesOfReceivers.count
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

    groupRanges = floor.places.map { $0.group.flatMap { groups[$0] } ?? 0..<0 }

    var receiversOfPlaces: [UInt16] = []
    receiverRanges = watched.map { receivers in
      receiversOfPlaces += receivers
      return receiversOfPlaces.count - receivers.count..<receiversOfPlaces.count
    }
    self.receiversOfPlaces = receiversOfPlaces
    milestones = floor.places.map { $0.milestones.map(\.inNanoseconds) }
    thresholds = floor.places.map {
      ZoneThresholds(
        radius: $0.radius, exponent: floor.exponent, hysteresis: rules.hysteresis)
    }
  }
  /// One of the places that a receiver watches, if it watches any and is one of the floor's.
  @inline(__always)
  func firstPlace(of receiver: UInt16) -> UInt16? {
    guard Int(receiver) < placeRanges.count else { return nil }
    let range = placeRanges[Int(receiver)]
    return range.isEmpty ? nil : placesOfReceivers[range.lowerBound]
  }
}
