import Proximity
import Simulation
import Testing

@Suite("Walks")
struct WalkTests {
  private func at(_ x: Float, _ y: Float = 0) -> Position { Position(x: x, y: y, z: 1) }

  @Test("A walk goes from stop to stop at its pace and stays as long as it is told")
  func script() {
    let walk = Walk(
      from: at(0), at: Instant(seconds: 100), pace: 2,
      through: [.init(at: at(10), for: .seconds(30)), .init(at: at(10, 4))])
    #expect(walk.start == Instant(seconds: 100))
    #expect(walk.end == Instant(seconds: 137))
    #expect(walk.position(at: Instant(seconds: 102.5)) == at(5))
    #expect(walk.position(at: Instant(seconds: 105)) == at(10))
    #expect(walk.position(at: Instant(seconds: 134.9)) == at(10))
    #expect(walk.position(at: Instant(seconds: 136)) == at(10, 2))
  }

  @Test("Before it begins and after it ends, a walk is at its ends")
  func ends() {
    let walk = Walk(from: at(1), at: Instant(seconds: 5), pace: 1, through: [.init(at: at(3))])
    #expect(walk.position(at: Instant(seconds: -1e6)) == at(1))
    #expect(walk.position(at: Instant(seconds: 1e6)) == at(3))
  }

  @Test("A walk whose times descend, or without a point, is refused")
  func refused() {
    let here = at(0)
    #expect(throws: ConfigurationError.self) { try Walk([]) }
    let error = #expect(throws: ConfigurationError.self) {
      try Walk([
        .init(time: Instant(seconds: 2), position: here),
        .init(time: Instant(seconds: 1), position: here),
      ])
    }
    #expect(error?.path == "waypoints[1].time")
  }

  @Test("Crossing a circle takes as long as its chord")
  func chord() {
    // Past a point at 3 m with a radius of 5 m: a chord of 8 m.
    let walk = Walk(from: at(-20), at: Instant(seconds: 0), pace: 1, through: [.init(at: at(20))])
    let presence = walk.presence(within: 5, of: [at(0, 3)])
    #expect(presence.count == 1)
    for range in presence {
      #expect(abs(range.lowerBound.seconds - 16) < 1e-6)
      #expect(abs(range.upperBound.seconds - 24) < 1e-6)
    }
  }

  @Test(
    "Presence is what sampling the way says, on any walk and with any points", arguments: 1...20)
  func presenceBySampling(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    func point() -> Position {
      at(Float(random.uniform(in: -20...20)), Float(random.uniform(in: -20...20)))
    }
    let stops = (0..<8).map { _ in
      Walk.Stop(at: point(), for: .seconds(random.uniform(in: 0...20)))
    }
    let walk = Walk(from: point(), at: Instant(seconds: 10), pace: 1.3, through: stops)
    let points = (0..<3).map { _ in point() }
    let radius = random.uniform(in: 1...10)
    let presence = walk.presence(within: radius, of: points)
    var (wrong, samples) = (0, 0)
    var time = walk.start
    while time < walk.end {
      let here = walk.position(at: time)
      let isNear = points.contains { point in
        let (east, north) = (Double(here.x - point.x), Double(here.y - point.y))
        return east * east + north * north <= radius * radius
      }
      if isNear != presence.contains(where: { $0.contains(time) }) { wrong += 1 }
      samples += 1
      time = time + .milliseconds(50)
    }
    // A sample right on the edge may fall to either side.
    #expect(wrong <= 2, "\(wrong) of \(samples)")
    for (earlier, later) in zip(presence, presence.dropFirst()) {
      #expect(earlier.upperBound < later.lowerBound)
    }
  }

  @Test("Visits join the steps out that are shorter than the merge gap, and leave out passing by")
  func visits() throws {
    let floor = try Floor(
      receivers: [Receiver(id: .init(name: "r"), position: at(0))],
      places: [Place(id: .init(name: "tea"), receivers: [.init(name: "r")], radius: 2)],
      visits: VisitRules(minimumDwell: .seconds(5), mergeGap: .seconds(60)))
    let walk = Walk(
      from: at(-12), at: Instant(seconds: 0), pace: 1,
      through: [
        .init(at: at(0), for: .seconds(100)), .init(at: at(12), for: .seconds(30)),
        .init(at: at(0), for: .seconds(10)), .init(at: at(12), for: .seconds(90)),
        .init(at: at(-12)),
      ])
    let scenario = Scenario(
      floor: floor,
      shoppers: [
        SimulatedShopper(.init(name: "s"), Transmitter(.fixed(.iBeacon(1))), walks: [walk])
      ], time: walk.start..<walk.end)
    #expect(scenario.stays().map { Int($0.dwell / .seconds(1)) } == [104, 14, 4])
    // 104 s, 50 s out, 14 s: one visit; the 4 s on the way back are passing by.
    #expect(scenario.visits().map { Int($0.dwell / .seconds(1)) } == [168])
  }
}
