import Scoring
import Testing

@Suite("Visits")
struct VisitTests {
  @Test("A short step out continues a visit, a short step in is none")
  func rules() {
    let stays = [Interval(0, 10), Interval(12, 20), Interval(50, 52), Interval(90, 100)]
    #expect(
      stays.visits(minimumDwell: 5, mergeGap: 2) == [
        Visit(Interval(0, 20), isReturn: false), Visit(Interval(90, 100), isReturn: true),
      ])
    #expect(stays.visits(minimumDwell: 0, mergeGap: 0).count == 4)
  }

  @Test("Of two detected visits within a true one the longer is its own")
  func pairs() {
    let score = VisitScore(
      truth: visits((0, 100)), detected: visits((0, 20), (30, 90)))
    #expect(score.pairs == 1 && score.dwellErrors == [-40])
    #expect(score.precision == 0.5 && score.recall == 1)
    #expect(score.returnPrecision == 0 && score.returnRecall == nil)
    #expect(score.dwellBias == -0.4)
  }

  @Test("A pair is taken by the two that share the most, whoever comes first")
  func greed() {
    let score = VisitScore(
      truth: visits((0, 10), (12, 40)), detected: visits((5, 30), (35, 39)))
    // The first detected visit belongs to the second true one, which leaves none for the first.
    #expect(score.pairs == 1 && score.dwellErrors == [-3])
  }

  @Test("A return visit is found when the visit of the pair is one, too")
  func returns() {
    let score = VisitScore(
      truth: visits((0, 10), (100, 120)), detected: visits((0, 10), (101, 120)))
    #expect(score.returnF1 == 1 && score.f1 == 1)
  }

  @Test("Nothing detected has no precision, nothing true no recall")
  func nothing() {
    let missed = VisitScore(truth: visits((0, 10)), detected: [])
    #expect(missed.precision == nil && missed.recall == 0 && missed.dwellBias == nil)
    let invented = VisitScore(truth: [], detected: visits((0, 10)))
    #expect(invented.precision == 0 && invented.recall == nil)
  }

  private func visits(_ times: (Double, Double)...) -> [Visit] {
    times.enumerated().map { Visit(Interval($1.0, $1.1), isReturn: $0 > 0) }
  }
}
