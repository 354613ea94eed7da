import Foundation
import Proximity
import Scoring

/// What the engine's model could make of a recording if it knew the future: the belief smoothed by
/// a pass forwards and one backwards in time. How near the engine comes to it tells what is left to
/// be gained by deciding better, and not by another model.
///
/// Source: L. E. Baum et al., "A Maximization Technique Occurring in the Statistical Analysis of
/// Probabilistic Functions of Markov Chains", Ann. Math. Statist. 41 (1970).
struct Bound<Spots: Ground> {
  /// A look that weighs by the time since its receiver's look before.
  private struct Weighed {
    var receiver: Int
    var pathLoss: Double
    var weight: Double
  }

  /// Seconds for which somebody is taken to be at one spot.
  static var step: Double { 0.25 }
  /// Somebody may always be where nothing speaks for it.
  private static var doubt: Double { 1e-4 }
  /// Seconds that a receiver's first look has waited for.
  private static var firstGap: Double { 2 }

  private let ground: Spots
  private let rules: BeliefRules
  private let looks: [[Weighed]]
  /// For how long people stroll before each step.
  private let strolls: [Double]

  init(_ course: Course, measuredPower: Float, on ground: Spots, _ rules: BeliefRules) {
    (self.ground, self.rules) = (ground, rules)
    let shadow = rules.shadow.seconds
    var looks: [[Weighed]] = Array(repeating: [], count: Int(course.length / Self.step) + 1)
    var latest: [Int: Double] = [:]
    for look in course.looks {
      let gap = latest[look.receiver].map { look.time - $0 } ?? Self.firstGap
      latest[look.receiver] = look.time
      let offset = course.floor.receivers[look.receiver].offset
      looks[min(looks.count - 1, Int(look.time / Self.step))].append(
        Weighed(
          receiver: look.receiver, pathLoss: Double(measuredPower - look.rssi - offset),
          weight: gap > 0 ? gap / (shadow + gap) : 0))
    }
    self.looks = looks
    var quiet = 0.0
    strolls = looks.map { heard in
      // Most of those who are not heard for more than a second stay where they are.
      defer { quiet = heard.isEmpty ? quiet + Self.step : 0 }
      return quiet < 1 ? Self.step : 0.3 * Self.step
    }
  }

  /// By place, when it is likelier than not that somebody is there.
  func near() -> [[Interval]] {
    let beliefs = beliefs()
    return ground.within.map { within in
      let changes = beliefs.enumerated().map { index, belief in
        (
          time: Double(index) * Self.step,
          holds: zip(belief, within).reduce(0.0) { $0 + $1.0 * $1.1 } > 0.5
        )
      }
      return [Interval](changes: changes, until: Double(beliefs.count) * Self.step)
    }
  }

  /// By step and spot, how likely somebody was there, by all looks of the recording.
  func beliefs() -> [[Double]] {
    zip(forward(), backward()).map { after, later in
      let shares = zip(zip(after, later), ground.areas).map { $0.0 * $0.1 / $1 }
      let whole = shares.reduce(0, +)
      return shares.map { $0 / whole }
    }
  }

  /// By step, what its looks and those before it say.
  private func forward() -> [[Double]] {
    var shares = ground.areas
    return looks.indices.map { step in
      if step > 0 { shares = ground.strolled(shares, for: strolls[step]) }
      weigh(&shares, looks[step])
      return shares
    }
  }

  /// By step, what the looks after it say.
  private func backward() -> [[Double]] {
    var shares = ground.areas
    let later = looks.indices.reversed().map { step in
      if step + 1 < looks.count {
        weigh(&shares, looks[step + 1])
        shares = ground.strolled(shares, for: strolls[step + 1])
      }
      return shares
    }
    return later.reversed()
  }

  private func weigh(_ shares: inout [Double], _ looks: [Weighed]) {
    guard !looks.isEmpty else { return }
    let freedom = Double(rules.degreesOfFreedom)
    for look in looks {
      let expected = ground.expected[look.receiver]
      let pathLoss = max(look.pathLoss, expected.min() ?? 0)
      for spot in shares.indices {
        let excess = pathLoss - expected[spot]
        let scatter = Double(excess > 0 ? rules.weakerScatter : rules.strongerScatter)
        let tail = log(1 + excess * excess / (scatter * scatter * freedom))
        shares[spot] *= exp(-(freedom + 1) / 2 * look.weight * tail)
      }
    }
    let whole = shares.reduce(0, +)
    for spot in shares.indices {
      shares[spot] = shares[spot] / whole * (1 - Self.doubt) + ground.areas[spot] * Self.doubt
    }
  }
}

extension Detection {
  /// What the engine's model makes of a course when it knows the future, without confirmation.
  ///
  /// The beacon is taken to be as strong as its measured power says: how far it is off cannot be
  /// told better from one recording, not even from all of it, than a calibration tells it.
  ///
  /// - Parameter measuredPower: of the beacon, in dBm at 1 m.
  init(byBoundOf course: Course, measuredPower: Float, rules: BeliefRules = BeliefRules()) throws {
    let near: [[Interval]]
    if course.floor.receivers.allSatisfy({ $0.position != nil }) {
      let ground = try FloorGround(course.floor, rules)
      near = Bound(course, measuredPower: measuredPower, on: ground, rules).near()
    } else {
      let ground = RingGround(course.floor, rules)
      near = Bound(course, measuredPower: measuredPower, on: ground, rules).near()
    }
    self.init(near: near, on: course.floor)
  }
}
