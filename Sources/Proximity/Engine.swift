/// Turns the sightings of a site into its three facts: near, dwell, return.
///
/// One owner feeds it sightings in the order of their times and is told facts as they become
/// known. It reads no clock: what is due is due at the time of a sighting or of `advance(to:)`.
/// The same sightings and calls give the same facts, byte for byte, however they are batched.
///
/// All memory is taken in `init`; nothing on the ingest path allocates. The cost of a sighting is
/// constant: a look-up by key or two, one step of the smoother, one judgement of each place that the
/// receiver watches. On a floor whose receivers all have positions it is one step of the belief
/// over 1,024 cells, and one judgement of every place for each advertisement.
public struct Engine<Smoothing: Smoother>: ~Copyable {
  /// The site.
  public let floor: Floor
  /// When a changed estimate becomes a changed zone.
  public let rules: ZoneRules
  /// What happened that was no fact.
  public internal(set) var counters = EngineCounters()
  /// The time up to which everything due has been told.
  public internal(set) var now: Instant

  let smoothing: Smoothing
  let plan: FloorPlan
  let plainLooks: PlainLooks<Smoothing>
  let trackRules: TrackRules
  let thresholds: ZoneThresholds
  let closerAfter: Int64
  let fartherAfter: Int64
  let groupAfter: Int64
  var tracks: ExpiringTable<Track<Smoothing>>
  var beliefs: FloorBeliefs
  var presences: ExpiringTable<Presence>
  var departures: ExpiringTable<Departure>
  var health: [ReceiverHealth]
  /// By slot, the generation below which sightings come too late.
  var livingGenerations: [UInt32]

  /// Creates an engine, with everything that an earlier one knew if its snapshot is given.
  ///
  /// - Parameters:
  ///   - floor: the site.
  ///   - limits: the sizes of the tables.
  ///   - smoothing: how the path loss of a track is smoothed. On a floor with three receivers or
  ///     more that all have positions, only places of a group and shoppers beyond
  ///     ``Limits/beliefs`` go by it.
  ///   - rules: when a changed estimate becomes a changed zone.
  ///   - snapshot: taken from an engine with the same smoother; what it knows of receivers and
  ///     places that this floor does not have is left out.
  /// - Throws: ``ConfigurationError`` when a limit or rule is out of its range or the snapshot is
  ///   damaged.
  public init(
    _ floor: Floor, limits: Limits = Limits(), smoothing: Smoothing, rules: ZoneRules = ZoneRules(),
    restoring snapshot: Snapshot? = nil
  ) throws(ConfigurationError) {
    try limits.validate()
    try rules.validate()
    try snapshot?.validate(for: smoothing)
    self.floor = floor
    self.rules = rules
    self.smoothing = smoothing
    now = Instant.range.lowerBound
    let grid = limits.beliefs > 0 ? FloorGrid(floor) : nil
    plan = FloorPlan(floor, on: grid)
    plainLooks = PlainLooks(plan, smoothing, rules)
    trackRules = TrackRules(rules)
    thresholds = ZoneThresholds(rules)
    closerAfter = rules.closerConfirmation.inNanoseconds
    fartherAfter = rules.fartherConfirmation.inNanoseconds
    groupAfter = rules.groupConfirmation.inNanoseconds
    tracks = ExpiringTable(
      capacity: limits.tracks, day: 1 << 26,
      vacant: Track(key: .max, pathLoss: 0, at: 0, by: smoothing, trackRules))
    beliefs = FloorBeliefs(
      grid ?? .none, capacity: grid == nil ? 0 : limits.beliefs, rules.belief)
    presences = ExpiringTable(
      capacity: limits.presences, day: 1 << 31,
      vacant: Presence(key: .max, deadline: 0, lastHeard: 0, pathLoss: 0, nearest: 0))
    departures = ExpiringTable(
      capacity: limits.departures, day: 1 << 41,
      vacant: Departure(key: .max, time: 0, deadline: 0))
    health = Array(repeating: ReceiverHealth(), count: floor.receivers.count)
    livingGenerations = Array(repeating: 0, count: limits.shoppers)
    if let snapshot { restore(snapshot) }
  }

