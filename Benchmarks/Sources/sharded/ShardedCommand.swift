import ArgumentParser
import Foundation
import Proximity
import Sharding
import Workload

/// One engine against the same in shards, in turns.
@main
struct ShardedCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sharded",
    abstract:
      "Sightings a second of one engine and of shards, in turns, and whether the facts agree.",
    discussion: """
      Both are given the same batches, one after the other. The figures are medians over the batches of \
      time that passed, not of CPU time: what counts is how soon a gateway is done. 'limit' is the speed-up \
      of as many engines that have nothing in common, each given its shoppers' sightings ready: cores that \
      are not idle, or share a processor with somebody, do not give more.
      """)

  @Option(help: "Shoppers tracked at once; may be given more than once.")
  var tracked: [Int] = [10_000, 100_000]

  @Option(help: "Shards.")
  var shards = 2

  @Option(help: "Sightings in a batch.")
  var batch = 20_000

  @Option(help: "Batches that are timed.")
  var batches = 200

  @Option(help: "Seconds of traffic before the first batch.")
  var warmUp = 60

  func validate() throws {
    guard tracked.allSatisfy({ (1...2_000_000).contains($0) }) else {
      throw ValidationError("--tracked wants 1 to 2,000,000 shoppers")
    }
    guard batch >= 1, batches >= 1, (0...86_400).contains(warmUp) else {
      throw ValidationError("--batch and --batches want at least 1, --warm-up 0 to 86,400")
    }
    guard (1...256).contains(shards) else { throw ValidationError("--shards wants 1 to 256") }
  }

  func run() async throws {
    print(" tracked  one: ns  \(shards) shards: ns  speed-up  limit  facts")
    for tracked in tracked { try await measure(tracked) }
  }

  private func measure(_ tracked: Int) async throws {
    let crowd = try Crowd(count: tracked)
    var stream = try SightingStream(of: crowd, batch: batch)
    var one = try Engine(crowd.floor, limits: crowd.limits, smoothing: StandardSmoother())
    var sharded = try ShardedEngine(
      crowd.floor, shards: shards, limits: crowd.limits, smoothing: StandardSmoother())
    var told = FactTally()
    var toldInShards = FactTally()
    var times: (one: [Double], sharded: [Double], apart: [Double]) = ([], [], [])
    let apart = try (0..<shards).map { _ in
      try LoneEngine(crowd.floor, limits: crowd.limits)
    }
    let warmUps = warmUp * tracked / batch
    for number in 0..<(warmUps + batches) {
      let sightings = stream.next()
      var facts: [Fact] = []
      let start = ContinuousClock.now
      one.ingest(sightings) { facts.append($0) }
      let between = ContinuousClock.now
      let inShards = await sharded.ingest(sightings)
      let end = ContinuousClock.now
      let parts = (0..<shards).map { part in
        sightings.filter { $0.shopper.slot % shards == part }
      }
      let startApart = ContinuousClock.now
      await withTaskGroup(of: Void.self) { group in
        for (engine, part) in zip(apart, parts) { group.addTask { await engine.ingest(part) } }
      }
      let endApart = ContinuousClock.now
      told.add(facts)
      toldInShards.add(inShards)
      guard number >= warmUps else { continue }
      times.one.append(nanoseconds(between - start))
      times.sharded.append(nanoseconds(end - between))
      times.apart.append(nanoseconds(endApart - startApart))
    }
    guard told == toldInShards else {
      throw ValidationError("the shards told other facts than the one engine: this is a bug")
    }
    let (alone, together) = (median(times.one), median(times.sharded))
    print(
      String(
        format: "%8d %8.1f %13.1f %9.2f %6.2f %6d", tracked, alone, together, alone / together,
        alone / median(times.apart), told.count
      ))
  }

  private func nanoseconds(_ duration: Duration) -> Double {
    Double(duration.inNanoseconds) / Double(batch)
  }

  private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}

/// How many facts there were, and a sum over them that does not depend on their order.
private struct FactTally: Equatable {
  var count = 0
  private var sum = 0

  mutating func add(_ facts: [Fact]) {
    count += facts.count
    for fact in facts {
      var hasher = Hasher()
      hasher.combine(String(describing: fact))
      sum = sum &+ hasher.finalize()
    }
  }
}

/// An engine for some of the shoppers that knows of no others.
private actor LoneEngine {
  private var engine: Engine<StandardSmoother>
  private var facts = 0

  init(_ floor: Floor, limits: Limits) throws {
    engine = try Engine(floor, limits: limits, smoothing: StandardSmoother())
  }

  func ingest(_ sightings: [Sighting]) { engine.ingest(sightings) { _ in facts += 1 } }
}
