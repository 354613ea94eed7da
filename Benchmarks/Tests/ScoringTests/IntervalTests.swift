import Scoring
import Testing

@Suite("Intervals")
struct IntervalTests {
  @Test("Two intervals overlap by what they have in common")
  func overlap() {
    #expect(Interval(0, 4).overlap(with: Interval(3, 9)) == 1)
    #expect(Interval(0, 4).overlap(with: Interval(1, 2)) == 1)
    #expect(Interval(0, 4).overlap(with: Interval(4, 9)) == 0)
    #expect([Interval(0, 4), Interval(6, 8)].overlap(with: [Interval(3, 7)]) == 2)
    #expect([Interval]().overlap(with: [Interval(3, 7)]) == 0)
  }

  @Test("A state that is told by its changes holds from the first true to the next false")
  func changes() {
    let changes = [(1.0, false), (2, true), (3, true), (5, false), (6, false), (8, true)]
    let told = changes.map { (time: $0.0, holds: $0.1) }
    #expect([Interval](changes: told, until: 10) == [Interval(2, 5), Interval(8, 10)])
    #expect([Interval](changes: told, until: 8) == [Interval(2, 5)])
    #expect([Interval](changes: told, until: 4) == [Interval(2, 4)])
    #expect([Interval](changes: [], until: 10) == [])
  }

  @Test("A union joins what overlaps or touches, whatever list it is of")
  func union() {
    let lists = [[Interval(0, 2), Interval(6, 7)], [Interval(1, 3), Interval(3, 4)], []]
    #expect([Interval].union(of: lists) == [Interval(0, 4), Interval(6, 7)])
  }
}
