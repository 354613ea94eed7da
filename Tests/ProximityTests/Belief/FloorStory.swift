import Foundation
import Proximity

/// A floor whose receivers have positions and whose radio is free of noise, and shoppers whose
/// beacons every receiver that is not deaf hears, so that a test reads as a story.
struct FloorStory: ~Copyable {
  var engine: Engine<StandardSmoother>
  var facts: [Fact] = []
  /// Receivers that hear nothing.
  var deaf: Set<Int> = []
  /// Metres beyond which nothing is heard.
  var range: Double = 60
  /// dB by which the beacons are weaker than their measured power says.
  var weakness: Float = 0

  /// Receivers at one height; unless it says otherwise each has a place of its own, of its number.
  init(
    _ positions: [(x: Float, y: Float)] = FloorStory.corners, places: [Place]? = nil,
    radius: Float = 2.5, height: Float = 2.5, rules: ZoneRules = ZoneRules(),
    limits: Limits = FloorStory.few,
    restoring snapshot: Engine<StandardSmoother>.Snapshot? = nil
  ) throws {
    let receivers = positions.enumerated().map { number, spot in
      Receiver(
        id: .init(name: "r\(number)"), position: Position(x: spot.x, y: spot.y, z: height))
    }
    let floor = try Floor(
      receivers: receivers,
      places: places
        ?? positions.indices.map { Place("p\($0)", ["r\($0)"], radius: radius) },
      exponent: 2)
    engine = try Engine(floor, limits: limits, rules: rules, restoring: snapshot)
  }

  /// The corners of a square of 12 m.
  static let corners: [(x: Float, y: Float)] = [(0, 0), (12, 0), (0, 12), (12, 12)]
  /// Nine with 5 m from each to the next.
  static let grid = (0..<9).map { (number: Int) -> (x: Float, y: Float) in
    (5 * Float(number % 3), 5 * Float(number / 3))
  }
  /// Between the corners, away from every place.
  static let middle = (x: 6.0, y: 6.0)

  static let few = Limits(
    shoppers: 16, identifiers: 16, tracks: 256, beliefs: 8, presences: 256, departures: 256)
  static let anna = ShopperIndex(slot: 0, generation: 0)
  static let ben = ShopperIndex(slot: 1, generation: 0)

  /// What the receivers hear of an advertisement, 1 ms after each other.
  func sightings(
    _ seconds: Double, at spot: (x: Double, y: Double), of shopper: ShopperIndex = anna
  ) -> [Sighting] {
    engine.floor.receivers.enumerated().compactMap { number, receiver in
      guard let position = receiver.position, !deaf.contains(number) else { return nil }
      let (east, north) = (spot.x - Double(position.x), spot.y - Double(position.y))
      let up = Double(position.z) - 1.2
      let metres = max(0.5, (east * east + north * north + up * up).squareRoot())
      guard metres <= range else { return nil }
      return Sighting(
        shopper: shopper, receiver: ReceiverIndex(UInt16(number)),
        time: Instant(seconds: seconds + Double(number) / 1000),
        pathLoss: Float(10 * Double(engine.floor.exponent) * log10(metres)) + weakness)
    }
  }

  mutating func hear(
    _ seconds: Double, at spot: (x: Double, y: Double), of shopper: ShopperIndex = anna
  ) {
    take(sightings(seconds, at: spot, of: shopper))
  }

  /// An advertisement every second.
  mutating func stay(
    _ seconds: ClosedRange<Int>, at spot: (x: Double, y: Double), of shopper: ShopperIndex = anna
  ) {
    for second in seconds { hear(Double(second), at: spot, of: shopper) }
  }

  /// An advertisement every second on the straight way.
  mutating func walk(
    _ seconds: ClosedRange<Int>, from start: (x: Double, y: Double), to end: (x: Double, y: Double),
    of shopper: ShopperIndex = anna
  ) {
    for second in seconds {
      let part = Double(second - seconds.lowerBound) / Double(seconds.count - 1)
      hear(
        Double(second),
        at: (start.x + (end.x - start.x) * part, start.y + (end.y - start.y) * part), of: shopper)
    }
  }

  mutating func take(_ sightings: [Sighting]) {
    var told: [Fact] = []
    engine.ingest(sightings) { told.append($0) }
    facts += told
  }

  mutating func advance(_ seconds: Double) {
    var told: [Fact] = []
    engine.advance(to: Instant(seconds: seconds)) { told.append($0) }
    facts += told
  }

  func likelihood(_ place: UInt16, of shopper: ShopperIndex = anna) -> Float {
    engine.likelihood(of: shopper, near: PlaceIndex(place)) ?? .nan
  }

  /// What is told of a place, a word each: `near`, `far`, `entered`, …
  func words(_ place: UInt16, of shopper: ShopperIndex = anna) -> [String] {
    facts.filter { $0.place == PlaceIndex(place) && $0.shopper == shopper }.map(\.word)
  }

  /// When a word was told of a place for the first time; not a number if it never was.
  func first(_ word: String, _ place: UInt16) -> Double {
    facts.first { $0.place == PlaceIndex(place) && $0.word == word }?.time.seconds ?? .nan
  }

  /// When a word was told of a place for the last time; not a number if it never was.
  func last(_ word: String, _ place: UInt16) -> Double {
    facts.last { $0.place == PlaceIndex(place) && $0.word == word }?.time.seconds ?? .nan
  }
}

extension Fact {
  var word: String {
    switch self {
    case .near(let near): "\(near.zone)"
    case .dwell(let dwell): "\(dwell.phase)"
    case .return: "returned"
    }
  }
}
