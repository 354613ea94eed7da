import Foundation
import Proximity
import Testing

@Suite("Snapshots, batches and forgetting")
struct SnapshotTests {
  static let places = [
    Place("inside", ["a", "b"], group: "door"), Place("outside", ["c"], group: "door"),
    Place("shelf", ["b", "c"]),
  ]

  func story(restoring snapshot: Engine<EWMA>.Snapshot? = nil) throws -> Story {
    try Story(Self.places, receivers: ["a", "b", "c"], restoring: snapshot)
  }

  /// A crowded hour: shoppers come, go and fade in and out of three receivers.
  static func hour(seed: UInt64) -> [Sighting] {
    var random = SplitMix(seed: seed)
    var time = 0.0
    return (0..<4000).map { _ in
      time += random.unit() < 0.02 ? random.unit() * 90 : random.unit()
      let receiver = UInt16(random.below(3))
      let shopper = UInt32(random.below(5))
      let swing = Float(sin(time / 40 + Double(shopper) + 2 * Double(receiver))) * 15
      return Sighting(
        shopper: ShopperIndex(slot: shopper, generation: 0), receiver: ReceiverIndex(receiver),
        time: Instant(seconds: time), pathLoss: 12 + swing + Float(random.unit() * 6))
    }
  }

  func facts(_ sightings: [Sighting], batch: Int) throws -> [Fact] {
    var story = try story()
    var facts: [Fact] = []
    var start = 0
    while start < sightings.count {
      let end = min(start + batch, sightings.count)
      let part = Array(sightings[start..<end])
      story.engine.ingest(part) { facts.append($0) }
      start = end
    }
    return facts
  }

