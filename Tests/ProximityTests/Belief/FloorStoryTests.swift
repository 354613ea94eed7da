import Proximity
import Testing

@Suite("Stories on a floor with positions")
struct FloorStoryTests {
  static let middle = FloorStory.middle

  @Test("A shopper enters the place they walk to, and no other, and leaves it")
  func thereAndBack() throws {
    var story = try FloorStory()
    story.stay(0...19, at: Self.middle)
    story.walk(20...27, from: Self.middle, to: (0, 0))
    story.stay(28...59, at: (0, 0))
    story.walk(60...67, from: (0, 0), to: Self.middle)
    story.stay(68...200, at: Self.middle)
    let words = story.words(0).filter { $0 != "immediate" }
    #expect(words == ["far", "near", "entered", "dwelled", "far", "departed"])
    for place in 1...3 as ClosedRange<UInt16> { #expect(story.words(place) == ["far"]) }
    #expect(story.first("near", 0) < 32)
    guard case .dwell(let visit) = story.facts.last else { throw Unexpected() }
    #expect((24...40).contains(visit.dwell / .seconds(1)))
    #expect((58...68).contains(visit.since.seconds))
  }

  @Test("A shopper who crosses the floor leaves one place before they enter the next")
  func fromPlaceToPlace() throws {
    var story = try FloorStory()
    story.stay(0...29, at: (0, 0))
    story.walk(30...42, from: (0, 0), to: (12, 0))
    story.stay(43...70, at: (12, 0))
    let (left, entered) = (story.last("far", 0), story.first("near", 1))
    #expect(left < entered)
    #expect(story.words(1).suffix(1) == ["entered"])
  }

  @Test("A beacon at a receiver of its own height is immediate, one some steps away is near")
  func immediate() throws {
    var story = try FloorStory(FloorStory.grid, height: 1.2)
    story.stay(0...30, at: (5, 5))
    #expect(story.words(4).contains("immediate"))
    story = try FloorStory(FloorStory.grid, height: 1.2)
    story.stay(0...30, at: (6.2, 6.2))
    #expect(story.words(4).suffix(2) == ["near", "entered"])
    #expect(!story.words(4).contains("immediate"))
  }

  @Test("A place is judged by all looks of an advertisement and not by the first of them alone")
  func wholeAdvertisement() throws {
    var story = try FloorStory(FloorStory.grid, radius: 1, height: 1.2)
    story.stay(0...20, at: (5, 5))
    story.advance(20.9)
    #expect(story.likelihood(4) > story.engine.rules.belief.enter)
    #expect(story.words(4).contains("entered"))
  }

  @Test("When the receiver of a place dies its visit goes on while others hear the shopper")
  func receiverDies() throws {
    var story = try FloorStory()
    story.stay(0...25, at: (0, 0))
    let before = story.words(0).filter { $0 != "immediate" && $0 != "far" }
    #expect(before == ["near", "entered"])
    let others = story.facts.filter { $0.place != PlaceIndex(0) }
    story.facts = []
    story.deaf = [0]
    story.stay(26...180, at: (0, 0))
    #expect(!story.words(0).contains { ["far", "unknown", "departed", "lost"].contains($0) })
    #expect(story.words(0).contains("dwelled"))
    #expect(story.facts.allSatisfy { $0.place == PlaceIndex(0) })
    #expect(others.map(\.word) == ["far", "far", "far"])
    // And it ends as it does anywhere when they go.
    story.walk(181...188, from: (0, 0), to: Self.middle)
    story.stay(189...300, at: Self.middle)
    #expect(story.words(0).suffix(2) == ["far", "departed"])
  }

  @Test("When a receiver elsewhere dies nothing changes for anybody")
  func receiverElsewhereDies() throws {
    var story = try FloorStory()
    story.stay(0...25, at: (0, 0))
    story.facts = []
    story.deaf = [3]
    story.stay(26...130, at: (0, 0))
    #expect(!story.facts.contains { $0.place != PlaceIndex(0) })
    #expect(story.words(0).filter { $0 != "immediate" && $0 != "near" } == ["dwelled", "dwelled"])
  }

  @Test("The place of a receiver that has never heard anything is entered and left all the same")
  func deafFromTheStart() throws {
    var story = try FloorStory(FloorStory.grid)
    story.deaf = [4]
    story.stay(0...19, at: (-2, -2))
    story.walk(20...29, from: (-2, -2), to: (5, 5))
    story.stay(30...59, at: (5, 5))
    story.walk(60...69, from: (5, 5), to: (-2, -2))
    story.stay(70...200, at: (-2, -2))
    let words = story.words(4).filter { $0 != "immediate" && $0 != "dwelled" }
    #expect(words == ["near", "entered", "far", "departed"])
  }

  @Test(
    "A beacon 10 dB off its measured power is learned in a minute", arguments: [Float(10), -10])
  func offset(weakness: Float) throws {
    var story = try FloorStory()
    story.weakness = weakness
    story.walk(0...30, from: (12, 12), to: Self.middle)
    story.walk(31...60, from: Self.middle, to: (0, 0))
    story.stay(61...90, at: (0, 0))
    #expect(story.words(0).contains("entered"))
    #expect(story.words(1) == ["far"] && story.words(2) == ["far"])
  }

  @Test("When everybody falls silent every place becomes unknown, back-dated to the last look")
  func silence() throws {
    var story = try FloorStory()
    story.stay(0...40, at: (0, 0))
    let told = story.facts.count
    story.advance(400)
    let unknown = story.facts.dropFirst(told).compactMap { fact -> Near? in
      if case .near(let near) = fact { near } else { nil }
    }
    #expect(unknown.map(\.place.rawValue).sorted() == [0, 1, 2, 3])
    #expect(unknown.allSatisfy { $0.zone == .unknown && $0.since.seconds == 40.003 })
    guard case .dwell(let visit) = story.facts.last else { throw Unexpected() }
    #expect(visit.phase == .departed && visit.since.seconds == 40.003)
    #expect(story.engine.openVisits().isEmpty)
    #expect(story.engine.likelihood(of: FloorStory.anna, near: PlaceIndex(0)) == nil)
    story.advance(2000)
    #expect(story.engine.nextDeadline.map { $0.seconds > 1e6 } ?? true)
  }

  @Test("A visit that was never heard at its own receiver ends when everybody falls silent")
  func silenceAfterDeafness() throws {
    var story = try FloorStory(FloorStory.grid)
    story.deaf = [4]
    story.stay(0...40, at: (5, 5))
    #expect(story.words(4).contains("entered"))
    story.advance(400)
    #expect(story.words(4).suffix(2) == ["unknown", "departed"])
  }

  @Test("A shopper who finds no room for a belief is judged by rings, and counted")
  func refused() throws {
    var limits = FloorStory.few
    limits.beliefs = 1
    var story = try FloorStory(limits: limits)
    limits.beliefs = 0
    var alone = try FloorStory(limits: limits)
    for second in 0...60 {
      story.hear(Double(second), at: (12, 12))
      let spot = second < 20 ? Self.middle : (x: 0.0, y: 0.0)
      story.hear(Double(second) + 0.5, at: spot, of: FloorStory.ben)
      alone.hear(Double(second) + 0.5, at: spot, of: FloorStory.ben)
    }
    #expect(story.engine.counters.beliefsRefused == 61 * 4)
    #expect(alone.engine.counters.beliefsRefused == 0)
    #expect(story.facts.filter { $0.shopper == FloorStory.ben } == alone.facts)
    #expect(alone.words(0, of: FloorStory.ben).contains("entered"))
    for place in 0...3 as ClosedRange<UInt16> {
      let both = [
        story.likelihood(place, of: FloorStory.ben), alone.likelihood(place, of: FloorStory.ben),
      ]
      #expect(both[0] == both[1])
    }
  }

  @Test("Somebody who was refused gets the room of somebody who leaves")
  func roomAgain() throws {
    var limits = FloorStory.few
    limits.beliefs = 1
    var story = try FloorStory(limits: limits)
    story.stay(0...10, at: (12, 12))
    story.stay(11...19, at: (0, 0), of: FloorStory.ben)
    let refused = story.engine.counters.beliefsRefused
    #expect(refused == 36)
    story.engine.forget(FloorStory.anna)
    story.stay(20...60, at: (0, 0), of: FloorStory.ben)
    #expect(story.engine.counters.beliefsRefused == refused)
    #expect(story.words(0, of: FloorStory.ben).filter { $0 == "entered" }.count == 1)
  }

  @Test("Places of a group go by what is heard best, wherever the shopper may be")
  func group() throws {
    let places = [
      Place("inside", ["r0"], radius: 1, group: "door"),
      Place("outside", ["r1"], radius: 1, group: "door"), Place("till", ["r3"], radius: 2.5),
    ]
    var story = try FloorStory(places: places)
    story.stay(0...30, at: (4, 0))
    #expect(story.words(0).contains("entered"))
    #expect(!story.words(1).contains("near"))
    #expect(story.likelihood(0).isNaN)
    story.stay(31...60, at: (8, 0))
    #expect(story.words(1).contains("entered"))
    #expect(story.words(0).last == "far" || story.words(0).last == "dwelled")
    #expect(story.words(2) == ["far"])
    story.walk(61...75, from: (8, 0), to: (12, 12))
    story.stay(76...100, at: (12, 12))
    #expect(story.words(2).contains("entered"))
  }

  @Test("The first place of a group to be heard does not hold before the better heard had a chance")
  func firstOfGroup() throws {
    let places = [
      Place("inside", ["r0"], group: "door"), Place("outside", ["r1"], group: "door"),
    ]
    for positions in [Array(FloorStory.corners), Array(FloorStory.corners.prefix(2))] {
      var story = try FloorStory(positions, places: places)
      story.deaf = [1]
      story.hear(0, at: (10, 0))
      story.deaf = []
      for second in 0...30 { story.hear(Double(second) + 0.4, at: (10, 0)) }
      #expect(!story.words(0).contains("near") && !story.words(0).contains("immediate"))
      #expect(story.words(1).contains("entered"))
    }
  }

  @Test("It takes more to end a presence that has settled", arguments: [true, false])
  func settled(hasPositions: Bool) throws {
    let left = try [Duration.seconds(1), .seconds(3600)].map { settling in
      var limits = FloorStory.few
      if !hasPositions { limits.beliefs = 0 }
      var story = try FloorStory(
        rules: ZoneRules(belief: BeliefRules(settling: settling)), limits: limits)
      story.stay(0...120, at: (0, 0))
      story.walk(121...160, from: (0, 0), to: Self.middle)
      story.stay(161...200, at: Self.middle)
      return story.last("far", 0)
    }
    // After two minutes a presence that settles in a second has settled, and one that settles in
    // an hour has not.
    #expect(left[0] > left[1] + 1)
  }

  @Test("The next deadline is the time at which advancing has something to do")
  func nextDeadline() throws {
    var story = try FloorStory()
    story.stay(0...30, at: (0, 0))
    for _ in 0..<40 {
      guard let deadline = story.engine.nextDeadline else { return }
      let (told, before) = (story.facts.count, story.engine.snapshot())
      story.advance(deadline.seconds - 0.001)
      #expect(story.facts.count == told)
      story.engine.advance(to: deadline) { _ in }
      #expect(story.engine.snapshot() != before)
    }
    Issue.record("there is always something to do")
  }
}
