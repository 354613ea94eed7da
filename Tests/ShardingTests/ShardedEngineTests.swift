import Proximity
import Simulation
import Testing

@testable import Sharding

@Suite("An engine in shards")
struct ShardedEngineTests {
  /// A site of the proof, and batches of sightings there, some of them late and some of no use.
  private struct Crowd {
    let world: World
    var batches: [[Sighting]] = []

    init(_ seed: UInt64) throws {
      world = try World(seed: seed)
      var random = SplitMix64(seed: seed, stream: 9)
      let receivers = UInt16(world.sites[0].receivers.count)
      var time = Instant(seconds: 1_000)
      var losses = (0..<12).map { _ in Float(random.uniform(in: -5...30)) }
      for _ in 0..<40 {
        var batch: [Sighting] = []
        for _ in 0..<Int.random(in: 0...80, using: &random) {
          time = time + .milliseconds(Int.random(in: 0...200, using: &random))
          if random.happens(0.002) { time = time + .seconds(50) }
          let shopper = Int.random(in: losses.indices, using: &random)
          losses[shopper] += Float(random.uniform(in: -2...2))
          let isLate = random.happens(0.02)
          batch.append(
            Sighting(
              shopper: ShopperIndex(slot: UInt32(shopper), generation: 0),
              receiver: ReceiverIndex(UInt16.random(in: 0...receivers, using: &random)),
              time: isLate ? time + .seconds(-1) : time,
              pathLoss: random.happens(0.02) ? .nan : losses[shopper]))
        }
        batches.append(batch)
      }
    }

    var limits: Limits {
      Limits(
        shoppers: 64, identifiers: 64, tracks: 4_096, beliefs: world.limits.beliefs * 64,
        presences: 4_096, departures: 4_096)
    }

    func one() throws -> Engine<RingBelief> {
      try Engine(
        world.sites[0], limits: limits, smoothing: smoothing, rules: world.rules)
    }

    func sharded(
      _ count: Int, restoring snapshots: [Engine<RingBelief>.Snapshot] = []
    ) throws -> ShardedEngine<RingBelief> {
      try ShardedEngine(
        world.sites[0], shards: count, limits: limits, smoothing: smoothing, rules: world.rules,
        restoring: snapshots)
    }

    private var smoothing: RingBelief {
      RingBelief(exponent: world.sites[0].exponent, rules: world.rules.belief)
    }
  }

  @Test(
    "It tells what one engine tells, put in order, and counts the same",
    arguments: 0..<16 as Range<UInt64>)
  func same(seed: UInt64) async throws {
    let crowd = try Crowd(seed)
    let count = [1, 2, 3, 5][Int(seed % 4)]
    var one = try crowd.one()
    var sharded = try crowd.sharded(count)
    for (number, batch) in crowd.batches.enumerated() {
      var expected: [Fact] = []
      one.ingest(batch) { expected.append($0) }
      // What comes due at the very last look is told with the batch.
      one.advance(to: one.now) { expected.append($0) }
      #expect(await sharded.ingest(batch) == expected.inOrder(), "seed \(seed), batch \(number)")
      var told: [Fact] = []
      switch number {
      case 10, 14:
        let health: Health = number == 10 ? .unhealthy : .healthy
        one.setHealth(health, of: ReceiverIndex(0), at: one.now) { told.append($0) }
        let found = await sharded.setHealth(health, of: ReceiverIndex(0), at: one.now)
        #expect(found == told.inOrder())
      case 20:
        let shopper = ShopperIndex(slot: 3, generation: 0)
        one.forget(shopper)
        await sharded.forget(shopper)
      case 25: sharded = try crowd.sharded(count, restoring: await sharded.snapshots())
      case 30:
        let later = one.now + .seconds(600)
        one.advance(to: later) { told.append($0) }
        #expect(await sharded.advance(to: later) == told.inOrder())
      default: break
      }
      #expect(await sharded.openVisits() == one.openVisits())
    }
    #expect(one.counters.facts > 0)
  }

  @Test("Sightings that are late, of no use or echoes are counted once, whoever's they are")
  func counters() async throws {
    let crowd = try Crowd(7)
    var one = try crowd.one()
    var sharded = try crowd.sharded(4)
    for batch in crowd.batches {
      one.ingest(batch) { _ in }
      _ = await sharded.ingest(batch)
    }
    #expect(one.counters.late > 0 && one.counters.invalid > 0)
    #expect(await sharded.counters == one.counters)
  }

  @Test("A number of shards or snapshots that cannot be is refused with its path")
  func refusals() async throws {
    let crowd = try Crowd(1)
    func path(_ count: Int, _ snapshots: [Engine<RingBelief>.Snapshot] = []) -> String? {
      do {
        _ = try crowd.sharded(count, restoring: snapshots)
        return nil
      } catch {
        return (error as? ConfigurationError)?.path
      }
    }
    for count in [0, -1, 257] { #expect(path(count) == "shards") }
    let snapshots = await (try crowd.sharded(2)).snapshots()
    #expect(path(2, snapshots) == nil && path(3, snapshots) == "snapshots")
  }
}
