import Scoring
import Simulation
import Testing

@Suite("Paths")
struct PathTests {
  private static let day = Interval(0, 100)

  @Test("Whoever walks past a spot is within a radius from chord end to chord end")
  func past() {
    let path = Path([.init(time: 0, x: -10, y: 0), .init(time: 20, x: 10, y: 0)])
    let found = path.within(5, ofX: 0, y: 3, during: Interval(0, 20))
    #expect(found.count == 1)
    #expect(abs(found[0].start - 6) < 1e-9 && abs(found[0].end - 14) < 1e-9)
    #expect(path.within(2.9, ofX: 0, y: 3, during: Self.day) == [])
  }

  @Test("Pieces of one stay are one interval, whatever turns the path takes within the radius")
  func turns() {
    let path = Path([
      .init(time: 0, x: -10, y: 0), .init(time: 10, x: 0, y: 0), .init(time: 11, x: 0, y: 1),
      .init(time: 15, x: 0, y: 1), .init(time: 25, x: 0, y: 11),
    ])
    let found = path.within(5, ofX: 0, y: 0, during: Self.day)
    #expect(found.count == 1)
    #expect(abs(found[0].start - 5) < 1e-9 && abs(found[0].end - 19) < 1e-9)
  }

  @Test("Before the first and after the last point the path stands still, within the recording")
  func ends() {
    let path = Path([.init(time: 3, x: 0, y: 0), .init(time: 4, x: 0, y: 1)])
    #expect(path.within(2, ofX: 0, y: 0, during: Interval(1, 9)) == [Interval(1, 9)])
    #expect(path.within(0.5, ofX: 0, y: 1, during: Interval(1, 9)) == [Interval(3.5, 9)])
    #expect(path.within(0.5, ofX: 0, y: 1, during: Interval(1, 3)) == [])
    #expect(Path([]).within(2, ofX: 0, y: 0, during: Self.day) == [])
  }

  @Test("The time within a radius is what many samples of the path give", arguments: 0..<20)
  func samples(_ seed: UInt64) {
    var chance = SplitMix64(seed: seed)
    let points = (0..<12).map { index in
      Path.Point(
        time: Double(index * 8), x: .random(in: 0...10, using: &chance),
        y: .random(in: 0...10, using: &chance))
    }
    let found = Path(points).within(3, ofX: 5, y: 5, during: Interval(2, 80))
    let sampled = stride(from: 2.0005, to: 80, by: 0.001).count { time in
      let (from, share) = (points[Int(time / 8)], time / 8 - (time / 8).rounded(.down))
      let to = points[Int(time / 8) + 1]
      let x = from.x + share * (to.x - from.x) - 5
      let y = from.y + share * (to.y - from.y) - 5
      return x * x + y * y <= 9
    }
    #expect(abs(found.length - Double(sampled) * 0.001) < 0.05)
    #expect(zip(found, found.dropFirst()).allSatisfy { $0.end < $1.start })
  }

  @Test("Between its points a path is passed evenly, before and after them it stands still")
  func positions() {
    let path = Path([
      Path.Point(time: 0, x: 0, y: 0, z: 1), Path.Point(time: 10, x: 4, y: -2, z: 2),
    ])
    let half = path.position(at: 5)
    #expect(half.x == 2 && half.y == -1 && half.z == 1.5)
    #expect(path.position(at: -1).x == 0 && path.position(at: 11).x == 4)
  }
}
