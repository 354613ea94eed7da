import Foundation
import Proximity
import Testing

@testable import accuracy

@Suite("The offline bound")
struct BoundTests {
  /// Three spots in a row; as many go each way in a step.
  struct Row: Ground {
    let areas = [0.2, 0.3, 0.5]
    let expected = [[0.0, 8, 16]]
    let within = [[1.0, 0, 0]]

    /// Of who is at a spot, the share that is at each in the next step.
    let next: [[Double]] = [[0.91, 0.09, 0], [0.06, 0.84, 0.1], [0, 0.06, 0.94]]

    func strolled(_ shares: [Double], for seconds: Double) -> [Double] {
      areas.indices.map { to -> Double in
        var share = 0.0
        for from in areas.indices { share += shares[from] * next[from][to] }
        return share
      }
    }
  }

  /// The one below 0 is stronger than any spot makes it.
  static let losses: [Float] = [14, 9, 2, -1, 12, 3]

  @Test("Every spot is as likely as all ways that lead through it together")
  func allWays() throws {
    let place = Place(id: "place", receivers: ["one"], radius: 1)
    let floor = try Floor(receivers: [Receiver(id: "one")], places: [place])
    let looks = Self.losses.enumerated().map { step, loss in
      Look(time: (Double(step) + 0.5) * Bound<Row>.step, receiver: 0, rssi: -59 - loss)
    }
    let course = Course(
      floor: floor, looks: looks, length: Double(looks.count) * Bound<Row>.step - 0.01)
    let rules = BeliefRules()
    let bound = Bound(course, measuredPower: -59, on: Row(), rules)
    let beliefs = bound.beliefs()
    let expected = Self.waysThrough(rules)
    #expect(beliefs.count == expected.count)
    for (belief, expected) in zip(beliefs, expected) {
      for (share, other) in zip(belief, expected) { #expect(abs(share - other) < 2e-3) }
    }
  }

  /// By step and spot, what share of all ways leads through it, each weighing as much as its looks
  /// are likely.
  private static func waysThrough(_ rules: BeliefRules) -> [[Double]] {
    let row = Row()
    var through: [[Double]] = Array(repeating: [0, 0, 0], count: losses.count)
    for number in 0..<Int(pow(3, Double(losses.count))) {
      let way = losses.indices.map { number / Int(pow(3, Double($0))) % 3 }
      var weight = row.areas[way[0]]
      for step in losses.indices {
        if step > 0 { weight *= row.next[way[step - 1]][way[step]] }
        let gap = step == 0 ? 2 : Bound<Row>.step
        let excess = max(0, Double(losses[step])) - row.expected[0][way[step]]
        let scatter = Double(excess > 0 ? rules.weakerScatter : rules.strongerScatter)
        let freedom = Double(rules.degreesOfFreedom)
        let shadow = Double(rules.shadow.inNanoseconds) / 1e9
        weight *= pow(
          1 + excess * excess / scatter / scatter / freedom,
          -(freedom + 1) / 2 * gap / (shadow + gap))
      }
      for step in losses.indices { through[step][way[step]] += weight }
    }
    return through.map { spots in spots.map { $0 / spots.reduce(0, +) } }
  }

  @Test("On either ground as many come as go, and nobody is lost")
  func grounds() throws {
    let positions: [(Float, Float)] = [(0, 0), (4, 0), (0, 3)]
    let receivers = positions.enumerated().compactMap { number, spot in
      ReceiverID("r\(number)").map {
        Receiver(id: $0, position: Position(x: spot.0, y: spot.1, z: 2))
      }
    }
    let places = [Place(id: "place", receivers: ["r0"], radius: 2)]
    let floor = try Floor(receivers: receivers, places: places)
    let one = try Floor(receivers: [Receiver(id: "r0")], places: places)
    try check(FloorGround(floor, BeliefRules()), inside: .pi * 4 / 0.25)
    try check(RingGround(one, BeliefRules()), inside: nil)
  }

  /// - Parameter inside: how many spots make up the place.
  private func check(_ ground: some Ground, inside: Double?) throws {
    #expect(abs(ground.areas.reduce(0, +) - 1) < 1e-9)
    let still = ground.strolled(ground.areas, for: 3)
    for (share, area) in zip(still, ground.areas) { #expect(abs(share - area) < 1e-9) }
    var shares = ground.areas.map { _ in 0.0 }
    shares[3] = 1
    let strolled = ground.strolled(shares, for: 0.7)
    #expect(abs(strolled.reduce(0, +) - 1) < 1e-9)
    #expect(strolled.allSatisfy { $0 >= 0 } && strolled[3] < 1)
    if let inside {
      #expect(abs(ground.within[0].reduce(0, +) / inside - 1) < 0.05)
    } else {
      let share = zip(ground.within[0], ground.areas).reduce(0.0) { $0 + $1.0 * $1.1 }
      #expect(abs(share - 4 / 625) < 1e-9)
    }
  }
}
