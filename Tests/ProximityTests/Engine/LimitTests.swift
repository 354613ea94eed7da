import Proximity
import Testing

@Suite("Limits and odd input")
struct LimitTests {
  static let few = Limits(shoppers: 64, identifiers: 64, tracks: 2, presences: 64, departures: 64)

  func shopper(_ slot: UInt32) -> ShopperIndex { ShopperIndex(slot: slot, generation: 0) }

  @Test("A full table of tracks gives up the stalest and counts it")
  func tracksFull() throws {
    var story = try Story([Place("shelf")], limits: Self.few)
    story.stay(0...9, 5, shopper: shopper(0))
    story.hear(9.1, 5, shopper: shopper(1))
    story.hear(10, 5, shopper: shopper(0))
    story.hear(10.1, 5, shopper: shopper(2))
    #expect(story.engine.counters.tracksEvicted == 1)
    story.hear(11, 5, shopper: shopper(0))
    #expect(story.engine.counters.tracksEvicted == 1)
    story.hear(11.1, 5, shopper: shopper(1))
    #expect(story.engine.counters.tracksEvicted == 2)
  }

  @Test("A visit whose presence is given up ends as lost")
  func presencesFull() throws {
    let limits = Limits(shoppers: 64, identifiers: 64, tracks: 8, presences: 1, departures: 64)
    var story = try Story([Place("shelf")], limits: limits)
    story.stay(0...9, 5, shopper: shopper(0))
    story.hear(10, 5, shopper: shopper(1))
    #expect(story.engine.counters.presencesEvicted == 1)
    #expect(story.lines.suffix(2) == ["0 unknown 10 since 9", "0 lost 10 since 9 dwell 9"])
  }

  @Test("Late, unusable and unknown sightings are counted and change nothing")
  func oddSightings() throws {
    var story = try Story([Place("shelf")])
    story.stay(0...9, 5)
    let before = story.engine.snapshot()
    story.hear(8, 5)
    story.hear(9, .nan)
    story.hear(9, .infinity)
    story.hear(9, 5, at: 7)
    #expect(story.engine.counters.late == 1)
    #expect(story.engine.counters.invalid == 3)
    #expect(story.engine.snapshot() == before)
  }

  @Test("Times at the ends of the range do not trap")
  func extremeTimes() throws {
    var story = try Story([Place("shelf")])
    story.hear(-9e9, 5)
    story.hear(-8e9, 5)
    story.hear(9e9, 5)
    story.engine.advance(to: Instant(nanoseconds: .max)) { _ in }
    story.engine.advance(to: Instant(nanoseconds: .min)) { _ in }
  }

  @Test(
    "A number out of its range is refused with its path",
    arguments: [
      ("exponent", Float(0.5), Float(3)), ("places[0].radius", 2, 0), ("places[0].radius", 2, .nan),
    ])
  func outOfRange(path: String, exponent: Float, radius: Float) throws {
    let error = #expect(throws: ConfigurationError.self) {
      try Floor(
        receivers: [Receiver(id: .init(name: "a"))], places: [Place("p", radius: radius)],
        exponent: exponent)
    }
    #expect(error?.path == path)
  }
}

@Suite("Health")
struct HealthTests {
  @Test("Exits wait while the receiver is unhealthy and go on as if nothing had been")
  func suspended() throws {
    var story = try Story([Place("shelf")])
    story.stay(0...20, 5)
    story.setHealth(.unhealthy, 21)
    story.advance(200)
    #expect(story.lines.count == 2)
    story.setHealth(.healthy, 210)
    story.stay(211...220, 5)
    story.advance(1000)
    #expect(story.lines.last == "0 departed 280 since 220 dwell 220")
  }

  @Test("After recovery silence counts from the recovery on")
  func silenceAfterRecovery() throws {
    var story = try Story([Place("shelf")])
    story.stay(0...20, 5)
    story.setHealth(.unhealthy, 21)
    story.setHealth(.healthy, 100)
    story.advance(1000)
    #expect(
      story.lines.suffix(2) == ["0 unknown 103 since 20", "0 departed 160 since 20 dwell 20"])
  }

  @Test("A visit ends as lost after ten minutes of deafness")
  func lost() throws {
    var story = try Story([Place("shelf")])
    story.stay(0...20, 5)
    story.setHealth(.unhealthy, 21)
    story.advance(5000)
    #expect(story.lines.suffix(2) == ["0 unknown 621 since 20", "0 lost 621 since 20 dwell 20"])
  }

  @Test("A deaf receiver does not keep a shopper whom another receiver hears leave")
  func othersGoOn() throws {
    var story = try Story([Place("shelf", ["a"]), Place("till", ["b"])])
    story.stay(0...20, 5, at: 0)
    story.setHealth(.unhealthy, of: 0, 21)
    story.stay(22...40, 5, at: 1)
    story.advance(200)
    #expect(story.lines.contains("1 departed 100 since 40 dwell 18"))
    #expect(!story.lines.contains { $0.hasPrefix("0 departed") })
  }
}
