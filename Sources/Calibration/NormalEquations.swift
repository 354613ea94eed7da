/// The equations whose solution is the likeliest measured power, exponent and offsets.
///
/// A look says RSSI = power - exponent × decades - offset of its receiver. The unknowns also have
/// prior values, and the offsets add up to 0, by way of a Lagrange multiplier. No two offsets meet
/// in an equation, so they are eliminated first, and three unknowns are left.
struct NormalEquations {
  private struct Sums {
    var weight = 0.0
    var decades = 0.0
    var rssi = 0.0
  }

  private let prior: Prior
  private var receivers: [Sums]
  private var squares = 0.0
  private var products = 0.0

  init(_ prior: Prior, receivers: Int) {
    self.prior = prior
    self.receivers = Array(repeating: Sums(), count: receivers)
  }

  /// Takes in a look; the weight is 1 over its variance.
  mutating func add(receiver: Int, decades: Double, rssi: Double, weight: Double) {
    receivers[receiver].weight += weight
    receivers[receiver].decades += weight * decades
    receivers[receiver].rssi += weight * rssi
    squares += weight * decades * decades
    products += weight * decades * rssi
  }

  struct Solution {
    var power: Estimate
    var exponent: Estimate
    var offsets: [Estimate]
  }

  /// Complexity: O(receivers).
  func solution() -> Solution {
    var matrix = Matrix3()
    var vector = Vector3(repeating: 0)
    matrix[0, 0] = prior.power.weight
    matrix[1, 1] = squares + prior.exponent.weight
    vector[0] = prior.power.weight * prior.power.mean
    vector[1] = prior.exponent.weight * prior.exponent.mean - products
    for sums in receivers {
      matrix[0, 0] += sums.weight
      matrix[0, 1] -= sums.decades
      matrix[1, 0] -= sums.decades
      vector[0] += sums.rssi
      let (own, row) = equation(sums)
      for i in 0..<3 {
        vector[i] += row[i] * sums.rssi / own
        for j in 0..<3 { matrix[i, j] -= row[i] * row[j] / own }
      }
    }
    let inverse = matrix.inverse
    let found = inverse.times(vector)
    return Solution(
      power: Estimate(value: found[0], standardError: inverse[0, 0].root),
      exponent: Estimate(value: found[1], standardError: inverse[1, 1].root),
      offsets: receivers.map { sums in
        let (own, row) = equation(sums)
        return Estimate(
          value: (-sums.rssi - row.dot(found)) / own,
          standardError: (1 / own + row.dot(inverse.times(row)) / (own * own)).root)
      })
  }

  /// What an offset is multiplied with in its own equation, and what power, exponent and multiplier
  /// are.
  private func equation(_ sums: Sums) -> (own: Double, others: Vector3) {
    (sums.weight + prior.offset.weight, [-sums.weight, sums.decades, 1])
  }
}

/// What is held likely before any look.
struct Prior {
  struct Belief {
    var mean: Double
    var weight: Double

    init(_ mean: Double, give error: Double) {
      self.mean = mean
      weight = 1 / (error * error)
    }
  }

  /// dBm at 1 m.
  var power: Belief
  var exponent: Belief
  /// dB.
  var offset: Belief
}

extension Double {
  /// The root of a variance, which rounding may have left below 0.
  fileprivate var root: Double { Swift.max(0, self).squareRoot() }
}
