import Foundation
import Proximity
import Testing

@Suite("Laws that every smoother keeps")
struct SmoothLawTests {
  @Test("constant path loss stays what it is", arguments: NamedSmoother.all)
  func constant(_ named: NamedSmoother) {
    var arrivals = Arrivals(seed: 1)
    let looks = arrivals.irregular(300).map { Look(seconds: $0.seconds, pathLoss: 17.3) }
    for estimate in named.smoother.estimates(looks) { #expect(abs(estimate - 17.3) < 1e-4) }
  }

  @Test("an estimate lies among the looks so far", arguments: NamedSmoother.all)
  func enclosed(_ named: NamedSmoother) {
    var arrivals = Arrivals(seed: 2)
    let looks = arrivals.irregular(500)
    var (low, high) = (Float.infinity, -Float.infinity)
    for (look, estimate) in zip(looks, named.smoother.estimates(looks)) {
      low = min(low, look.pathLoss)
      high = max(high, look.pathLoss)
      #expect(estimate >= low - 1e-4 && estimate <= high + 1e-4)
    }
  }

  @Test("a step is followed without turning back", arguments: NamedSmoother.all, [Float(9), -9])
  func step(_ named: NamedSmoother, _ height: Float) {
    var arrivals = Arrivals(seed: 3)
    let looks = arrivals.irregular(200).enumerated().map { index, look in
      Look(seconds: look.seconds, pathLoss: index < 50 ? 20 : 20 + height)
    }
    let way = named.smoother.estimates(looks).map { ($0 - 20) * height.signum }
    for (earlier, later) in zip(way, way.dropFirst()) { #expect(later >= earlier - 1e-4) }
  }

  @Test("a fall of the RSSI from -50 to -59 shows in full", arguments: NamedSmoother.all)
  func fallShows(_ named: NamedSmoother) throws {
    let looks = (0..<400).map {
      Look(seconds: Double($0) * 0.3, pathLoss: -59 - ($0 < 100 ? -50 : -59))
    }
    let last = try #require(named.smoother.estimates(looks).last)
    #expect(abs(last) < 0.05)
  }

  @Test("an offset in dB goes straight through", arguments: NamedSmoother.all)
  func shift(_ named: NamedSmoother) {
    var arrivals = Arrivals(seed: 4)
    let looks = arrivals.irregular(300)
    let shifted = looks.map { Look(seconds: $0.seconds, pathLoss: $0.pathLoss + 7.25) }
    let expected = named.smoother.estimates(looks).map { $0 + 7.25 }
    #expect(distance(named.smoother.estimates(shifted), expected) < 1e-3)
  }

  @Test("the origin of time does not matter", arguments: NamedSmoother.all)
  func origin(_ named: NamedSmoother) {
    var arrivals = Arrivals(seed: 5)
    let looks = arrivals.irregular(300)
    let moved = looks.map { Look(seconds: $0.seconds - 1200, pathLoss: $0.pathLoss) }
    let expected = named.smoother.estimates(looks)
    #expect(distance(named.smoother.estimates(moved), expected) < 1e-3)
  }

  @Test(
    "a state that was stored and read goes on as if it had not been", arguments: NamedSmoother.all)
  func stored(_ named: NamedSmoother) throws {
    func check<S: Smoother>(_ smoother: S) throws {
      var arrivals = Arrivals(seed: 6)
      let looks = arrivals.irregular(100)
      var plain = smoother.begin(looks[0].pathLoss, at: looks[0].instant)
      var stored = plain
      for look in looks.dropFirst() {
        smoother.update(&plain, with: look.pathLoss, at: look.instant)
        stored = try JSONDecoder().decode(S.State.self, from: JSONEncoder().encode(stored))
        smoother.update(&stored, with: look.pathLoss, at: look.instant)
        #expect(stored == plain)
      }
    }
    try check(named.smoother)
  }

  @Test(
    "no gap, a step back in time and the longest gap are all survived", arguments: NamedSmoother.all
  )
  func hostileTimes(_ named: NamedSmoother) {
    func check<S: Smoother>(_ smoother: S) {
      var state = smoother.begin(10, at: Instant(nanoseconds: .min))
      let times: [Int64] = [.min, .min, 0, 0, -5, 1, .max, .max, .min, .max]
      for (index, time) in times.enumerated() {
        let pathLoss: Float = index.isMultiple(of: 2) ? 90 : -30
        smoother.update(&state, with: pathLoss, at: Instant(nanoseconds: time))
        #expect((-30.001...90.001).contains(smoother.estimate(state)))
      }
    }
    check(named.smoother)
  }

  @Test("stretching time and the parameters alike changes nothing", arguments: [0.25, 3])
  func stretch(_ factor: Double) {
    var arrivals = Arrivals(seed: 7)
    let looks = arrivals.irregular(300)
    let slow = looks.map { Look(seconds: $0.seconds * factor, pathLoss: $0.pathLoss) }
    let scale = Float(factor)
    func compare(_ plain: some Smoother, _ stretched: some Smoother) {
      #expect(distance(plain.estimates(looks), stretched.estimates(slow)) < 2e-3)
    }
    compare(RunningMean(window: .seconds(5)), RunningMean(window: .seconds(5 * factor)))
    compare(Median(window: .seconds(5)), Median(window: .seconds(5 * factor)))
    compare(
      EWMA(falling: .seconds(1), rising: .seconds(4)),
      EWMA(falling: .seconds(factor), rising: .seconds(4 * factor)))
    compare(
      Kalman(processNoise: 2, measurementNoise: 30, fadeGate: 2),
      Kalman(processNoise: 2 / scale, measurementNoise: 30, fadeGate: 2))
    compare(
      OneEuro(minimumCutoff: 0.05, speedCoefficient: 0.01, rateCutoff: 0.2),
      OneEuro(minimumCutoff: 0.05 / scale, speedCoefficient: 0.01, rateCutoff: 0.2 / scale))
  }

  @Test("a parameter out of its range stops the program where it was written")
  func preconditions() async {
    await #expect(processExitsWith: .failure) { _ = RunningMean(window: .zero) }
    await #expect(processExitsWith: .failure) { _ = Median(window: .seconds(601)) }
    await #expect(processExitsWith: .failure) { _ = EWMA(timeConstant: .seconds(-1)) }
    await #expect(processExitsWith: .failure) {
      _ = Kalman(processNoise: .nan, measurementNoise: 1)
    }
    await #expect(processExitsWith: .failure) {
      _ = OneEuro(minimumCutoff: 0, speedCoefficient: 0, rateCutoff: 1)
    }
  }
}

extension Float {
  fileprivate var signum: Float { self < 0 ? -1 : 1 }
}
