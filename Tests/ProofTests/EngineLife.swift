import Oracle
import Proximity
import Simulation
import Testing

/// An engine that lives through a world, in batches of some size and with restarts or without.
struct EngineLife: ~Copyable {
  private(set) var engine: Engine<RingBelief>
  private(set) var facts: [Fact] = []
  private(set) var given = 0
  private let world: World
  private let smoothing: RingBelief
  private var pending: [Sighting] = []
  private var past = 0

  init(_ world: World) throws {
    self.world = world
    smoothing = Models.of(world.sites[0].exponent, world.rules).0
    engine = try Engine(
      world.sites[0], limits: world.limits, smoothing: smoothing, rules: world.rules)
  }

  /// Takes in what is next; sightings wait until there are enough for a batch.
  mutating func take(_ stimulus: Stimulus, batchesOf size: Int, restarting: Bool) throws {
    if case .sighting(let sighting) = stimulus {
      pending.append(sighting)
      if pending.count >= size { flush() }
      return
    }
    flush()
    var told: [Fact] = []
    defer { facts += told }
    switch stimulus {
    case .sighting, .wallClock, .said: break
    case .advance(let time): engine.advance(to: time) { told.append($0) }
    case .health(let receiver, let health, let time):
      engine.setHealth(health, of: ReceiverIndex(UInt16(receiver)), at: time) { told.append($0) }
    case .forget(let shopper): engine.forget(shopper)
    case .restart: if restarting { try restart(on: engine.floor) }
    case .siteChange: try restart(on: world.sites[world.sites.count - 1])
    }
  }

  mutating func flush() {
    guard !pending.isEmpty else { return }
    given += pending.count
    var told: [Fact] = []
    engine.ingest(pending) { told.append($0) }
    facts += told
    pending.removeAll(keepingCapacity: true)
  }

  mutating func restart(on floor: Floor) throws {
    flush()
    past += engine.counters.all
    engine = try Engine(
      floor, limits: world.limits, smoothing: smoothing, rules: world.rules,
      restoring: engine.snapshot())
  }

  mutating func takeFacts() -> [Fact] {
    defer { facts = [] }
    return facts
  }

  /// How many sightings were counted, over all restarts: as taken in, late or invalid.
  var counted: Int { past + engine.counters.all }
}

extension EngineCounters {
  fileprivate var all: Int { sightings + late + invalid }
}
