import Scoring
import Testing

@Suite("Leave one out")
struct LeaveOneOutTests {
  @Test("A recording has no say in what is chosen for it")
  func own() {
    // By recording, and by candidate how good it is.
    let parts = [[9.0, 1, 0], [0, 2, 1], [0, 2, 1]]
    let best = bestOnOthers(parts, folds: [0, 1, 2]) { $0.reduce(0, +) }
    #expect(best == [1, 0, 0])
  }

  @Test("A whole fold has no say in what is chosen for it")
  func folds() {
    let parts = [[9.0, 0], [9, 0], [0, 1]]
    #expect(bestOnOthers(parts, folds: [0, 0, 1]) { $0.reduce(0, +) } == [1, 1, 0])
  }

  @Test("Of candidates that do equally well the one in the middle is chosen")
  func middle() {
    let parts = [[0.0, 1, 1, 1, 0, 1], [0, 1, 1, 1, 0, 1]]
    #expect(bestOnOthers(parts, folds: [0, 1]) { $0.reduce(0, +) } == [2, 2])
  }

  @Test("A candidate without a figure is the worst")
  func figureless() {
    let parts = [[-1.0, -2], [-1, -2]]
    let best = bestOnOthers(parts, folds: [0, 1]) { $0[0] == -1 ? nil : $0[0] }
    #expect(best == [1, 1])
  }
}
