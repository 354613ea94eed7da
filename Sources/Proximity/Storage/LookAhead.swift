/// Where a sighting's records probably are, looked up before its turn.
///
/// The tables of many shoppers do not fit the caches near the processor. When some sightings are
/// looked up one after another, before the first of them is taken in, the waits for memory overlap
/// and the records are at hand in time. What is found is only a hint: an earlier sighting may move
/// what a later one is about.
struct LookAhead: BitwiseCopyable {
  /// The slot of its track; any number when there was none.
  var track = UInt32.max
  /// The slot of its presence at the first place of its receiver; any number when there was none.
  var presence = UInt32.max
}

extension Engine {
  @inline(__always)
  func lookAhead(_ sighting: Sighting) -> LookAhead {
    let (shopper, receiver) = (sighting.shopper, sighting.receiver.rawValue)
    var hint = LookAhead(track: tracks.hint(of: shopper.key(receiver)))
    if let place = plan.firstPlace(of: receiver) {
      hint.presence = presences.hint(of: shopper.key(place))
    }
    return hint
  }
}
