import Foundation
import Testing

@testable import Proximity

@Suite("The belief over rings")
struct RingBeliefTests {
  static let other = BeliefRules(
    weakerScatter: 8, strongerScatter: 2, degreesOfFreedom: 3, shadow: .seconds(2), spread: 1.5,
    height: 1)

  /// Looks of whole dB after gaps that are the middle of an octave: a walk with fades.
  static func looks(_ count: Int, _ random: inout SplitMix) -> [(gap: Double, pathLoss: Float)] {
    var level = 20 * random.unit() - 3
    return (0..<count).map { _ in
      level = max(-4, min(24, level + 4 * random.unit() - 2))
      let fade = random.unit() < 0.2 ? 15 * random.unit() : 0
      let isLong = random.unit() < 0.05
      return (
        octave(isLong ? 31 + random.below(5) : 24 + random.below(7)),
        Float((level + fade).rounded())
      )
    }
  }

  @Test(
    "Every ring is as likely as the model says, worked out slowly",
    arguments: [1, 2, 3, 4] as [UInt64], [BeliefRules(), other])
  func oracle(seed: UInt64, rules: BeliefRules) {
    var random = SplitMix(seed: seed)
    let exponent = seed.isMultiple(of: 2) ? 2.2 : 1.5
    let belief = RingBelief(exponent: Float(exponent), rules: rules)
    var oracle = RingOracle(exponent: exponent, rules: rules)
    let reaches = RingOracle.borders.dropFirst().map {
      Reach(radius: Float($0), exponent: Float(exponent))
    }
    var time = Instant(seconds: 1000)
    var state = belief.begin(7, at: time)
    oracle.begin(7, gap: octave(30))
    for look in Self.looks(60, &random) {
      time = time + .nanoseconds(Int64(look.gap * 1e9))
      belief.update(&state, with: look.pathLoss, at: time)
      oracle.hear(Double(look.pathLoss), gap: look.gap)
      let within = reaches.map { belief.likelihood(state, within: $0) ?? .nan }
      let shares = zip(within, [0] + within).map { $0 - $1 }
      #expect(distance(shares, oracle.shares) < 1e-3)
    }
  }

  @Test("A radius within a ring takes its share of the ring's area", arguments: [0.1, 0.7, 2.5, 9])
  func withinRing(radius: Double) {
    let belief = RingBelief(exponent: 2)
    var oracle = RingOracle(exponent: 2, rules: BeliefRules())
    var state = belief.begin(4, at: Instant(seconds: 0))
    oracle.begin(4, gap: octave(30))
    belief.update(&state, with: 6, at: Instant(seconds: octave(29)))
    oracle.hear(6, gap: octave(29))
    let near = belief.likelihood(state, within: Reach(radius: Float(radius), exponent: 2))
    #expect(abs(Double(near ?? .nan) - oracle.likelihood(within: radius)) < 1e-3)
  }

  @Test(
    "What is left of everybody after any gap is everybody, and everywhere stays as likely",
    arguments: [Float(0.01), 0.5, 10])
  func transitions(spread: Float) {
    let rows = RingGeometry.transitions(spread: Double(spread))
    #expect(rows.count == Gap.count * RingGeometry.count)
    for gap in 0..<Gap.count {
      var after = SIMD16<Float>()
      for ring in 0..<RingGeometry.count {
        let row = rows[gap * RingGeometry.count + ring]
        #expect(abs(row.sum() - 1) < 1e-5)
        #expect(row.min() >= 0)
        after += row * RingGeometry.shareOfArea[ring]
      }
      for ring in 0..<RingGeometry.count {
        #expect(abs(after[ring] - RingGeometry.shareOfArea[ring]) < 1e-5)
      }
    }
  }

  @Test("Without looks every ring tends to its share of the area", arguments: [0, 7, 15])
  func forgets(ring: Int) {
    let rows = RingGeometry.transitions(spread: 0.5).suffix(RingGeometry.count)
    var shares = SIMD16<Float>()
    shares[ring] = 1
    for _ in 0..<400 {
      shares = zip(rows, shares.indices).reduce(into: SIMD16<Float>()) { sum, row in
        sum += row.0 * shares[row.1]
      }
    }
    for ring in 0..<RingGeometry.count {
      #expect(abs(Double(shares[ring]) - RingOracle.everywhere[ring]) < 1e-3)
    }
  }

  @Test("Without looks a stroller gets on as far as the spread says", arguments: [Float(0.1), 0.5])
  func strolls(spread: Float) {
    // On a plane the mean square of the distance grows by four times the spread in a second; rings
    // that are wide for such a step, and the wall at 25 m, make it a little different.
    let gap = Gap.index(3_000_000_000)
    let seconds = Gap.spreading(Gap.seconds(gap))
    let rows = RingGeometry.transitions(spread: Double(spread))
    for ring in 6...11 {
      let row = rows[gap * RingGeometry.count + ring]
      let square = (0..<RingGeometry.count).reduce(0.0) {
        $0 + Double(row[$1]) * pow(RingOracle.distance($1), 2)
      }
      let grown = square - pow(RingOracle.distance(ring), 2)
      #expect(abs(grown / (4 * Double(spread) * seconds) - 1) < 0.2, "from ring \(ring)")
    }
  }

