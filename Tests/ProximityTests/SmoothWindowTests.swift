import Foundation
import Proximity
import Testing

@Suite("Running mean and median over the looks of a window")
struct SmoothWindowTests {
  /// What a window of `span` seconds and at most sixteen looks holds after each look.
  private func windows(_ looks: [Look], _ span: Double) -> [[Double]] {
    looks.indices.map { last in
      looks[...last].filter { looks[last].seconds - $0.seconds <= span }
        .suffix(16).map { Double($0.pathLoss) }
    }
  }

  private func middle(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let half = sorted.count / 2
    return sorted.count.isMultiple(of: 2) ? (sorted[half - 1] + sorted[half]) / 2 : sorted[half]
  }

  @Test("the mean is the mean of the window", arguments: [0.5, 5, 20, 600])
  func mean(_ span: Double) {
    var arrivals = Arrivals(seed: 21)
    let looks = arrivals.irregular(500)
    let expected = windows(looks, span).map { $0.reduce(0, +) / Double($0.count) }
    #expect(distance(RunningMean(window: .seconds(span)).estimates(looks), expected) < 1e-4)
  }

  @Test("the median is the middle of the window", arguments: [0.5, 5, 20, 600])
  func median(_ span: Double) {
    var arrivals = Arrivals(seed: 22)
    let looks = arrivals.irregular(500)
    let expected = windows(looks, span).map(middle)
    #expect(distance(Median(window: .seconds(span)).estimates(looks), expected) < 1e-4)
  }

  @Test("the median of an even count keeps half a dB")
  func fraction() {
    let looks = [Look(seconds: 0, pathLoss: 10), Look(seconds: 1, pathLoss: 11)]
    #expect(Median(window: .seconds(5)).estimates(looks) == [10, 10.5])
  }

  @Test("fewer fades than half the window, however deep, leave the median among the others")
  func breakdown() {
    var arrivals = Arrivals(seed: 23)
    let looks = (0..<300).map { index in
      let level = Float(20 + arrivals.fraction())
      return Look(seconds: Double(index), pathLoss: index % 15 < 7 ? 100 : level)
    }
    let settled = Median(window: .seconds(14)).estimates(looks).dropFirst(15)
    #expect(settled.allSatisfy { $0 >= 20 && $0 <= 21 })
  }

  @Test("a look on the edge of the window still counts, one past it does not")
  func edge() {
    let edge = [Look(seconds: 0, pathLoss: 10), Look(seconds: 5, pathLoss: 20)]
    let past = [Look(seconds: 0, pathLoss: 10), Look(seconds: 5.00001, pathLoss: 20)]
    #expect(RunningMean(window: .seconds(5)).estimates(edge) == [10, 15])
    #expect(RunningMean(window: .seconds(5)).estimates(past) == [10, 20])
  }

  @Test("looks stay apart across the wrap of their 32-bit times")
  func wrap() {
    let wrap = Double(UInt32.max) / 1e6
    let looks = (-20...20).map { Look(seconds: wrap + Double($0), pathLoss: Float($0)) }
    let expected = windows(looks, 5).map { $0.reduce(0, +) / Double($0.count) }
    #expect(distance(RunningMean(window: .seconds(5)).estimates(looks), expected) < 1e-4)
    let lap = [Look(seconds: 0, pathLoss: 10), Look(seconds: 4294.967296, pathLoss: 20)]
    #expect(RunningMean(window: .seconds(5)).estimates(lap) == [10, 20])
  }

  @Test(
    "a stored window of no, too many or unpaired looks is refused",
    arguments: [
      (0, 0), (17, 17), (3, 2),
    ])
  func corrupt(_ pathLosses: Int, _ ticks: Int) {
    let list = { (count: Int) in (0..<count).map(String.init).joined(separator: ",") }
    let json = """
      {"latest": {"nanoseconds": 0}, "pathLosses": [\(list(pathLosses))], "ticks": [\(list(ticks))]}
      """
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(LookWindow.self, from: Data(json.utf8))
    }
  }

  @Test("states are small: sixteen bytes for the recursions, 144 for the windows")
  func sizes() {
    #expect(MemoryLayout<EWMA.State>.stride == 16)
    #expect(MemoryLayout<Kalman.State>.stride == 16)
    #expect(MemoryLayout<OneEuro.State>.stride == 16)
    #expect(MemoryLayout<LookWindow>.stride == 144)
  }
}
