import Proximity
import Testing

@Suite("Rules and limits of beliefs")
struct BeliefRuleTests {
  @Test(
    "A rule out of its range is refused with its path",
    arguments: [
      ("weakerScatter", BeliefRules(weakerScatter: 0.9)),
      ("weakerScatter", BeliefRules(weakerScatter: 21)),
      ("weakerScatter", BeliefRules(weakerScatter: .nan)),
      ("strongerScatter", BeliefRules(strongerScatter: 0)),
      ("strongerScatter", BeliefRules(strongerScatter: .infinity)),
      ("degreesOfFreedom", BeliefRules(degreesOfFreedom: 0.5)),
      ("degreesOfFreedom", BeliefRules(degreesOfFreedom: 101)),
      ("shadow", BeliefRules(shadow: .seconds(-1))),
      ("shadow", BeliefRules(shadow: .seconds(61))),
      ("spread", BeliefRules(spread: 0)),
      ("spread", BeliefRules(spread: 10.5)),
      ("height", BeliefRules(height: -0.1)),
      ("height", BeliefRules(height: 11)),
      ("enter", BeliefRules(enter: 0.04)),
      ("enter", BeliefRules(enter: 1)),
      ("enter", BeliefRules(enter: .nan)),
      ("enterAlone", BeliefRules(enterAlone: 0)),
      ("enterAlone", BeliefRules(enterAlone: 1)),
      ("suspect", BeliefRules(suspect: 0)),
      ("suspect", BeliefRules(suspect: 0.46)),
      ("suspect", BeliefRules(suspect: .nan)),
      ("leave", BeliefRules(leave: 0)),
      ("leave", BeliefRules(leave: 0.6)),
      ("leave", BeliefRules(leave: .nan)),
      ("settling", BeliefRules(settling: .zero)),
      ("settling", BeliefRules(settling: .seconds(3601))),
    ])
  func refused(parameter: String, rules: BeliefRules) throws {
    let error = #expect(throws: ConfigurationError.self) {
      _ = try FloorStory(rules: ZoneRules(belief: rules))
    }
    #expect(error?.path == "rules.belief.\(parameter)")
  }

  @Test("To leave must take less than to enter, on one receiver's word too")
  func leaveAboveEnterAlone() throws {
    let rules = ZoneRules(belief: BeliefRules(enter: 0.9, enterAlone: 0.3, leave: 0.6))
    let error = #expect(throws: ConfigurationError.self) { _ = try FloorStory(rules: rules) }
    #expect(error?.path == "rules.belief.leave")
  }

  @Test(
    "The ends of every range are taken",
    arguments: [
      BeliefRules.narrowest, .widest,
      BeliefRules(
        enter: 0.05, enterAlone: 0.05, suspect: 0.01, leave: 0.01, settling: .seconds(1)),
      BeliefRules(
        enter: 0.99, enterAlone: 0.99, suspect: 0.99, leave: 0.99, settling: .seconds(3600)),
    ])
  func ends(rules: BeliefRules) throws {
    var story = try FloorStory(rules: ZoneRules(belief: rules))
    story.stay(0...3, at: (0, 0))
    #expect((0...1.001).contains(story.likelihood(0)))
  }

  @Test(
    "A number of beliefs out of its range is refused with its path", arguments: [-1, 16_777_216])
  func beliefs(count: Int) throws {
    let error = #expect(throws: ConfigurationError.self) {
      _ = try FloorStory(limits: Limits(beliefs: count))
    }
    #expect(error?.path == "limits.beliefs")
  }

  @Test("What is likely is asked of places and shoppers that there are")
  func likelihood() throws {
    var story = try FloorStory()
    #expect(story.engine.likelihood(of: FloorStory.anna, near: PlaceIndex(0)) == nil)
    story.stay(0...9, at: (0, 0))
    #expect(story.engine.likelihood(of: FloorStory.anna, near: PlaceIndex(0)) != nil)
    #expect(story.engine.likelihood(of: FloorStory.anna, near: PlaceIndex(9)) == nil)
    #expect(story.engine.likelihood(of: FloorStory.ben, near: PlaceIndex(0)) == nil)
  }
}
