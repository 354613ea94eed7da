import Foundation
import Proximity
import Testing

@Suite("Snapshots, batches and forgetting with beliefs")
struct FloorSnapshotTests {
  /// Three shoppers on their ways for some minutes, with noise, losses and a pause.
  static func minutes(_ story: borrowing FloorStory, seed: UInt64) -> [Sighting] {
    var random = SplitMix(seed: seed)
    var time = 0.0
    return (0..<240).flatMap { advertisement -> [Sighting] in
      time += random.unit() < 0.02 ? 40 * random.unit() : 1.5 * random.unit()
      let number = random.below(3)
      let turn = time / 30 + 2 * Double(number)
      let spot = (x: 6 + 7 * cos(turn), y: 6 + 7 * sin(1.3 * turn))
      let shopper = ShopperIndex(slot: UInt32(number), generation: 0)
      return story.sightings(time, at: spot, of: shopper).compactMap { sighting in
        var sighting = sighting
        sighting.pathLoss += Float(9 * random.unit() - 3)
        sighting.time = Instant(seconds: time)
        return random.unit() < 0.2 ? nil : sighting
      }
    }
  }

  static let places = [
    Place("p0", ["r0"], radius: 3), Place("p1", ["r1", "r3"], radius: 3),
    Place("left", ["r0", "r2"], group: "side"), Place("right", ["r1", "r3"], group: "side"),
  ]

  static func story(
    beliefs: Int, restoring snapshot: Engine<StandardSmoother>.Snapshot? = nil
  ) throws -> FloorStory {
    var limits = FloorStory.few
    limits.beliefs = beliefs
    return try FloorStory(places: places, limits: limits, restoring: snapshot)
  }

  @Test(
    "The same sightings give the same facts and the same snapshot in any batch size",
    arguments: [8, 2, 0])
  func batches(beliefs: Int) throws {
    var whole = try Self.story(beliefs: beliefs)
    let sightings = Self.minutes(whole, seed: 1)
    whole.take(sightings)
    #expect(whole.facts.count > 30)
    for batch in [1, 7, 100] {
      var story = try Self.story(beliefs: beliefs)
      for start in stride(from: 0, to: sightings.count, by: batch) {
        story.take(Array(sightings[start..<min(start + batch, sightings.count)]))
      }
      #expect(story.facts == whole.facts)
      #expect(story.engine.snapshot() == whole.engine.snapshot())
    }
  }

  @Test("To advance between sightings changes no fact")
  func advancing() throws {
    var whole = try Self.story(beliefs: 8)
    let sightings = Self.minutes(whole, seed: 2)
    whole.take(sightings)
    var story = try Self.story(beliefs: 8)
    for sighting in sightings {
      story.advance(sighting.time.seconds - 0.05)
      story.take([sighting])
    }
    #expect(story.facts == whole.facts)
  }

  @Test("A snapshot restored at any moment changes nothing that follows", arguments: [8, 2, 0])
  func restored(beliefs: Int) throws {
    var whole = try Self.story(beliefs: beliefs)
    let sightings = Self.minutes(whole, seed: 3)
    whole.take(sightings)
    for cut in stride(from: 3, to: sightings.count, by: 331) {
      var first = try Self.story(beliefs: beliefs)
      first.take(Array(sightings[..<cut]))
      let bytes = try JSONEncoder().encode(first.engine.snapshot())
      let snapshot = try JSONDecoder().decode(
        Engine<StandardSmoother>.Snapshot.self, from: bytes)
      #expect(snapshot == first.engine.snapshot())
      var second = try Self.story(beliefs: beliefs, restoring: snapshot)
      #expect(second.engine.snapshot() == snapshot)
      second.take(Array(sightings[cut...]))
      #expect(first.facts + second.facts == whole.facts, "cut at \(cut)")
      #expect(second.engine.snapshot() == whole.engine.snapshot(), "cut at \(cut)")
    }
  }

  @Test("A forgotten shopper leaves no trace in the snapshot")
  func forgotten() throws {
    var with = try Self.story(beliefs: 8)
    let sightings = Self.minutes(with, seed: 4)
    with.take(sightings)
    with.engine.forget(FloorStory.ben)
    var without = try Self.story(beliefs: 8)
    without.take(sightings.filter { $0.shopper != FloorStory.ben })
    without.engine.advance(to: with.engine.now) { _ in }
    without.engine.forget(FloorStory.ben)
    #expect(with.engine.snapshot() == without.engine.snapshot())
    #expect(with.engine.likelihood(of: FloorStory.ben, near: PlaceIndex(0)) == nil)
  }

  @Test("Shoppers do not know of each other")
  func independent() throws {
    var all = try Self.story(beliefs: 8)
    let sightings = Self.minutes(all, seed: 5)
    all.take(sightings)
    for slot in 0..<3 as Range<UInt32> {
      let shopper = ShopperIndex(slot: slot, generation: 0)
      var alone = try Self.story(beliefs: 8)
      alone.take(sightings.filter { $0.shopper == shopper })
      alone.engine.advance(to: all.engine.now) { alone.facts.append($0) }
      #expect(alone.facts == all.facts.filter { $0.shopper == shopper })
    }
  }

