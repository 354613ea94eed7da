import Proximity
import Scoring

extension Detection {
  /// What the engine makes of a course.
  ///
  /// - Parameter measuredPower: of the beacon, in dBm at 1 m.
  init(byEngineOf course: Course, measuredPower: Float) throws {
    var engine = try course.engine()
    var log = FactLog(places: course.floor.places.count)
    engine.ingest(course.sightings(measuredPower: measuredPower)) { log.take($0) }
    // Nobody is heard after the end: visits under way end with their last evidence.
    engine.advance(to: Instant(seconds: course.length + 7200)) { log.take($0) }
    self = log.detection(until: course.length)
  }
}

extension Course {
  /// The only place in which one is created.
  fileprivate func engine() throws -> Engine<StandardSmoother> {
    try Engine(
      floor,
      limits: Limits(
        shoppers: 1, identifiers: 1, tracks: floor.receivers.count, beliefs: 1,
        presences: floor.places.count, departures: floor.places.count))
  }

  /// By place, how likely the engine takes somebody to be near over time; nothing while nobody is
  /// heard and for places of a group.
  ///
  /// - Parameters:
  ///   - measuredPower: of the beacon, in dBm at 1 m.
  ///   - step: seconds from one time to the next.
  func likelihoods(
    measuredPower: Float, every step: Double
  ) throws -> [[(time: Double, likelihood: Double?)]] {
    var engine = try engine()
    let sightings = sightings(measuredPower: measuredPower)
    var next = 0
    var curves: [[(time: Double, likelihood: Double?)]] = floor.places.map { _ in [] }
    for time in stride(from: 0, through: length, by: step) {
      let end = sightings[next...].firstIndex { $0.time.seconds > time } ?? sightings.count
      engine.ingest(Array(sightings[next..<end])) { _ in }
      engine.advance(to: Instant(seconds: time)) { _ in }
      next = end
      for place in floor.places.indices {
        let likelihood = engine.likelihood(
          of: ShopperIndex(slot: 0, generation: 0), near: PlaceIndex(UInt16(place)))
        curves[place].append((time, likelihood.map(Double.init)))
      }
    }
    return curves
  }

  fileprivate func sightings(measuredPower: Float) -> [Sighting] {
    looks.map { look in
      Sighting(
        shopper: ShopperIndex(slot: 0, generation: 0),
        receiver: ReceiverIndex(UInt16(look.receiver)), time: Instant(seconds: look.time),
        pathLoss: measuredPower - look.rssi)
    }
  }
}

/// The facts of one shopper, by place.
private struct FactLog {
  private var known: [[(time: Double, holds: Bool)]]
  private var said: [[(time: Double, holds: Bool)]]
  private var visits: [[Visit]]
  private var begun: [(start: Double, isReturn: Bool)?]

  init(places: Int) {
    known = Array(repeating: [], count: places)
    said = known
    visits = Array(repeating: [], count: places)
    begun = Array(repeating: nil, count: places)
  }

  mutating func take(_ fact: Fact) {
    let place = Int(fact.place.rawValue)
    switch fact {
    case .near(let near):
      known[place].append((near.time.seconds, near.zone.isPresent))
      let since = max(near.since.seconds, said[place].last?.time ?? -.infinity)
      said[place].append((since, near.zone.isPresent))
    case .return(let visit):
      begun[place] = (visit.since.seconds, true)
    case .dwell(let visit):
      switch visit.phase {
      case .entered: begun[place] = (visit.since.seconds, false)
      case .departed, .lost: end(place, visit.since.seconds)
      case .dwelled, .open: break
      }
    }
  }

  private mutating func end(_ place: Int, _ time: Double) {
    guard let (start, isReturn) = begun[place] else { return }
    visits[place].append(Visit(Interval(start, max(start, time)), isReturn: isReturn))
    begun[place] = nil
  }

  func detection(until end: Double) -> Detection {
    Detection(
      near: known.map { [Interval](changes: $0, until: end) },
      zones: said.map { [Interval](changes: $0, until: end) },
      visits: visits.map { visits in
        visits.filter { $0.time.start < end }.map { visit in
          Visit(
            Interval(max(0, visit.time.start), max(0, min(end, visit.time.end))),
            isReturn: visit.isReturn)
        }
      })
  }
}
