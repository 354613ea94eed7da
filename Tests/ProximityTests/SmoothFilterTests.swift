import Proximity
import Testing

@Suite("EWMA, Kalman and 1 € against their formulas in Double")
struct SmoothFilterTests {
  let looks: [Look]

  init() {
    var arrivals = Arrivals(seed: 11)
    looks = arrivals.irregular(1000)
  }

  /// The estimates of a recursion in Double; `step` gets gap and path loss.
  private func recursion(_ step: (inout Double, Double, Double) -> Void) -> [Double] {
    var estimate = Double(looks[0].pathLoss)
    return [estimate]
      + zip(looks, looks.dropFirst()).map { earlier, look in
        step(&estimate, look.seconds - earlier.seconds, Double(look.pathLoss))
        return estimate
      }
  }

  @Test("the EWMA is the low-pass τ·y′ + y = x solved by backward Euler")
  func ewma() {
    let expected = recursion { estimate, gap, pathLoss in
      estimate = (3 * estimate / gap + pathLoss) / (3 / gap + 1)
    }
    #expect(distance(EWMA(timeConstant: .seconds(3)).estimates(looks), expected) < 1e-3)
  }

  @Test("the asymmetric EWMA takes the time constant of the direction")
  func asymmetric() {
    let expected = recursion { estimate, gap, pathLoss in
      let timeConstant = pathLoss < estimate ? 0.8 : 5.0
      estimate += (pathLoss - estimate) * gap / (timeConstant + gap)
    }
    let smoother = EWMA(falling: .milliseconds(800), rising: .seconds(5))
    #expect(distance(smoother.estimates(looks), expected) < 1e-3)
  }

  @Test("the Kalman filter follows its equations", arguments: [nil, 0.7, 2])
  func kalman(_ gate: Float?) {
    var variance = 30.0
    let expected = recursion { estimate, gap, pathLoss in
      variance += 2 * gap
      let total = variance + 30
      var innovation = pathLoss - estimate
      if let gate { innovation = min(innovation, Double(gate) * total.squareRoot()) }
      estimate += variance / total * innovation
      variance *= 30 / total
    }
    let smoother = Kalman(processNoise: 2, measurementNoise: 30, fadeGate: gate)
    #expect(distance(smoother.estimates(looks), expected) < 1e-3)
  }

  @Test("the 1 € filter follows its paper's algorithm")
  func oneEuro() {
    func alpha(_ cutoff: Double, _ gap: Double) -> Double {
      1 / (1 + 1 / (2 * Double.pi * cutoff) / gap)
    }
    var rate = 0.0
    let expected = recursion { estimate, gap, pathLoss in
      let weight = alpha(0.2, gap)
      rate = weight * (pathLoss - estimate) / gap + (1 - weight) * rate
      let speed = alpha(0.05 + 0.01 * abs(rate), gap)
      estimate = speed * pathLoss + (1 - speed) * estimate
    }
    let smoother = OneEuro(minimumCutoff: 0.05, speedCoefficient: 0.01, rateCutoff: 0.2)
    #expect(distance(smoother.estimates(looks), expected) < 2e-3)
  }

  @Test("a look without a gap has no effect on EWMA and 1 €")
  func sameInstant() {
    func check<S: Smoother>(_ smoother: S) {
      var state = smoother.begin(10, at: Instant(seconds: 1))
      let before = state
      smoother.update(&state, with: 90, at: Instant(seconds: 1))
      #expect(state == before)
    }
    check(EWMA(timeConstant: .seconds(1)))
    check(OneEuro(minimumCutoff: 1, speedCoefficient: 1, rateCutoff: 1))
  }

  @Test("after an hour's silence the next look counts almost alone")
  func silence() throws {
    let pair = [Look(seconds: 0, pathLoss: 10), Look(seconds: 3600, pathLoss: 30)]
    let smoothers: [any Smoother] = [
      EWMA(timeConstant: .seconds(3)), Kalman(processNoise: 2, measurementNoise: 30),
      OneEuro(minimumCutoff: 0.05, speedCoefficient: 0, rateCutoff: 0.2),
    ]
    for smoother in smoothers {
      let last = try #require(smoother.estimates(pair).last)
      #expect(last > 29.9)
    }
  }

  @Test("a deep fade moves a gated Kalman filter no further than a shallow one")
  func gate() {
    func move(_ difference: Float) -> Float {
      let smoother = Kalman(processNoise: 2, measurementNoise: 30, fadeGate: 1)
      var state = smoother.begin(20, at: Instant(seconds: 0))
      smoother.update(&state, with: 20 + difference, at: Instant(seconds: 1))
      return smoother.estimate(state) - 20
    }
    #expect(move(12) == move(40))
    #expect(move(40) < move(-40).magnitude / 4)
    #expect(move(-40) == 2 * move(-20))
  }

  @Test("an average with slow rise settles on the expectile, 0.44 standard deviations low")
  func expectile() throws {
    var arrivals = Arrivals(seed: 12)
    let noisy = (0..<60_000).map { index in
      let normal = (0..<12).reduce(-6.0) { sum, _ in sum + arrivals.fraction() }
      return Look(seconds: Double(index) * 0.1, pathLoss: Float(20 + 4 * normal))
    }
    let settled = EWMA(falling: .seconds(20), rising: .seconds(60)).estimates(noisy).dropFirst(5000)
    let mean = settled.reduce(0, +) / Float(settled.count)
    #expect(abs((20 - mean) / 4 - 0.436) < 0.05)
  }

  @Test("a beacon that advertises ten times as often does not settle ten times as fast")
  func density() throws {
    let smoother = EWMA(timeConstant: .seconds(3))
    func settled(_ gap: Double) throws -> Float {
      let count = Int(3 / gap)
      let looks = (0...count).map { Look(seconds: Double($0) * gap, pathLoss: $0 == 0 ? 0 : 1) }
      return try #require(smoother.estimates(looks).last)
    }
    #expect(try abs(settled(0.01) - settled(0.1)) < 0.01)
    #expect(try abs(settled(0.01) - 0.632) < 0.01)
  }
}