  @Test("On a floor that was moved meanwhile a visit still ends when nobody hears the shopper")
  func movedFloor() throws {
    var old = try FloorStory(FloorStory.grid)
    old.deaf = [4]
    old.stay(0...40, at: (5, 5))
    #expect(old.engine.openVisits().map(\.place) == [PlaceIndex(4)])
    let moved = FloorStory.grid.map { (x: $0.x, y: $0.y + ($0.y > 9 ? 3 : 0)) }
    var new = try FloorStory(moved, restoring: old.engine.snapshot())
    new.advance(1000)
    #expect(new.engine.openVisits().isEmpty)
    #expect(new.words(4) == ["unknown", "departed"])
  }

  @Test("With less room for beliefs a visit still ends when nobody hears the shopper")
  func fewerBeliefs() throws {
    var old = try FloorStory(FloorStory.grid)
    old.deaf = [4]
    for second in 0...40 {
      old.hear(Double(second), at: (5, 5))
      old.hear(Double(second) + 0.5, at: (5, 5), of: FloorStory.ben)
    }
    #expect(old.engine.openVisits().count == 2)
    for beliefs in [1, 0] {
      var limits = FloorStory.few
      limits.beliefs = beliefs
      var new = try FloorStory(FloorStory.grid, limits: limits, restoring: old.engine.snapshot())
      new.advance(1000)
      #expect(new.engine.openVisits().isEmpty, "room for \(beliefs)")
    }
  }

  @Test("A visit ends though its receivers were deaf by turns for longer than a belief lasts")
  func flapping() throws {
    var story = try FloorStory(FloorStory.grid)
    story.deaf = [4]
    story.stay(0...40, at: (5, 5))
    #expect(story.engine.openVisits().count == 1)
    var second = 41.0
    for turn in 0..<6 {
      for receiver in 0...8 as ClosedRange<UInt16> {
        story.engine.setHealth(
          turn.isMultiple(of: 2) ? .unhealthy : .healthy, of: ReceiverIndex(receiver),
          at: Instant(seconds: second)
        ) { _ in }
      }
      second += turn.isMultiple(of: 2) ? 500 : 5
    }
    story.advance(second + 5000)
    #expect(story.engine.openVisits().isEmpty)
  }

  @Test(
    "A damaged belief in a snapshot is refused and named",
    arguments: [
      ("\"shares\":[", "\"shares\":[2,"), ("\"shares\":[", "\"shares\":[-1,"),
      ("\"whole\":", "\"whole\":-"), ("\"window\":{\"block\":0", "\"window\":{\"block\":9"),
      ("\"row\":0}", "\"row\":40}"), ("\"lastSpread\":", "\"lastSpread\":50000000"),
      ("\"offset\":", "\"offset\":1e"),
    ])
  func damaged(found: String, damage: String) throws {
    var story = try FloorStory()
    story.stay(10...20, at: (0, 0))
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let text = String(decoding: try encoder.encode(story.engine.snapshot()), as: UTF8.self)
    #expect(text.contains(found))
    let bytes = Data(text.replacingOccurrences(of: found, with: damage).utf8)
    let snapshot = try? JSONDecoder().decode(Engine<StandardSmoother>.Snapshot.self, from: bytes)
    guard let snapshot else { return }
    let error = #expect(throws: ConfigurationError.self) {
      _ = try FloorStory(restoring: snapshot)
    }
    #expect(error?.path == "snapshot.beliefs")
  }

  @Test("A snapshot taken while a window moves is sound", arguments: [2.0, 6, 15])
  func whileMoving(pace: Double) throws {
    var story = try FloorStory(FloorBeliefTests.hall, radius: 4)
    story.range = 16
    for second in 0...Int(100 / pace) {
      story.hear(Double(second), at: (x: 6 + pace * Double(second), y: 18))
      story.advance(Double(second) + 0.5)
      _ = try FloorStory(
        FloorBeliefTests.hall, radius: 4, restoring: story.engine.snapshot())
    }
  }

  @Test("Times in a snapshot that no engine comes to do not trap")
  func impossibleTimes() async {
    await #expect(processExitsWith: .success) {
      var story = try FloorStory()
      story.stay(0...20, at: (0, 0))
      var text = String(decoding: try JSONEncoder().encode(story.engine.snapshot()), as: UTF8.self)
      for key in ["lastHeard", "lastLook", "lastSpread", "lastJudged"] {
        text.replace(try Regex("\"\(key)\":[0-9]+"), with: "\"\(key)\":\(-(1 << 62))")
      }
      text.replace(try Regex("\"deadline\":[0-9]+"), with: "\"deadline\":\(1 << 62)")
      let snapshot = try JSONDecoder().decode(
        Engine<StandardSmoother>.Snapshot.self, from: Data(text.utf8))
      guard var restored = try? FloorStory(restoring: snapshot) else { return }
      restored.take([
        Sighting(
          shopper: FloorStory.anna, receiver: ReceiverIndex(0), time: Instant.range.upperBound,
          pathLoss: 3)
      ])
    }
  }
}