  /// Takes in sightings, oldest first, and tells the facts that follow.
  ///
  /// A sighting older than `now`, of an unknown receiver or without a usable path loss is counted
  /// and otherwise ignored.
  ///
  /// - Parameters:
  ///   - sightings: in ascending order of time.
  ///   - report: is told each fact, in order.
  /// - Complexity: O(1) for a sighting, plus O(log tracks) for what comes due.
  @specialized(where Smoothing == RingBelief)
  @specialized(where Smoothing == EWMA)
  @specialized(where Smoothing == RunningMean)
  @specialized(where Smoothing == Median)
  @specialized(where Smoothing == Kalman)
  @specialized(where Smoothing == OneEuro)
  public mutating func ingest(_ sightings: Span<Sighting>, _ report: (Fact) -> Void) {
    var hints = InlineArray<32, LookAhead>(repeating: LookAhead())
    var start = 0
    while start < sightings.count {
      let next = sightings.extracting(start..<min(start + hints.count, sightings.count))
      lookAhead(next, &hints)
      takeAll(next, hints.span, report)
      start += next.count
    }
  }

  /// Takes in sightings, oldest first, and tells the facts that follow.
  public mutating func ingest(_ sightings: [Sighting], _ report: (Fact) -> Void) {
    ingest(sightings.span, report)
  }

  /// Tells what comes due without a sighting: silences and departures up to a time.
  ///
  /// A time outside `Instant.range` counts as the nearer end of it.
  public mutating func advance(to time: Instant, _ report: (Fact) -> Void) {
    let time = max(Instant.range.lowerBound, min(Instant.range.upperBound, time))
    fireDue(upTo: time.nanoseconds, report)
    now = max(now, time)
  }

  /// The next time at which `advance(to:)` has something to do, if any.
  public var nextDeadline: Instant? {
    mutating get {
      let slots = (tracks.earliest(), presences.earliest(), departures.earliest())
      let belief = beliefs.records.earliest().map { beliefs.records[$0].deadline }
      let deadlines = [
        slots.0.map { tracks[$0].deadline }, slots.1.map { presences[$0].deadline },
        slots.2.map { departures[$0].deadline }, belief,
      ]
      return deadlines.compactMap { $0 }.min().map { Instant(nanoseconds: $0) }
    }
  }

  /// Forgets a shopper at once and altogether: tracks, visits, departures; no fact is told.
  ///
  /// Sightings of this index that are still in flight are counted as `invalid` from now on.
  ///
  /// - Complexity: O(receivers + places).
  public mutating func forget(_ shopper: ShopperIndex) {
    for receiver in floor.receivers.indices {
      if let slot = tracks.slot(of: shopper.key(UInt16(receiver))) { tracks.remove(slot) }
    }
    for place in floor.places.indices {
      let key = shopper.key(UInt16(place))
      if let slot = presences.slot(of: key) { presences.remove(slot) }
      if let slot = departures.slot(of: key) { departures.remove(slot) }
    }
    if let slot = beliefs.slot(of: shopper) { beliefs.records.remove(slot) }
    guard shopper.slot < livingGenerations.count else { return }
    livingGenerations[shopper.slot] = max(
      livingGenerations[shopper.slot], shopper.generation + 1)
  }

  /// The visits that go on, by shopper and place. Complexity: O(presences).
  public borrowing func openVisits() -> [Dwell] {
    presences.sorted().filter(\.visit.isRunning).map { presence in
      dwell(of: presence, .open, at: now.nanoseconds)
    }
  }
}

/// What happened in an engine that was no fact.
public struct EngineCounters: Equatable, Sendable {
  /// Sightings taken in.
  public var sightings = 0
  /// Sightings that belonged to a look already taken in.
  public var duplicates = 0
  /// Sightings older than the engine's time.
  public var late = 0
  /// Sightings of an unknown receiver or a forgotten shopper, or without a usable path loss or time.
  public var invalid = 0
  /// Sightings on a floor with positions that found no room for a belief over the floor: the
  /// shopper is judged by each receiver alone.
  public var beliefsRefused = 0
  /// Tracks given up for others because the table was full.
  public var tracksEvicted = 0
  /// Presences given up for others because the table was full; a visit among them ends as lost.
  public var presencesEvicted = 0
  /// Departures forgotten early because the table was full.
  public var departuresEvicted = 0
  /// Facts told.
  public var facts = 0

  /// Creates counters of which all are 0.
  public init() {}
}
