import Proximity
import Testing

@Suite("The first evidence of presence on a floor")
struct FirstEvidenceTests {
  /// Walks to a place with a beacon that advertises rarely, and stays.
  private func arrival(every interval: Double, suspect: Float) throws -> FloorStory {
    var rules = ZoneRules()
    rules.belief.suspect = suspect
    var story = try FloorStory(rules: rules)
    for look in stride(from: 0, through: 60, by: interval) { story.hear(look, at: (6, 6)) }
    for look in stride(from: 60 + interval, through: 180, by: interval) {
      story.hear(look, at: (1, 0.5))
    }
    return story
  }

  private func near(_ story: borrowing FloorStory) throws -> Near {
    for fact in story.facts where fact.place == PlaceIndex(0) {
      if case .near(let near) = fact, near.zone.isPresent { return near }
    }
    throw Unexpected()
  }

  @Test("Presence is dated back to when it was first suspected, and known no earlier for it")
  func datedBack() throws {
    let late = try near(try arrival(every: 5, suspect: 0.45))
    let early = try near(try arrival(every: 5, suspect: 0.1))
    #expect(early.time == late.time)
    #expect(early.since < late.since)
    #expect(early.since >= Instant(seconds: 60))
  }

  @Test("A suspicion that went away again is forgotten")
  func forgotten() throws {
    var story = try FloorStory()
    story.stay(0...20, at: (6, 6))
    story.walk(21...24, from: (6, 6), to: (3, 3))
    story.stay(25...60, at: (6, 6))
    #expect(!story.words(0).contains("near"))
    story.walk(61...66, from: (6, 6), to: (0, 0))
    story.stay(67...90, at: (0, 0))
    #expect(try near(story).since > Instant(seconds: 60))
  }

  @Test("Who left and comes back is not dated back to before they left")
  func notBeforeLeaving() throws {
    var story = try FloorStory(radius: 4)
    for round in 0..<6 {
      let start = round * 40
      story.stay(start...start + 15, at: (0.5, 0.5))
      story.stay(start + 16...start + 39, at: (3.6, 3.6))
    }
    var last = Instant(seconds: -1)
    var changes = 0
    for fact in story.facts where fact.place == PlaceIndex(0) {
      guard case .near(let near) = fact else { continue }
      #expect(near.since >= last)
      #expect(near.since <= near.time)
      last = near.since
      changes += 1
    }
    #expect(changes >= 4)
  }
}
