import Proximity
import Testing

@Suite("Visits")
struct VisitTests {
  @Test("A visit is entered at the minimum dwell, back-dated, tells its milestones and departs")
  func wholeVisit() throws {
    var story = try Story([Place("shelf")])
    story.stay(0...130, 5)
    story.advance(1000)
    #expect(
      story.lines == [
        "0 near 1 since 0",
        "0 entered 5 since 0 dwell 5",
        "0 dwelled 30 since 0 dwell 30",
        "0 dwelled 120 since 0 dwell 120",
        "0 unknown 133 since 130",
        "0 departed 190 since 130 dwell 130",
      ])
  }

  @Test("Dwell ends at the last evidence, not at the time-out")
  func dwellIgnoresTimeOut() throws {
    var story = try Story([Place("shelf")])
    story.stay(0...20, 5)
    story.stay(21...300, 40)
    #expect(story.lines.contains("0 far 22 since 21"))
    #expect(story.lines.last == "0 departed 80 since 20 dwell 20")
  }

  @Test("Passing by is no visit")
  func passingBy() throws {
    var story = try Story([Place("shelf")])
    story.stay(0...3, 5)
    story.stay(4...10, 40)
    story.stay(11...14, 5)
    story.stay(15...200, 40)
    #expect(
      story.lines == [
        "0 near 1 since 0", "0 far 5 since 4", "0 near 12 since 11", "0 far 16 since 15",
      ])
  }

  @Test("A step out that is shorter than the merge gap continues the visit")
  func stepOut() throws {
    var story = try Story([Place("shelf")])
    story.stay(0...20, 5)
    story.stay(21...75, 40)
    story.stay(76...100, 5)
    story.advance(500)
    #expect(story.lines.filter { $0.contains("entered") || $0.contains("returned") }.count == 1)
    #expect(story.lines.last == "0 departed 160 since 100 dwell 100")
  }

  @Test(
    "A step out that ends within the merge gap continues the visit although it is confirmed later")
  func stepOutConfirmedLate() throws {
    var story = try Story([Place("shelf")])
    story.stay(0...20, 5)
    story.stay(21...78, 40)
    story.hear(79.5, 5)
    story.hear(80.6, 5)
    story.stay(82...90, 5)
    story.advance(500)
    #expect(!story.lines.contains { $0.contains("returned") })
    #expect(story.lines.last == "0 departed 150 since 90 dwell 90")
  }

  @Test("A real departure makes the next visit a return visit with the time away")
  func returnVisit() throws {
    var story = try Story([Place("shelf")])
    story.stay(0...20, 5)
    story.stay(100...110, 5)
    story.advance(300)
    #expect(
      story.lines.filter { !$0.contains("unknown") } == [
        "0 near 1 since 0", "0 entered 5 since 0 dwell 5",
        "0 departed 80 since 20 dwell 20", "0 near 101 since 100",
        "0 returned 105 since 100 away 80",
        "0 departed 170 since 110 dwell 10",
      ])
    guard case .dwell(let last) = story.facts.last else { throw Unexpected() }
    #expect(last.away == .seconds(80))
  }

  @Test("A departure is forgotten when the memory ends")
  func memoryEnds() throws {
    var story = try Story(
      [Place("shelf")], visits: VisitRules(memory: .seconds(100)))
    story.stay(0...20, 5)
    story.stay(121...130, 5)
    #expect(story.lines.last == "0 entered 126 since 121 dwell 5")
  }

  @Test("Of too many departures the oldest is forgotten and counted")
  func departuresEvicted() throws {
    var limits = Limits(shoppers: 8, identifiers: 8, tracks: 8, presences: 8, departures: 1)
    limits.departures = 1
    var story = try Story([Place("shelf")], limits: limits)
    let second = ShopperIndex(slot: 1, generation: 0)
    story.stay(0...10, 5)
    story.stay(11...20, 5, shopper: second)
    story.stay(200...210, 5)
    story.stay(211...220, 5, shopper: second)
    #expect(story.engine.counters.departuresEvicted == 1)
    let returned = story.facts.compactMap {
      if case .return(let back) = $0 { back.shopper } else { nil }
    }
    #expect(returned == [second])
  }

  @Test("Visits that go on are told on request and nothing is advanced by it")
  func openVisits() throws {
    var story = try Story([Place("shelf")])
    story.stay(0...12, 5)
    let open = story.engine.openVisits()
    #expect(open.map { Fact.dwell($0).line } == ["0 open 12 since 0 dwell 12"])
    #expect(story.facts.count == 2)
  }
}

struct Unexpected: Error {}
