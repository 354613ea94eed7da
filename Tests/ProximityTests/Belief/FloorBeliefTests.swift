import Foundation
import Proximity
import Testing

@Suite("The belief over a floor")
struct FloorBeliefTests {
  @Test(
    "Every place is as likely as the model says, worked out slowly, within 0.05",
    arguments: [1, 2, 3] as [UInt64])
  func oracle(seed: UInt64) throws {
    let rules = BeliefRules()
    var random = SplitMix(seed: seed)
    var story = try FloorStory()
    var oracle = FloorOracle(
      story.engine.floor.receivers.compactMap(\.position), exponent: 2, rules: rules)
    var (time, gap) = (100.0, octave(30))
    var spot = (x: 12 * random.unit(), y: 12 * random.unit())
    for advertisement in 0..<60 {
      if advertisement > 0 {
        // From 0.2 to 3 s; the look after the first has waited for what is assumed of a beacon.
        gap = octave(28 + random.below(4))
        time += gap
        oracle.stroll(for: gap)
      }
      spot.x = max(-2, min(14, spot.x + 2 * random.unit() - 1))
      spot.y = max(-2, min(14, spot.y + 2 * random.unit() - 1))
      for var sighting in story.sightings(time, at: spot) {
        sighting.time = Instant(seconds: time)
        sighting.pathLoss += Float(6 * random.unit() - 2)
        story.take([sighting])
        oracle.hear(
          Double(sighting.pathLoss), by: Int(sighting.receiver.rawValue), gap: gap)
      }
      for (place, corner) in FloorStory.corners.enumerated() {
        let expected = oracle.likelihood(within: 2.5, of: Double(corner.x), Double(corner.y))
        #expect(
          abs(Double(story.likelihood(UInt16(place))) - expected) < 0.05,
          "place \(place) after \(advertisement) advertisements")
      }
    }
  }

  @Test("Who is heard is believed to be there, however short graces and memories are")
  func shortMemory() throws {
    var story = try FloorStory(
      rules: ZoneRules(silence: SilenceRules(unhealthyGrace: .zero, trackMemory: .zero)))
    story.stay(0...60, at: (0, 0))
    #expect(story.words(0) == ["far", "near", "entered", "dwelled"])
    story.advance(600)
    #expect(story.words(0) == ["far", "near", "entered", "dwelled", "unknown", "departed"])
  }

  @Test("A presence that gives way to one on the floor is told of in the order of time")
  func giveWay() throws {
    var limits = FloorStory.few
    limits.presences = 1
    var story = try FloorStory(radius: 6, limits: limits)
    story.deaf = [1]
    for second in 0..<60 {
      story.hear(Double(second), at: (12, 0), of: FloorStory.ben)
      story.hear(Double(second) + 0.05, at: (0, 0))
    }
    #expect(zip(story.facts, story.facts.dropFirst()).allSatisfy { $0.time <= $1.time })
  }

  @Test(
    "Nothing makes the shares anything but shares of a whole",
    arguments: [BeliefRules(), .narrowest, .widest])
  func hostile(rules: BeliefRules) throws {
    var random = SplitMix(seed: 8)
    let places = [Place("everywhere", ["r0"], radius: 1000), Place("corner", ["r1"], radius: 1)]
    var story = try FloorStory(places: places, rules: ZoneRules(belief: rules))
    var time = Instant(seconds: -1e9)
    for step in 0..<500 {
      let gap = [
        0, 1, 20_000_000, 300_000_000, 2_000_000_000, 60_000_000_000, 86_400_000_000_000,
      ]
      time = time + .nanoseconds(gap[random.below(gap.count)])
      let losses = [-999, 999, 0, 40, Float(random.unit() * 1998 - 999)]
      story.take([
        Sighting(
          shopper: FloorStory.anna, receiver: ReceiverIndex(UInt16(random.below(4))), time: time,
          pathLoss: losses[random.below(losses.count)])
      ])
      let (whole, corner) = (story.likelihood(0), story.likelihood(1))
      guard abs(whole - 1) < 1e-3, corner >= 0, corner <= whole else {
        Issue.record("after \(step) looks the shares make up \(whole), \(corner)")
        break
      }
    }
  }

  @Test("The stronger the first look the likelier near, however strong it is")
  func firstLook() throws {
    var limits = FloorStory.few
    limits.beliefs = limits.shoppers
    var story = try FloorStory(limits: limits)
    let near = (0..<12).map { number -> Float in
      let shopper = ShopperIndex(slot: UInt32(number), generation: 0)
      story.take([
        Sighting(
          shopper: shopper, receiver: ReceiverIndex(0), time: Instant(seconds: 0),
          pathLoss: Float(4 * number - 20))
      ])
      return story.likelihood(0, of: shopper)
    }
    #expect(zip(near, near.dropFirst()).allSatisfy { $0 >= $1 }, "\(near)")
  }

  @Test("A look from far away moves the belief to the far side of a small floor")
  func farSide() throws {
    var story = try FloorStory()
    story.deaf = [3]
    story.stay(0...10, at: (12, 12))
    let near = (0..<4).map { story.likelihood($0) }
    #expect(near.dropLast().allSatisfy { $0 < near[3] / 100 }, "\(near)")
  }

  /// A shop of 120 m × 40 m with thirty receivers.
  static let hall = (0..<30).map { (number: Int) -> (x: Float, y: Float) in
    (6 + 12 * Float(number % 10), 6 + 14 * Float(number / 10))
  }

  @Test("A shopper who walks across a large floor is followed, and believed where they stand")
  func largeFloor() throws {
    var story = try FloorStory(Self.hall, radius: 4)
    story.range = 20
    let stops = [0, 3, 13, 25, 29, 9, 20].map { number in
      (number: number, x: Double(Self.hall[number].x), y: Double(Self.hall[number].y))
    }
    var second = 0
    var spot = (x: stops[0].x, y: stops[0].y)
    for stop in stops {
      let seconds = Int(hypot(stop.x - spot.x, stop.y - spot.y) / 1.3) + 1
      story.walk(second...second + seconds, from: spot, to: (stop.x, stop.y))
      second += seconds + 1
      story.stay(second...second + 12, at: (stop.x, stop.y))
      second += 13
      spot = (stop.x, stop.y)
      let rules = story.engine.rules.belief
      #expect(story.likelihood(UInt16(stop.number)) > rules.enter, "at r\(stop.number)")
      #expect(story.words(UInt16(stop.number)).contains("entered"), "at r\(stop.number)")
    }
  }

  @Test(
    "A window that moves knows what a belief over the whole of a large floor knows, within 0.05")
  func movingWindow() throws {
    var story = try FloorStory(Self.hall, radius: 4)
    story.range = 16
    var oracle = FloorOracle(
      story.engine.floor.receivers.compactMap(\.position), exponent: 2, rules: BeliefRules(),
      cell: 1)
    for advertisement in 0..<60 {
      let gap = octave(30)
      let time = 50 + Double(advertisement) * gap
      if advertisement > 0 { oracle.stroll(for: gap) }
      var heard: Set<UInt16> = []
      for var sighting in story.sightings(time, at: (x: 6 + Double(advertisement), y: 18)) {
        sighting.time = Instant(seconds: time)
        heard.insert(sighting.receiver.rawValue)
        story.take([sighting])
        oracle.hear(Double(sighting.pathLoss), by: Int(sighting.receiver.rawValue), gap: gap)
      }
      for place in heard {
        let corner = Self.hall[Int(place)]
        let expected = oracle.likelihood(within: 4, of: Double(corner.x), Double(corner.y))
        #expect(
          abs(Double(story.likelihood(place)) - expected) < 0.05,
          "place \(place) after \(advertisement) advertisements")
      }
    }
  }

  @Test(
    "A shopper who walks on through a large floor is believed where they pass", arguments: [6, 18])
  func walkingOn(y: Double) throws {
    var story = try FloorStory(Self.hall, radius: 4)
    story.range = 16
    var passed: [Float] = []
    for second in 0..<80 {
      let x = 6 + 1.3 * Double(second)
      story.hear(Double(second), at: (x: x, y: y))
      for (number, spot) in Self.hall.enumerated()
      where hypot(Double(spot.x) - x, Double(spot.y) - y) < 2.5 {
        passed.append(story.likelihood(UInt16(number)))
      }
    }
    #expect(passed.reduce(0, +) / Float(passed.count) > 0.3)
  }

  @Test("A shopper first heard by a receiver far away is found")
  func farFirst() throws {
    var story = try FloorStory(Self.hall, radius: 4)
    story.deaf = Set(Self.hall.indices).subtracting([0])
    story.hear(0, at: (x: 66, y: 20))
    story.deaf = []
    story.range = 25
    story.stay(1...20, at: (x: 66, y: 20))
    #expect(story.likelihood(15) > story.engine.rules.belief.enter)
  }

  @Test("Without three receivers that all have positions each receiver speaks for itself")
  func noFloor() throws {
    var two = try FloorStory([(0, 0), (12, 0)])
    two.stay(0...20, at: (0, 0))
    #expect(two.words(0).suffix(2) == ["near", "entered"])
    #expect(two.engine.counters.beliefsRefused == 0)
  }
}
