import Scoring
import Simulation
import Testing

@Suite("Statistics")
struct StatisticsTests {
  @Test("A quantile lies between its neighbours in proportion")
  func quantiles() {
    #expect([4.0, 1, 3, 2].median == 2.5)
    #expect([4.0, 1, 3, 2].quantile(0) == 1 && [4.0, 1, 3, 2].quantile(1) == 4)
    #expect([4.0, 1, 3, 2].quantile(0.25) == 1.75)
    #expect([7.0].quantile(0.9) == 7)
    #expect([Double]().median == nil)
  }

  @Test("The same scores differ by nothing")
  func same() {
    var chance = SplitMix64(seed: 1)
    let scores = [part(8), part(3)]
    #expect(differenceInF1(scores, scores, using: &chance) == 0...0)
  }

  @Test("What is better on every part is better by chance, too")
  func better() throws {
    var chance = SplitMix64(seed: 1)
    let good = (0..<10).map { _ in part(9) }
    let range = try #require(differenceInF1(good, good.map { _ in part(2) }, using: &chance))
    #expect(range.lowerBound > 0)
  }

  @Test("What is better on half of the parts and worse on the others is not told apart")
  func undecided() throws {
    var chance = SplitMix64(seed: 1)
    let scores = (0..<10).map { part($0.isMultiple(of: 2) ? 9 : 2) }
    let others = (0..<10).map { part($0.isMultiple(of: 2) ? 2 : 9) }
    let range = try #require(differenceInF1(scores, others, using: &chance))
    #expect(range.contains(0))
  }

  @Test("Without parts, or where nobody ever was near, there is no difference to tell")
  func nothing() {
    var chance = SplitMix64(seed: 1)
    #expect(differenceInF1([], [], using: &chance) == nil)
    #expect(differenceInF1([Score()], [Score()], using: &chance) == nil)
  }

  /// Near for ten seconds, of which so many were known.
  private func part(_ known: Double) -> Score {
    Score(
      truth: [Interval(10, 20)], detected: [Interval(10, 10 + known)], during: Interval(0, 60))
  }

  @Test("The range of a mean holds the mean of parts that differ, and is a point if none does")
  func ranges() throws {
    var chance = SplitMix64(seed: 1)
    let range = try #require(
      bootstrap([1.0, 2, 3, 4, 5, 6], using: &chance) { $0.reduce(0, +) / 6 })
    #expect(range.contains(3.5) && range.upperBound - range.lowerBound > 1)
    #expect(bootstrap([2.0, 2], using: &chance) { $0.reduce(0, +) / 2 } == 2...2)
    #expect(bootstrap([Double](), using: &chance) { $0.first } == nil)
  }
}
