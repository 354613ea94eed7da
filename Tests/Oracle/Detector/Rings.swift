package import Proximity

/// The belief of one receiver: how likely a beacon is in each of 16 rings, up to 25 m.
struct Rings {
  static let count = 16
  static let doubt = 1e-4
  /// Metres; the innermost ring ends at half a metre, and each is wider by the same factor.
  static let borders: [Double] = [0] + (0..<count).map { 0.5 * power(50, Double($0) / 15) }
  static let areas: [Double] = (0..<count).map { disc(borders[$0 + 1]) - disc(borders[$0]) }
  /// Half of a ring is nearer than this.
  static let distances: [Double] = (0..<count).map { ring in
    let (inner, outer) = (borders[ring], borders[ring + 1])
    return ((inner * inner + outer * outer) / 2).squareRoot()
  }
  static let everywhere: [Double] = areas.map { $0 / disc(25) }

  static func disc(_ radius: Double) -> Double { .pi * radius * radius }

  var shares: [Double]

  /// Before the first look every square metre is as likely; that look weighs as if 2 s had passed.
  init(_ loss: Float, _ model: RingModel) {
    shares = Rings.everywhere
    weigh(loss, after: Octave(ofGap: 2_000_000_000), model)
  }

  mutating func hear(_ loss: Float, after gap: Int64, _ model: RingModel) {
    let octave = Octave(ofGap: gap)
    shares = model.strolled(shares, for: octave)
    weigh(loss, after: octave, model)
  }

  private mutating func weigh(_ loss: Float, after gap: Octave, _ model: RingModel) {
    // Looks are told apart by whole dB, and one stronger than the innermost ring's counts as its own.
    let whole = max((max(-12, min(80, Double(loss))) + 12.5).rounded(.down) - 12, model.expected[0])
    for ring in shares.indices {
      shares[ring] *= model.rules.likelihood(of: whole - model.expected[ring], after: gap.seconds)
    }
    let sum = shares.reduce(0, +)
    for ring in shares.indices {
      shares[ring] =
        sum > 1e-30
        ? shares[ring] / sum * (1 - Rings.doubt) + Rings.everywhere[ring] * Rings.doubt
        : Rings.everywhere[ring]
    }
  }

  func likelihood(within radius: Double) -> Double {
    var sum = 0.0
    for ring in shares.indices {
      let inside = min(radius, Rings.borders[ring + 1])
      guard inside > Rings.borders[ring] else { continue }
      let area = Rings.disc(inside) - Rings.disc(Rings.borders[ring])
      sum += shares[ring] * area / Rings.areas[ring]
    }
    return sum
  }
}

/// What all rings of a site share: the path losses to expect, and how people stroll.
package struct RingModel: Sendable {
  let rules: BeliefRules
  let exponent: Float
  let expected: [Double]
  private let motion: [[Double]]

  package init(exponent: Float, rules: BeliefRules) {
    self.rules = rules
    self.exponent = exponent
    expected = Rings.distances.map {
      expectedLoss(
        at: ($0 * $0 + Double(rules.height) * Double(rules.height)).squareRoot(),
        exponent: exponent)
    }
    // What flows over a border grows with its length and falls with the way from ring to ring; a
    // step is so short that nobody crosses a whole ring.
    let step = Octave.all[0].seconds / 1024
    var once = Array(repeating: 0.0, count: Rings.count * Rings.count)
    for ring in 0..<Rings.count { once[ring * Rings.count + ring] = 1 }
    for ring in 0..<Rings.count - 1 {
      let length: Double = 2 * .pi * Rings.borders[ring + 1]
      let way: Double = Rings.distances[ring + 1] - Rings.distances[ring]
      let flow = Double(rules.spread) * step * length / way
      for (from, to) in [(ring, ring + 1), (ring + 1, ring)] {
        once[from * Rings.count + to] += flow / Rings.areas[from]
        once[from * Rings.count + from] -= flow / Rings.areas[from]
      }
    }
    motion = Octave.all.map {
      Self.repeated(once, Int(Octave.spreading($0.seconds) / step))
    }
  }

  func strolled(_ shares: [Double], for gap: Octave) -> [Double] {
    let moves = motion[gap.exponent - Octave.all[0].exponent]
    var after = Array(repeating: 0.0, count: Rings.count)
    for from in 0..<Rings.count {
      for to in 0..<Rings.count { after[to] += shares[from] * moves[from * Rings.count + to] }
    }
    return after
  }

  private static func repeated(_ moves: [Double], _ times: Int) -> [Double] {
    guard times > 1 else { return moves }
    let half = repeated(moves, times / 2)
    let twice = product(half, half)
    return times % 2 == 0 ? twice : product(twice, moves)
  }

  private static func product(_ left: [Double], _ right: [Double]) -> [Double] {
    let count = Rings.count
    var product = Array(repeating: 0.0, count: count * count)
    for row in 0..<count {
      for middle in 0..<count {
        let share = left[row * count + middle]
        for column in 0..<count {
          product[row * count + column] += share * right[middle * count + column]
        }
      }
    }
    return product
  }
}
