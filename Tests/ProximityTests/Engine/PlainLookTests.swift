import Testing

@testable import Proximity

@Suite("Plain looks")
struct PlainLookTests {
  /// A site with one receiver that hears; with a second receiver that never does, no look is plain.
  private static func engine(
    _ receivers: [String], restoring snapshot: Engine<RingBelief>.Snapshot? = nil
  ) throws -> Engine<RingBelief> {
    let floor = try Floor(
      receivers: ["a", "b"].map { Receiver(id: .init(name: $0), offset: $0 == "a" ? 1.5 : 0) },
      places: [
        Place(id: .init(name: "p"), receivers: receivers.map { .init(name: $0) }, radius: 4)
      ],
      exponent: 2, visits: VisitRules(minimumDwell: .seconds(3), mergeGap: .seconds(20)))
    return try Engine(
      floor,
      limits: Limits(
        shoppers: 16, identifiers: 16, tracks: 6, presences: 5, departures: 4),
      restoring: snapshot)
  }

  /// Looks of nine shoppers, some of whom come and go, with echoes, silences and what is no look.
  private static func sightings(_ seed: UInt64) -> [Sighting] {
    var random = SplitMix(seed: seed)
    var time: Int64 = 1_000_000_000
    var levels = (0..<9).map { _ in Float(random.unit() * 30) }
    return (0..<4000).map { _ in
      let gaps: [Int64] = [0, 4_000_000, 90_000_000, 300_000_000, 1_000_000_000]
      time += random.below(200) == 0 ? 40_000_000_000 : gaps[random.below(gaps.count)]
      let shopper = random.below(random.below(9) + 1)
      levels[shopper] += Float(random.unit() * 4 - 2)
      levels[shopper] = max(-5, min(32, levels[shopper]))
      let isOdd = random.below(100) == 0
      return Sighting(
        shopper: ShopperIndex(slot: UInt32(shopper), generation: 0), receiver: ReceiverIndex(0),
        time: Instant(nanoseconds: isOdd ? time - 7_000_000_000 : time),
        pathLoss: isOdd ? .nan : levels[shopper])
    }
  }

  @Test(
    "They tell the same as looks that take the long way", arguments: 1...20 as ClosedRange<UInt64>)
  func same(seed: UInt64) throws {
    let sightings = Self.sightings(seed)
    var plain = try Self.engine(["a"])
    var long = try Self.engine(["a", "b"])
    var (told, expected): ([Fact], [Fact]) = ([], [])
    plain.ingest(sightings) { told.append($0) }
    for sighting in sightings { long.ingest([sighting]) { expected.append($0) } }
    #expect(told == expected)
    #expect(told.count > 100)
    #expect(plain.counters == long.counters)
    #expect(plain.snapshot().tracks == long.snapshot().tracks)
  }

  @Test("They go on after a restart", arguments: 1...5 as ClosedRange<UInt64>)
  func restarted(seed: UInt64) throws {
    let sightings = Self.sightings(seed)
    var (told, expected): ([Fact], [Fact]) = ([], [])
    var whole = try Self.engine(["a"])
    whole.ingest(sightings) { expected.append($0) }
    var first = try Self.engine(["a"])
    first.ingest(Array(sightings.prefix(1777))) { told.append($0) }
    var second = try Self.engine(["a"], restoring: first.snapshot())
    second.ingest(Array(sightings.dropFirst(1777))) { told.append($0) }
    #expect(told == expected)
  }

  @Test("What is kept of a track and of a presence takes two cache lines at most")
  func sizes() {
    #expect(MemoryLayout<Track<RingBelief>>.stride == 128)
    #expect(MemoryLayout<Presence>.stride == 96)
  }
}
