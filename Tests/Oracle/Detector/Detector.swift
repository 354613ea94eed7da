package import Proximity

/// The engine once more, slow and obvious: everything is kept by shopper and number in dictionaries,
/// and what is due is looked for among all of it.
///
/// The belief is in double precision, so that its likelihoods differ from the engine's in the sixth
/// digit. A decision for which that digit may have counted makes the shopper *doubtful*: from then on
/// nothing is claimed of that shopper.
package struct Detector {
  /// Who had a decision within this of a threshold.
  package internal(set) var doubtful: Set<ShopperIndex> = []
  package static let margin = 1e-4
  /// dB within which a look may be rounded the other way.
  static let roundingMargin = 2e-5

  var site: Plan
  let rules: ZoneRules
  let limits: Limits
  package internal(set) var now = Instant.range.lowerBound.nanoseconds
  var tracks: [Spot: Track] = [:]
  var beliefs: [ShopperIndex: Belief] = [:]
  var presences: [Spot: Presence] = [:]
  var departures: [Spot: Departure] = [:]
  var health: [(isHealthy: Bool, since: Int64)]
  var living: [Int: UInt32] = [:]
  var facts: [Fact] = []

  struct Departure {
    var time: Int64
    var deadline: Int64
  }

  package init(_ site: Plan, limits: Limits, rules: ZoneRules) {
    (self.site, self.limits, self.rules) = (site, limits, rules)
    health = site.floor.receivers.map { _ in (true, .min) }
  }

  /// The facts told since the last call.
  package mutating func takeFacts() -> [Fact] {
    defer { facts = [] }
    return facts
  }

  package mutating func hear(_ sighting: Sighting) {
    let time = sighting.time.nanoseconds
    let receiver = Int(sighting.receiver.rawValue)
    guard receiver < site.floor.receivers.count, abs(sighting.pathLoss) < 1000,
      Instant.range.contains(sighting.time), time >= now
    else { return }
    advance(to: sighting.time)
    let loss = sighting.pathLoss - site.floor.receivers[receiver].offset
    let spot = Spot(shopper: sighting.shopper, number: receiver)
    guard let gap = gap(of: spot, loss, at: time) else { return }
    let isBelieved = believe(spot, loss, after: gap, at: time)
    for place in site.places(of: receiver) {
      hear(sighting.shopper, at: place, by: receiver, isBelieved: isBelieved, time)
    }
    if isBelieved, beliefs[sighting.shopper]?.isPending == false {
      beliefs[sighting.shopper]?.isPending = true
      // The looks of one advertisement at several receivers are judged together.
      beliefs[sighting.shopper]?.deadline = time + 100_000_000
    }
  }

  /// What a report's look waited for; nothing when it is no look, or nobody's.
  private mutating func gap(of spot: Spot, _ loss: Float, at time: Int64) -> Int64? {
    if tracks[spot] != nil {
      return tracks[spot]?.hear(loss, at: time, rules, site.rings)
    }
    guard spot.shopper.slot < limits.shoppers,
      spot.shopper.generation >= living[spot.shopper.slot] ?? 0
    else { return nil }
    if tracks.count == limits.tracks, let stalest = earliest(tracks, \.deadline) {
      if tracks[stalest]?.isSilent == false { fallSilent(stalest, at: time, isLost: false) }
      tracks[stalest] = nil
    }
    tracks[spot] = Track(loss, at: time, rules.silence, site.rings)
    return Int64(Float(rules.silence.initialInterval.inNanoseconds) * 1e-9 * 1e9)
  }

  private mutating func believe(
    _ spot: Spot, _ loss: Float, after gap: Int64, at time: Int64
  ) -> Bool {
    guard let grid = site.grid else { return false }
    if beliefs[spot.shopper] == nil {
      guard beliefs.count < limits.beliefs else { return false }
      beliefs[spot.shopper] = Belief(around: spot.number, at: time, on: grid)
    }
    beliefs[spot.shopper]?.hear(
      loss, by: spot.number, after: gap, at: time, on: grid, rules.belief)
    if let belief = beliefs[spot.shopper], belief.rounding < Self.roundingMargin {
      doubtful.insert(spot.shopper)
    }
    return true
  }

  package mutating func setHealth(_ isHealthy: Bool, of receiver: Int, at time: Instant) {
    guard receiver < health.count else { return }
    advance(to: time)
    if health[receiver].isHealthy != isHealthy { health[receiver] = (isHealthy, now) }
  }

  package mutating func forget(_ shopper: ShopperIndex) {
    tracks = tracks.filter { $0.key.shopper != shopper }
    presences = presences.filter { $0.key.shopper != shopper }
    departures = departures.filter { $0.key.shopper != shopper }
    beliefs[shopper] = nil
    living[shopper.slot] = max(living[shopper.slot] ?? 0, shopper.generation + 1)
  }

  /// How likely a shopper is within a place's radius; nothing for who is not heard and for groups.
  package func likelihood(of shopper: ShopperIndex, near place: Int) -> Double? {
    guard site.floor.places[place].group == nil else { return nil }
    if let grid = site.grid, let belief = beliefs[shopper] {
      return belief.likelihood(site.near[place], on: grid)
    }
    let heard = site.receivers(of: place).compactMap { receiver -> Track? in
      guard let track = tracks[Spot(shopper: shopper, number: receiver)] else { return nil }
      return track.isSilent ? nil : track
    }
    return heard.min { $0.level < $1.level }?.rings.likelihood(
      within: Double(site.floor.places[place].radius))
  }

  func earliest<Value>(_ table: [Spot: Value], _ deadline: KeyPath<Value, Int64>) -> Spot? {
    table.min { ($0.value[keyPath: deadline], $0.key) < ($1.value[keyPath: deadline], $1.key) }?.key
  }
}
