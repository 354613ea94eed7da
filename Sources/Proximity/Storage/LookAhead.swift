/// Where a sighting's records probably are, looked up before its turn.
///
/// The tables of many shoppers do not fit the caches near the processor. When some sightings are
/// looked up one after another, before the first of them is taken in, the waits for memory overlap
/// and the records are at hand in time. What is found is only a hint: an earlier sighting may move
/// what a later one is about.
struct LookAhead: BitwiseCopyable {
  /// The slot of its track; any number when there was none.
  var track = UInt32.max
  /// The slot of its presence at the first place of its receiver; any number when that was not known.
  var presence = UInt32.max
}

extension Engine {
  /// Looks up where the records of sightings are, one step for all of them after the other: the
  /// waits of a step overlap.
  @inline(__always)
  func lookAhead(_ sightings: Span<Sighting>, _ hints: inout InlineArray<32, LookAhead>) {
    for index in sightings.indices {
      let sighting = sightings[index]
      hints[index].track = tracks.probableSlot(
        of: sighting.shopper.key(sighting.receiver.rawValue))
    }
    let (tracks, presences) = (tracks.records.span, presences.records.span)
    for index in sightings.indices {
      let slot = Int(hints[index].track)
      // Reading its beginning, middle and end brings all of a record near.
      let isThere =
        slot < tracks.count && tracks[slot].key < .max && tracks[slot].pathLoss < .infinity
      hints[index].presence = isThere ? tracks[slot].presence : .max
    }
    for index in sightings.indices {
      let slot = Int(hints[index].presence)
      let isThere =
        slot < presences.count && presences[slot].key < .max && presences[slot].bound < .max
        && presences[slot].pathLoss < .infinity
      hints[index].presence = isThere ? hints[index].presence : .max
    }
  }
}
