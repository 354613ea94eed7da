import Proximity

/// The likeliest numbers for looks whose errors have heavy tails.
///
/// Errors are taken to have Student's t distribution, so that a fade, which may cost 20 dB, weighs
/// little; the fit is iteratively reweighted least squares (Lange, Little, Taylor, Robust
/// Statistical Modeling Using the t Distribution, 1989). Looks soon after each other share their
/// errors, and so count as fewer than they are.
struct RobustFit {
  private(set) var solution: NormalEquations.Solution
  /// What the model leaves of each look, in dB.
  private(set) var residuals: [Double]
  /// The scale of the errors, in dB, without what is far off.
  var scale: Double { variance.squareRoot() }

  private let looks: [Look]
  /// Each look's place in the solution's offsets.
  private let slots: [Int]
  private let slotCount: Int
  private var variance = 36.0
  private var weights: [Double]

  private static let freedom = 4.0
  private static let rounds = 100
  /// dB; the fit has settled when its scale changes by less.
  private static let tolerance = 1e-4
  /// dB²: RSSI comes in whole dB.
  private static let leastVariance = 0.1
  /// Reweighting makes errors look this much more certain than Student's t leaves them.
  private static let optimism = (freedom + 3) / (freedom + 1)

  init(_ looks: [Look], slots: [Int], slotCount: Int, _ prior: Prior) {
    self.looks = looks
    self.slots = slots
    self.slotCount = slotCount
    weights = Array(repeating: 1, count: looks.count)
    residuals = []
    solution = NormalEquations(prior, receivers: slotCount).solution()
    settle(prior, redundancy: Self.optimism)
    settle(prior, redundancy: Self.optimism * looksForOne)
  }

  /// - Parameter redundancy: how many looks are worth one of their own.
  private mutating func settle(_ prior: Prior, redundancy: Double) {
    for _ in 0..<Self.rounds {
      let before = scale
      var equations = NormalEquations(prior, receivers: slotCount)
      for (index, look) in looks.enumerated() {
        equations.add(
          receiver: slots[index], decades: look.decades, rssi: Double(look.rssi),
          weight: weights[index] / (variance * redundancy))
      }
      solution = equations.solution()
      reweigh()
      if (scale - before).magnitude < Self.tolerance { return }
    }
  }

  private mutating func reweigh() {
    residuals = zip(looks, slots).map { look, slot in
      Double(look.rssi) - solution.power.value + solution.exponent.value * look.decades
        + solution.offsets[slot].value
    }
    weights = residuals.map { (Self.freedom + 1) / (Self.freedom + $0 * $0 / variance) }
    let sum = zip(weights, residuals).reduce(0) { $0 + $1.0 * $1.1 * $1.1 }
    variance = max(Self.leastVariance, sum / Double(looks.count))
  }
}

extension RobustFit {
  /// Bodies and shelves stand in the way for seconds: errors are taken to be shared within this and
  /// to be others after it. On recordings of walks, offsets of different walks then agree within
  /// their errors about as often as they should.
  private static let block: Int64 = 10_000_000_000
  /// What recordings of walks gave, for a walk too short to say.
  private static let usual = 3.0

  /// How many looks are worth one of their own: the variance of what the looks of a receiver pull
  /// at the model in ten seconds, over what it would be if each pulled by itself.
  private var looksForOne: Double {
    var blocks: [BlockSum?] = Array(repeating: nil, count: slotCount)
    var (together, apart, count) = (0.0, 0.0, 0)
    for (index, look) in looks.enumerated() {
      let pull = weights[index] * residuals[index]
      let slot = slots[index]
      apart += pull * pull
      if let sum = blocks[slot], look.time.nanoseconds - sum.begin < Self.block {
        blocks[slot]?.pull += pull
      } else {
        together += blocks[slot]?.square ?? 0
        blocks[slot] = BlockSum(begin: look.time.nanoseconds, pull: pull)
        count += 1
      }
    }
    together += blocks.reduce(0) { $0 + ($1?.square ?? 0) }
    guard count >= 2 * slotCount, apart > 0 else { return Self.usual }
    // An offset takes the mean out of its receiver's blocks.
    let lost = Double(count) / Double(count - slotCount)
    return max(1, lost * together / apart)
  }

  private struct BlockSum {
    var begin: Int64
    var pull: Double
    var square: Double { pull * pull }
  }
}
