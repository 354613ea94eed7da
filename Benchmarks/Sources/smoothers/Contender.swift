import Accuracy
import Proximity

/// A smoother and zone rules, and what the engine makes of looks with them.
struct Contender: Sendable {
  let name: String
  /// Bytes that the smoother remembers of one track; nothing for what is no smoother.
  let stateBytes: Int?
  /// By place, when somebody was known to be there.
  let detect: @Sendable (Floor, [Sighting]) throws -> [[Interval]]

  init<Smoothing: Smoother>(_ name: String, _ smoothing: Smoothing, rules: ZoneRules = ZoneRules())
  {
    self.name = name
    stateBytes = MemoryLayout<Smoothing.State>.stride
    detect = { floor, sightings in
      try detectVisits(sightings, floor: floor, smoothing: smoothing, rules: rules)
    }
  }

  /// A smoother as it comes.
  init<Smoothing: Smoother>(_ smoothing: Smoothing) {
    self.init(Self.name(of: Smoothing.self), smoothing)
  }

  /// The latest look as it is.
  init(raw name: String, rules: ZoneRules = ZoneRules()) {
    let negligible = EWMA(timeConstant: .nanoseconds(1))
    self.name = name
    stateBytes = nil
    detect = { floor, sightings in
      try detectVisits(sightings, floor: floor, smoothing: negligible, rules: rules)
    }
  }

  private static func name<Smoothing: Smoother>(of type: Smoothing.Type) -> String {
    "\(type)" + (type == StandardSmoother.self ? " (default)" : "")
  }
}

extension Contender {
  /// The name of the one that all others are compared with.
  static let standard = name(of: StandardSmoother.self)

  /// Every smoother as it comes, and what there would be without one.
  static var smoothers: [Contender] {
    [
      Contender(EWMA()), Contender(Kalman()), Contender(OneEuro()), Contender(RunningMean()),
      Contender(Median()), Contender(raw: "no smoother"),
      Contender(raw: "no smoother, no rules", rules: .none),
    ]
  }

  /// An EWMA with other time constants, falling and rising.
  static var timeConstants: [Contender] {
    [(0.35, 0.7), (0.5, 2), (1, 1), (1.4, 2.8), (2, 2)].map { (falling: Double, rising: Double) in
      Contender(
        "EWMA \(falling)/\(rising) s",
        EWMA(falling: .seconds(falling), rising: .seconds(rising)))
    }
  }

  /// The default with one zone rule changed at a time.
  static var zoneRules: [Contender] {
    let changes: [(String, @Sendable (inout ZoneRules) -> Void)] = [
      ("no rules", { $0 = .none }),
      ("hysteresis 0 dB", { $0.hysteresis = 0 }),
      ("hysteresis 6 dB", { $0.hysteresis = 6 }),
      ("closer at once", { $0.closerConfirmation = .zero }),
      ("closer after 2 s", { $0.closerConfirmation = .seconds(2) }),
      ("farther at once", { $0.fartherConfirmation = .zero }),
      ("farther after 5 s", { $0.fartherConfirmation = .seconds(5) }),
      ("silence from 5 s", { $0.silence.minimum = .seconds(5) }),
      ("silence from 20 s", { $0.silence.minimum = .seconds(20) }),
      ("group 0 dB, at once", { ($0.groupMargin, $0.groupConfirmation) = (0, .zero) }),
      ("group 4 dB, 2 s", { ($0.groupMargin, $0.groupConfirmation) = (4, .seconds(2)) }),
    ]
    return changes.map { name, change in
      var rules = ZoneRules()
      change(&rules)
      return Contender("default, \(name)", StandardSmoother(), rules: rules)
    }
  }
}

extension ZoneRules {
  /// No hysteresis and no confirmation, of zones or groups.
  static var none: ZoneRules {
    ZoneRules(
      hysteresis: 0, closerConfirmation: .zero, fartherConfirmation: .zero, groupMargin: 0,
      groupConfirmation: .zero)
  }
}

/// Runs the engine over looks and tells for each place when somebody was known to be there, in
/// seconds since the first look.
private func detectVisits<Smoothing: Smoother>(
  _ sightings: [Sighting], floor: Floor, smoothing: Smoothing, rules: ZoneRules
) throws -> [[Interval]] {
  guard let first = sightings.first, let last = sightings.last else { return [] }
  let limits = Limits(
    shoppers: 1, identifiers: 1, tracks: floor.receivers.count, presences: floor.places.count,
    departures: floor.places.count)
  var engine = try Engine(floor, limits: limits, smoothing: smoothing, rules: rules)
  var changes = [[(time: Double, holds: Bool)]](repeating: [], count: floor.places.count)
  engine.ingest(sightings) { fact in
    guard case .near(let near) = fact else { return }
    let time = (near.time - first.time).seconds
    changes[Int(near.place.rawValue)].append((time, near.zone.isPresent))
  }
  let end = (last.time - first.time).seconds
  return changes.map { [Interval](changes: $0, until: end) }
}

extension Duration {
  /// For people and statistics.
  var seconds: Double { Double(inNanoseconds) / 1e9 }
}
