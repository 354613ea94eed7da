import Foundation
import Proximity

/// The belief over a floor as its documentation tells it, in plain numbers, over all of the floor and
/// on cells of its own.
struct FloorOracle {
  static let margin = 4.0
  static let beaconHeight = 1.2
  static let doubt = 1e-4
  static let offsetRate = 0.05
  static let largestOffset = 20.0
  static let largestSurprise = 8.0

  let rules: BeliefRules
  /// Metres.
  let cell: Double
  private(set) var offset = 0.0
  private let columns: Int
  private let rows: Int
  private let west: Double
  private let south: Double
  /// By receiver and cell, dB.
  private let expected: [[Double]]
  private var shares: [Double]

  init(_ receivers: [Position], exponent: Double, rules: BeliefRules, cell: Double = 0.5) {
    self.rules = rules
    self.cell = cell
    let (x, y) = (receivers.map { Double($0.x) }.sorted(), receivers.map { Double($0.y) }.sorted())
    let (west, south) = (x[0] - Self.margin, y[0] - Self.margin)
    let columns = Int((x[x.count - 1] + Self.margin - west) / cell)
    let rows = Int((y[y.count - 1] + Self.margin - south) / cell)
    (self.columns, self.rows, self.west, self.south) = (columns, rows, west, south)
    expected = receivers.map { receiver in
      (0..<columns * rows).map { number in
        let east = west + (Double(number % columns) + 0.5) * cell - Double(receiver.x)
        let north = south + (Double(number / columns) + 0.5) * cell - Double(receiver.y)
        let up = Double(receiver.z) - Self.beaconHeight
        return 5 * exponent * log10(east * east + north * north + up * up)
      }
    }
    shares = Array(repeating: 1 / Double(columns * rows), count: columns * rows)
  }

  mutating func hear(_ pathLoss: Double, by receiver: Int, gap: Double) {
    // A look stronger than the nearest cell's speaks for it no less than one of its own.
    let likely = max(pathLoss - offset, expected[receiver].min() ?? 0)
    for number in shares.indices {
      shares[number] *= rules.likelihood(
        of: likely, expected: expected[receiver][number], gap: gap)
    }
    let whole = shares.reduce(0, +)
    for number in shares.indices { shares[number] /= whole }
    let mean = zip(shares, expected[receiver]).reduce(0.0) { $0 + $1.0 * $1.1 }
    let surprise = max(
      -Self.largestSurprise, min(Self.largestSurprise, pathLoss - offset - mean))
    offset += Self.offsetRate * rules.weight(after: gap) * surprise
    offset = max(-Self.largestOffset, min(Self.largestOffset, offset))
  }

  /// People stroll, in steps in which nobody goes far, and may be anywhere after all.
  mutating func stroll(for gap: Double) {
    let everywhere = Self.doubt / Double(shares.count)
    for number in shares.indices { shares[number] = shares[number] * (1 - Self.doubt) + everywhere }
    let seconds = rules.spreading(gap)
    let steps = Int((seconds * Double(rules.spread) / (cell * cell) * 8).rounded(.up))
    let part = Double(rules.spread) * seconds / Double(steps) / (cell * cell)
    for _ in 0..<steps {
      let before = shares
      for row in 0..<rows {
        for column in 0..<columns {
          let own = before[row * columns + column]
          var gain = 0.0
          if column > 0 { gain += before[row * columns + column - 1] - own }
          if column < columns - 1 { gain += before[row * columns + column + 1] - own }
          if row > 0 { gain += before[(row - 1) * columns + column] - own }
          if row < rows - 1 { gain += before[(row + 1) * columns + column] - own }
          shares[row * columns + column] = own + part * gain
        }
      }
    }
  }

  /// Counts the cells by 3 × 3 points of each.
  func likelihood(within radius: Double, of x: Double, _ y: Double) -> Double {
    var sum = 0.0
    for number in shares.indices {
      for point in 0..<9 {
        let east = west + (Double(number % columns) + (Double(point % 3) + 0.5) / 3) * cell
        let north = south + (Double(number / columns) + (Double(point / 3) + 0.5) / 3) * cell
        if hypot(east - x, north - y) <= radius { sum += shares[number] / 9 }
      }
    }
    return sum
  }
}
