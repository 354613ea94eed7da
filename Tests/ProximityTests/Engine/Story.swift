import Proximity
import Testing

/// A small site and a scripted beacon, so that a test reads as a story.
struct Story: ~Copyable {
  var engine: Engine<EWMA>
  var facts: [Fact] = []

  init(
    _ places: [Place], receivers: [String] = ["a", "b"], visits: VisitRules = VisitRules(),
    limits: Limits = Limits(
      shoppers: 64, identifiers: 64, tracks: 64, presences: 64, departures: 64),
    rules: ZoneRules = .prompt, restoring snapshot: Engine<EWMA>.Snapshot? = nil
  ) throws {
    let floor = try Floor(
      receivers: receivers.map { Receiver(id: .init(name: $0)) }, places: places, exponent: 2,
      visits: visits)
    engine = try Engine(
      floor, limits: limits, smoothing: EWMA(timeConstant: .nanoseconds(1)), rules: rules,
      restoring: snapshot)
  }

  /// A look at `seconds`; -40 dB below the measured power is 100 m away at exponent 2.
  mutating func hear(
    _ seconds: Double, _ pathLoss: Float, at receiver: UInt16 = 0,
    shopper: ShopperIndex = ShopperIndex(slot: 0, generation: 0)
  ) {
    let sighting = [
      Sighting(
        shopper: shopper, receiver: ReceiverIndex(receiver), time: Instant(seconds: seconds),
        pathLoss: pathLoss)
    ]
    var told: [Fact] = []
    engine.ingest(sighting) { told.append($0) }
    facts += told
  }

  /// Looks every second in a range of seconds.
  mutating func stay(
    _ seconds: ClosedRange<Int>, _ pathLoss: Float, at receiver: UInt16 = 0,
    shopper: ShopperIndex = ShopperIndex(slot: 0, generation: 0)
  ) {
    for second in seconds { hear(Double(second), pathLoss, at: receiver, shopper: shopper) }
  }

  mutating func advance(_ seconds: Double) {
    var told: [Fact] = []
    engine.advance(to: Instant(seconds: seconds)) { told.append($0) }
    facts += told
  }

  mutating func setHealth(_ health: Health, of receiver: UInt16 = 0, _ seconds: Double) {
    var told: [Fact] = []
    engine.setHealth(health, of: ReceiverIndex(receiver), at: Instant(seconds: seconds)) {
      told.append($0)
    }
    facts += told
  }

  /// Tells the engine of a visit from before it was created, which it takes in or not.
  mutating func remember(
    _ visit: RememberedVisit, of shopper: ShopperIndex = ShopperIndex(slot: 0, generation: 0),
    at place: UInt16 = 0, isTaken: Bool = true, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let wasTaken = engine.remember(visit, of: shopper, at: PlaceIndex(place))
    #expect(wasTaken == isTaken, sourceLocation: sourceLocation)
  }

  /// The zone that was told last.
  var zone: Zone? {
    facts.compactMap { fact -> Zone? in if case .near(let near) = fact { near.zone } else { nil } }
      .last
  }

  /// The facts so far, one short line each.
  var lines: [String] { facts.map(\.line) }
}

extension Identifier {
  init(name: String) {
    guard let identifier = Identifier(name) else { preconditionFailure("not an identifier") }
    self = identifier
  }
}

extension Place {
  init(_ name: String, _ receivers: [String] = ["a"], radius: Float = 3.2, group: String? = nil) {
    self.init(
      id: .init(name: name), receivers: receivers.map { .init(name: $0) }, radius: radius,
      group: group.map { .init(name: $0) })
  }
}

extension ZoneRules {
  /// Confirms in a second either way and knows silence after three.
  static var prompt: ZoneRules {
    ZoneRules(
      hysteresis: 3, closerConfirmation: .seconds(1), fartherConfirmation: .seconds(1),
      groupMargin: 3, groupConfirmation: .seconds(1),
      silence: SilenceRules(
        intervals: 3, minimum: .seconds(3), maximum: .seconds(30), initialInterval: .seconds(1)))
  }
}

extension Fact {
  var line: String {
    func at(_ time: Instant, _ since: Instant) -> String {
      "\(number(time)) since \(number(since))"
    }
    return switch self {
    case .near(let near): "\(near.place.rawValue) \(near.zone) \(at(near.time, near.since))"
    case .dwell(let dwell):
      "\(dwell.place.rawValue) \(dwell.phase) \(at(dwell.time, dwell.since)) dwell "
        + number(Instant(nanoseconds: dwell.dwell.inNanoseconds))
    case .return(let back):
      "\(back.place.rawValue) returned \(at(back.time, back.since)) away "
        + number(Instant(nanoseconds: back.away.inNanoseconds))
    }
  }

  private func number(_ time: Instant) -> String {
    time.nanoseconds % 1_000_000_000 == 0
      ? "\(time.nanoseconds / 1_000_000_000)" : "\(time.seconds)"
  }
}