  @Test("Nothing makes the shares anything but shares of a whole")
  func hostile() throws {
    var random = SplitMix(seed: 5)
    let whole = Reach(radius: 1000, exponent: 1.5)
    for rules in [BeliefRules(), .narrowest, .widest] {
      let belief = RingBelief(exponent: 1.5, rules: rules)
      var time = Instant(seconds: -1e9)
      var state = belief.begin(999, at: time)
      for step in 0..<3000 {
        let gap = [
          0, 1, 1000, 20_000_000, 2_000_000_000, 3_600_000_000_000, 5 * 86_400_000_000_000,
        ]
        time = time + .nanoseconds(gap[random.below(gap.count)])
        let losses = [-999, 999, 0, 40, Float(random.unit() * 1998 - 999)]
        belief.update(&state, with: losses[random.below(losses.count)], at: time)
        let sum = belief.likelihood(state, within: whole) ?? .nan
        guard abs(sum - 1) < 1e-4, state.rings.vector.min() >= 0 else {
          Issue.record("step \(step): the shares make up \(sum): \(state.rings.vector)")
          return
        }
      }
    }
  }

  @Test(
    "A hundred thousand looks of one kind are not more than a whole", arguments: [Float(-5), 5, 30])
  func endless(pathLoss: Float) {
    let belief = RingBelief()
    var state = belief.begin(pathLoss, at: Instant(seconds: 0))
    for look in 1...100_000 {
      belief.update(&state, with: pathLoss, at: Instant(seconds: Double(look) * 0.02))
    }
    let sum = belief.likelihood(state, within: Reach(radius: 1000, exponent: 1.5)) ?? .nan
    #expect(abs(sum - 1) < 1e-4)
  }

  @Test("The stronger the first look the likelier near, however strong it is")
  func firstLook() {
    let belief = RingBelief(exponent: 1.5)
    let reach = Reach(radius: 2.5, exponent: 1.5)
    let near = (-30...21).map {
      belief.likelihood(belief.begin(Float($0), at: Instant(seconds: 0)), within: reach) ?? .nan
    }
    #expect(zip(near, near.dropFirst()).allSatisfy { $0 >= $1 })
  }

  @Test(
    "Where scatter is as good as Gaussian, a weaker look never makes near likelier, then or later")
  func monotone() {
    // With many degrees of freedom the likelihood ratio of two rings is monotone, and strolling
    // from ring to neighbouring ring keeps that order.
    let belief = RingBelief(
      exponent: 1.5,
      rules: BeliefRules(weakerScatter: 8, strongerScatter: 8, degreesOfFreedom: 100))
    let reach = Reach(radius: 2.5, exponent: 1.5)
    for seed in 1...20 as ClosedRange<UInt64> {
      var random = SplitMix(seed: seed)
      var time = Instant(seconds: 0)
      var strong = belief.begin(5, at: time)
      var weak = belief.begin(Float(5 + random.below(10)), at: time)
      for look in Self.looks(20, &random) {
        time = time + .nanoseconds(Int64(look.gap * 1e9))
        belief.update(&strong, with: look.pathLoss, at: time)
        belief.update(&weak, with: look.pathLoss + Float(random.below(6)), at: time)
        let near = [strong, weak].map { belief.likelihood($0, within: reach) ?? .nan }
        // The doubt keeps no order.
        #expect(near[1] <= near[0] + 1e-3)
      }
    }
  }

  @Test("A beacon that advertises eight times as often is not believed much sooner")
  func rate() {
    let belief = RingBelief()
    let reach = Reach(radius: 2.5, exponent: 1.5)
    let near = [octave(24), octave(27)].map { gap in
      var state = belief.begin(20, at: Instant(seconds: 0))
      for look in 1...Int(3 / gap) {
        belief.update(&state, with: 2, at: Instant(seconds: Double(look) * gap))
      }
      return belief.likelihood(state, within: reach) ?? .nan
    }
    #expect(abs(near[0] - near[1]) < 0.15, "\(near)")
  }

  @Test(
    "A state that is no belief is refused",
    arguments: [
      "[]", "[1]", "[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]", "[-1,1,1,0,0,0,0,0,0,0,0,0,0,0,0,0]",
      "[2,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]",
    ])
  func damaged(rings: String) {
    let level = "{\"estimate\":1,\"time\":{\"nanoseconds\":0}}"
    let bytes = Data("{\"rings\":\(rings),\"level\":\(level)}".utf8)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(RingBelief.State.self, from: bytes)
    }
  }

  @Test("A state is the same after it has been to a disk and back")
  func coded() throws {
    var random = SplitMix(seed: 3)
    let belief = RingBelief()
    var state = belief.begin(3, at: Instant(seconds: 0))
    for look in 1...200 {
      belief.update(
        &state, with: Float(random.unit() * 40 - 5), at: Instant(seconds: Double(look) * 0.7))
      let bytes = try JSONEncoder().encode(state)
      #expect(try JSONDecoder().decode(RingBelief.State.self, from: bytes) == state)
    }
  }
}

extension BeliefRules {
  /// Everything such that looks weigh most.
  static let narrowest = BeliefRules(
    weakerScatter: 1, strongerScatter: 1, degreesOfFreedom: 100, shadow: .zero, spread: 0.01,
    height: 0)
  /// Everything such that looks weigh least.
  static let widest = BeliefRules(
    weakerScatter: 20, strongerScatter: 20, degreesOfFreedom: 1, shadow: .seconds(60), spread: 10,
    height: 10)
}
