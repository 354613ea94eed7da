import Scoring
import Simulation
import Testing

@Suite("Scores of tiny cases")
struct ScoreTests {
  private static let hour = Interval(0, 3600)

  private func score(_ truth: [Interval], _ detected: [Interval]) -> Score {
    Score(truth: truth, detected: detected, during: Self.hour)
  }

  @Test("What is detected late and given up late has F1 by time, and its delays")
  func late() {
    let score = score([Interval(100, 200)], [Interval(110, 230)])
    #expect(score.both == 90 && score.onlyDetected == 30 && score.onlyTrue == 10)
    #expect(score.f1 == 180.0 / 220)
    #expect(score.entryDelays == [10] && score.exitDelays == [30])
    #expect(score.falseTransitions == 0 && score.missed == 0 && score.visits == 1)
    #expect(score.transitions == 2 && score.found == 2)
  }

  @Test("An early detection has a negative delay")
  func early() {
    let score = score([Interval(100, 200)], [Interval(90, 195)])
    #expect(score.entryDelays == [-10] && score.exitDelays == [-5])
  }

  @Test("A detection that comes after the visit is two false transitions and a missed visit")
  func tooLate() {
    let score = score([Interval(100, 104)], [Interval(104, 120)])
    #expect(score.missed == 1 && score.visits == 1)
    #expect(score.falseTransitions == 2 && score.falseTransitionsPerHour == 2)
    #expect(score.entryDelays == [] && score.exitDelays == [])
    #expect(score.f1 == 0)
  }

  @Test("A visit in two pieces has its outer transitions right and the inner two false")
  func split() {
    let score = score([Interval(100, 200)], [Interval(101, 120), Interval(130, 210)])
    #expect(score.falseTransitions == 2)
    #expect(score.entryDelays == [1] && score.exitDelays == [10])
    #expect(score.missed == 0)
  }

  @Test("Two visits taken for one have one entry and one exit right, and nothing false or missed")
  func merged() {
    let score = score([Interval(100, 200), Interval(210, 300)], [Interval(105, 310)])
    #expect(score.entryDelays == [5] && score.exitDelays == [10])
    #expect(score.falseTransitions == 0 && score.missed == 0)
    #expect(score.transitions == 4 && score.found == 2)
  }

  @Test("What is under way at the beginning or the end gives neither delay nor false transition")
  func underWay() {
    let score = score(
      [Interval(0, 50), Interval(3500, 3600)], [Interval(2, 60), Interval(3490, 3600)])
    #expect(score.entryDelays == [-10] && score.exitDelays == [10])
    #expect(score.falseTransitions == 0)
    #expect(score.transitions == 2)
    let wrong = self.score([], [Interval(0, 10), Interval(3000, 3600)])
    #expect(wrong.falseTransitions == 2)
  }

  @Test("Without visits and detections there is no F1; with either alone it is 0")
  func nothing() {
    #expect(score([], []).f1 == nil)
    #expect(score([Interval(1, 2)], []).f1 == 0)
    #expect(score([], [Interval(1, 2)]).f1 == 0)
    #expect(score([Interval(1, 2)], [Interval(1, 2)]).f1 == 1)
  }

  @Test("A sum pools seconds and counts, so that F1 weighs every second alike")
  func pooled() {
    let sum = Score.sum([
      score([Interval(0, 300)], [Interval(0, 300)]),
      score([Interval(10, 110)], [Interval(200, 300)]),
    ])
    #expect(sum.f1 == 600.0 / 800)
    #expect(sum.length == 7200 && sum.falseTransitionsPerHour == 1)
    #expect(sum.visits == 2 && sum.missed == 1)
  }

  @Test("Truth and detection exchanged swap what only one says, and turn delays round")
  func exchanged() {
    var chance = SplitMix64(seed: 7)
    for _ in 0..<200 {
      let (one, other) = (Self.intervals(&chance), Self.intervals(&chance))
      let (score, back) = (score(one, other), score(other, one))
      #expect(score.f1 == back.f1)
      #expect(score.onlyTrue == back.onlyDetected)
      #expect(score.entryDelays == back.entryDelays.map { -$0 })
      #expect(score.exitDelays == back.exitDelays.map { -$0 })
      #expect(back.falseTransitions == score.transitions - score.found)
    }
  }

  @Test("Seconds are what a look at every second gives")
  func everySecond() {
    var chance = SplitMix64(seed: 8)
    for _ in 0..<50 {
      let (truth, detected) = (Self.intervals(&chance), Self.intervals(&chance))
      let score = score(truth, detected)
      let holds = { (list: [Interval], second: Int) in
        list.contains { $0.start <= Double(second) && Double(second) < $0.end }
      }
      #expect(score.both == Double((0..<3600).count { holds(truth, $0) && holds(detected, $0) }))
      #expect(
        score.onlyTrue == Double((0..<3600).count { holds(truth, $0) && !holds(detected, $0) }))
    }
  }

  /// Up to ten intervals of whole seconds.
  private static func intervals(_ chance: inout SplitMix64) -> [Interval] {
    let times = (0..<20).map { _ in Int.random(in: 1..<3600, using: &chance) }
    let ordered = Set(times).sorted().map(Double.init)
    return stride(from: 0, to: ordered.count - 1, by: 2).map {
      Interval(ordered[$0], ordered[$0 + 1])
    }
  }
}
