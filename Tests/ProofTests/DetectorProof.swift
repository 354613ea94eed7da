import Oracle
import Proximity
import Simulation
import Synchronization
import Testing

/// One world, lived through by the engine and by its oracle side by side.
struct DetectorProof {
  private static let doubtful = Mutex(0)
  private static let worlds = Mutex(0)

  /// In how many worlds a narrow decision excused a difference, of how many so far.
  static var tally: (doubtful: Int, worlds: Int) {
    (doubtful.withLock { $0 }, worlds.withLock { $0 })
  }

  static func run(_ seed: UInt64) throws {
    let world = try World(seed: seed)
    var door = try Door(world)
    try door.live()
    let stimuli = door.stimuli
    let told = try compare(world, stimuli)
    try again(world, stimuli, told)
  }

  /// Engine and oracle step by step; returns all facts.
  private static func compare(_ world: World, _ stimuli: [Stimulus]) throws -> [Fact] {
    var life = try EngineLife(world)
    let rings = Models.of(world.sites[0].exponent, world.rules).1
    var oracle = Detector(
      Plan(world.sites[0], rings: rings, hasBeliefs: world.limits.beliefs > 0),
      limits: world.limits, rules: world.rules)
    var laws = FactLaws(world.sites[0], hasRoom: !world.swarm.contains(.fullTables))
    var all: [Fact] = []
    for (step, stimulus) in stimuli.enumerated() {
      try life.take(stimulus, batchesOf: 1, restarting: false)
      oracle.take(stimulus, world, rings)
      if case .forget(let shopper) = stimulus { laws.forget(shopper) }
      if case .siteChange = stimulus { laws.change(to: world.sites[world.sites.count - 1]) }
      let (found, expected) = (life.takeFacts(), oracle.takeFacts())
      all += found
      for fact in found { laws.take(fact) }
      guard laws.broken.isEmpty else {
        Issue.record("seed \(world.seed), step \(step): \(laws.broken)")
        break
      }
      if found != expected {
        let sure = { (facts: [Fact]) in facts.filter { !oracle.doubtful.contains($0.shopper) } }
        if sure(found) != sure(expected) {
          Issue.record("seed \(world.seed), step \(step): told \(found), expected \(expected)")
        } else {
          doubtful.withLock { $0 += 1 }
        }
        break
      }
      guard step % 5 == 0, case .sighting(let sighting) = stimulus else { continue }
      for place in world.sites[0].places.indices where place < life.engine.floor.places.count {
        let known = life.engine.likelihood(
          of: sighting.shopper, near: PlaceIndex(UInt16(place)))
        let reckoned = oracle.likelihood(of: sighting.shopper, near: place)
        let difference = abs(Double(known ?? -1) - (reckoned ?? -1))
        guard
          difference < Detector.margin / 2 || oracle.doubtful.contains(sighting.shopper)
        else {
          Issue.record(
            "seed \(world.seed), step \(step): place \(place), off by \(difference)")
          return all
        }
      }
    }
    worlds.withLock { $0 += 1 }
    #expect(life.counted == life.given, "seed \(world.seed)")
    return all
  }

  /// The same in batches of another size, with restarts in between.
  private static func again(
    _ world: World, _ stimuli: [Stimulus], _ told: [Fact]
  ) throws {
    var dice = SplitMix64(seed: world.seed, stream: 77)
    var life = try EngineLife(world)
    let size = Int.random(in: 2...60, using: &dice)
    for (step, stimulus) in stimuli.enumerated() {
      if step == stimuli.count / 3 || step == stimuli.count / 2 {
        try life.restart(on: life.engine.floor)
      }
      try life.take(stimulus, batchesOf: size, restarting: true)
      guard case .forget(let shopper) = stimulus else { continue }
      let traces = try life.engine.snapshot().traces(of: shopper)
      #expect(traces.isEmpty, "seed \(world.seed): a forgotten shopper is in \(traces)")
    }
    #expect(life.facts.prefix(told.count) == told[...], "seed \(world.seed) in batches of \(size)")
  }
}

extension Detector {
  mutating func take(_ stimulus: Stimulus, _ world: World, _ rings: RingModel) {
    switch stimulus {
    case .sighting(let sighting): hear(sighting)
    case .advance(let time): advance(to: time)
    case .health(let receiver, let health, let time):
      setHealth(health == .healthy, of: receiver, at: time)
    case .forget(let shopper): forget(shopper)
    case .siteChange:
      move(
        to: Plan(
          world.sites[world.sites.count - 1], rings: rings, hasBeliefs: world.limits.beliefs > 0))
    case .restart, .wallClock, .said: break
    }
  }
}