  @Test("The same sightings give the same facts in any batch size", arguments: [1, 2, 3])
  func batches(seed: UInt64) throws {
    let sightings = Self.hour(seed: seed)
    let whole = try facts(sightings, batch: sightings.count)
    #expect(whole.count > 100)
    for batch in [1, 7, 100] { #expect(try facts(sightings, batch: batch) == whole) }
  }

  @Test("A snapshot restored at any moment changes nothing that follows", arguments: [1, 2, 3])
  func restored(seed: UInt64) throws {
    let sightings = Self.hour(seed: seed)
    let whole = try facts(sightings, batch: sightings.count)
    for cut in stride(from: 0, to: sightings.count, by: 331) {
      var first = try story()
      var told: [Fact] = []
      first.engine.ingest(Array(sightings[..<cut])) { told.append($0) }
      let bytes = try JSONEncoder().encode(first.engine.snapshot())
      let snapshot = try JSONDecoder().decode(Engine<EWMA>.Snapshot.self, from: bytes)
      #expect(snapshot == first.engine.snapshot())
      var second = try story(restoring: snapshot)
      #expect(second.engine.snapshot() == snapshot)
      second.engine.ingest(Array(sightings[cut...])) { told.append($0) }
      #expect(told == whole, "cut at \(cut)")
    }
  }

  @Test("Facts come in the order of their times, visits do not overlap, dwell is never negative")
  func invariants() throws {
    for seed in 1...20 as ClosedRange<UInt64> {
      let facts = try facts(Self.hour(seed: seed), batch: 64)
      var last = Instant(nanoseconds: .min)
      var lastEnd: [UInt64: Instant] = [:]
      for fact in facts {
        #expect(fact.time >= last)
        last = fact.time
        let key = fact.shopper.rawValue << 16 | UInt64(fact.place.rawValue)
        switch fact {
        case .near(let near): #expect(near.since <= near.time)
        case .return(let back):
          #expect(lastEnd[key].map { back.since - $0 == back.away } == true)
        case .dwell(let dwell):
          #expect(dwell.since <= dwell.time && dwell.dwell >= .zero)
          if dwell.phase == .departed { lastEnd[key] = dwell.since }
          if dwell.phase == .entered { #expect(lastEnd[key] == nil) }
        }
      }
    }
  }

  @Test("A forgotten shopper leaves no trace in the snapshot and returns as a stranger to it")
  func forget() throws {
    let shopper = ShopperIndex(slot: 3, generation: 0)
    let sightings = Self.hour(seed: 9)
    var with = try story()
    with.engine.ingest(sightings) { _ in }
    with.engine.forget(shopper)
    var without = try story()
    without.engine.ingest(sightings.filter { $0.shopper != shopper }) { _ in }
    without.engine.advance(to: with.engine.now) { _ in }
    without.engine.forget(shopper)
    #expect(with.engine.snapshot() == without.engine.snapshot())
  }

  @Test("Sightings in flight of a forgotten shopper are not counted for the slot's next owner")
  func inFlight() throws {
    var story = try Story([Place("shelf")])
    let former = ShopperIndex(slot: 0, generation: 0)
    let next = ShopperIndex(slot: 0, generation: 1)
    story.stay(0...9, 5, shopper: former)
    story.engine.forget(former)
    story.facts = []
    story.hear(10, 5, shopper: former)
    #expect(story.engine.counters.invalid == 1)
    story.stay(10...16, 5, shopper: next)
    #expect(story.lines == ["0 near 11 since 10", "0 entered 15 since 10 dwell 5"])
  }

  @Test("What a new floor does not have is left out of a restored engine")
  func changedFloor() throws {
    var old = try story()
    old.engine.ingest(Self.hour(seed: 4)) { _ in }
    var new = try Story(
      [Place("shelf", ["c", "b"])], receivers: ["c", "b"], restoring: old.engine.snapshot())
    let visits = new.engine.openVisits()
    #expect(visits.allSatisfy { $0.place == PlaceIndex(0) })
    new.advance(1e6)
    #expect(new.engine.openVisits().isEmpty)
  }

  @Test(
    "A damaged snapshot is refused and named",
    arguments: [
      ("\"nearest\":0", "\"nearest\":9", "presences"),
      ("\"suspectedSince\":9", "\"suspectedSince\":-9", "presences"),
      ("\"pendingSince\":", "\"pendingSince\":9", "presences"),
      ("\"key\":1,", "\"key\":0,", "tracks"),
      ("\"interval\":", "\"interval\":-", "tracks"), ("[\"a\",", "[\"b\",", "receivers"),
      ("\"now\":{\"nanoseconds\":", "\"now\":{\"nanoseconds\":9000000", "now"),
      ("\"now\":{\"nanoseconds\":", "\"now\":{\"nanoseconds\":-", "tracks"),
    ])
  func damaged(found: String, damage: String, part: String) throws {
    var story = try story()
    story.engine.ingest(Array(Self.hour(seed: 1).prefix(400))) { _ in }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let text = String(decoding: try encoder.encode(story.engine.snapshot()), as: UTF8.self)
    #expect(text.contains(found))
    let bytes = Data(text.replacingOccurrences(of: found, with: damage).utf8)
    let snapshot = try JSONDecoder().decode(Engine<EWMA>.Snapshot.self, from: bytes)
    let floor = story.engine.floor
    let error = #expect(throws: ConfigurationError.self) {
      _ = try Engine(
        floor, limits: LimitTests.few, smoothing: EWMA(timeConstant: .nanoseconds(1)),
        restoring: snapshot)
    }
    #expect(error?.path == "snapshot.\(part)")
  }

  @Test("The next deadline is the time at which advancing has something to do")
  func nextDeadline() throws {
    var story = try Story([Place("shelf")])
    #expect(story.engine.nextDeadline == nil)
    story.stay(0...20, 5)
    #expect(story.engine.nextDeadline == Instant(seconds: 23))
    story.advance(23)
    #expect(story.engine.nextDeadline == Instant(seconds: 80))
  }
}

struct SplitMix {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
    return bits ^ bits >> 31
  }
  mutating func unit() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }
  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
}
