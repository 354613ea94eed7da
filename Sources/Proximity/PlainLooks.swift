/// Takes in plain looks: those of a known track, at a receiver with a place to itself where the
/// shopper is known already, that come before anything is due.
///
/// Nearly all looks of most sites are plain. It does what ``Engine/take(_:_:_:)`` does, with
/// everything that such a look cannot need left out and the tables open throughout.
struct PlainLooks<Smoothing: Smoother>: Sendable {
  /// What a plain look needs to know of its receiver.
  private struct Receiver {
    let offset: Float
    let place: UInt16
    /// Whether it watches one place by itself, which no other receiver watches.
    let isPlain: Bool
  }

  /// Why a run of plain looks ended.
  enum Pause {
    /// The next sighting is of another kind, or there is none.
    case other
    /// Something follows from the last look, or one of its records has to be settled.
    case outcome(Presence.Outcome, track: Int, presence: Int, Zone)
  }

  private let receivers: [Receiver]
  private let reaches: [Reach]
  private let smoothing: Smoothing
  private let rules: TrackRules
  private let thresholds: ZoneThresholds
  private let closerAfter: Int64
  private let fartherAfter: Int64

  init(_ plan: FloorPlan, _ smoothing: Smoothing, _ rules: ZoneRules) {
    reaches = plan.reaches
    self.smoothing = smoothing
    self.rules = TrackRules(rules)
    thresholds = ZoneThresholds(rules)
    closerAfter = rules.closerConfirmation.inNanoseconds
    fartherAfter = rules.fartherConfirmation.inNanoseconds
    receivers = plan.receivers.map { receiver in
      let place = plan.placesOfReceivers[receiver.places].first ?? 0
      let isAlone =
        receiver.places.count == 1 && plan.places[Int(place)].group.isEmpty
        && plan.places[Int(place)].receivers.count == 1
      return Receiver(
        offset: receiver.offset, place: place, isPlain: isAlone && !plan.isLaidOut)
    }
  }

  /// Takes in looks as long as they are plain and nothing follows from them.
  ///
  /// - Parameters:
  ///   - sightings: in ascending order of time.
  ///   - hints: where their records probably are.
  ///   - index: the next sighting to take in.
  ///   - now: the engine's time.
  ///   - bound: when something is due, or the first time that is out of range.
  ///   - tracks: the records of the table.
  ///   - presences: the records of the table.
  @inline(__always)
  func take(
    _ sightings: Span<Sighting>, _ hints: Span<LookAhead>,
    from index: inout Int, _ now: inout Instant, before bound: Int64,
    _ tracks: inout [Track<Smoothing>], _ presences: inout [Presence]
  ) -> Pause {
    var tracks = tracks.mutableSpan
    var presences = presences.mutableSpan
    let receivers = receivers.span
    while index < sightings.count {
      let sighting = sightings[index]
      let time = sighting.time.nanoseconds
      let receiver = Int(sighting.receiver.rawValue)
      let (track, presence) = (Int(hints[index].track), Int(hints[index].presence))
      guard sighting.time >= now, time < bound, abs(sighting.pathLoss) < 1000,
        receiver < receivers.count, receivers[receiver].isPlain, track < tracks.count,
        tracks[track].key == sighting.shopper.key(sighting.receiver.rawValue),
        let gap = tracks[track].plainGap(until: time, rules), presence < presences.count,
        presences[presence].key == sighting.shopper.key(receivers[receiver].place),
        presences[presence].nearest == sighting.receiver.rawValue
      else { return .other }
      now = sighting.time
      index += 1
      tracks[track].look(
        sighting.pathLoss - receivers[receiver].offset, after: gap, at: time, by: smoothing, rules)
      let target = smoothing.zone(
        tracks[track].state, of: reaches[Int(receivers[receiver].place)],
        now: presences[presence].standing(at: time), by: thresholds)
      presences[presence].hear(tracks[track].pathLoss, at: time)
      let outcome = presences[presence].look(
        target, at: time, closerAfter: closerAfter, fartherAfter: fartherAfter)
      let isSettled = tracks[track].isSettled && presences[presence].isSettled
      guard case .nothing = outcome, isSettled else {
        return .outcome(outcome, track: track, presence: presence, target)
      }
    }
    return .other
  }
}

extension Engine {
  /// Takes in sightings whose records have been looked up.
  @inline(__always)
  mutating func takeAll(
    _ sightings: Span<Sighting>, _ hints: Span<LookAhead>,
    _ report: (Fact) -> Void
  ) {
    var index = 0
    while index < sightings.count {
      let start = index
      let bound = min(earliestBound, Instant.range.upperBound.nanoseconds)
      let pause = plainLooks.take(
        sightings, hints, from: &index, &now, before: bound, &tracks.records, &presences.records)
      counters.sightings += index - start
      switch pause {
      case .other:
        guard index < sightings.count else { return }
        take(sightings[index], hints[index], report)
        index += 1
      case .outcome(let outcome, let track, let presence, let target):
        let time = now.nanoseconds
        tracks.touch(track)
        presences.touch(presence)
        follow(presence, outcome, target, at: time, told: time, report)
      }
    }
  }
}
