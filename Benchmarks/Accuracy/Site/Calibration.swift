import Foundation
import Proximity

/// How RSSI falls with distance at a site: what a site file states.
struct Calibration: Equatable, Sendable {
  /// dBm at 1 m.
  var measuredPower: Float
  var exponent: Float
  /// dB, by receiver.
  var offsets: [Float]

  /// A look whose distance is known.
  struct Sample: Sendable {
    var receiver: Int
    /// From the receiver to the beacon, height and all.
    var metres: Double
    var rssi: Float
  }

  /// As of a site that states nothing.
  static func standard(receivers: Int) -> Calibration {
    Calibration(
      measuredPower: -59, exponent: Floor.defaultExponent,
      offsets: Array(repeating: 0, count: receivers))
  }

  /// The least-squares fit of
  ///
  ///     RSSI = measured power - 10 · exponent · log10(metres) - offset
  ///
  /// with one offset for each receiver, their sum being 0. Of the offsets half is kept, as
  /// `beacond calibrate` does.
  init(fittedTo samples: [Sample], receivers: Int) {
    let size = 2 + receivers
    var rows = Array(repeating: [Double](repeating: 0, count: size + 1), count: size)
    for sample in samples {
      let terms = [
        (0, 1.0), (1, -10 * log10(max(0.1, sample.metres))), (2 + sample.receiver, -1.0),
      ]
      for (row, term) in terms {
        for (column, other) in terms { rows[row][column] += term * other }
        rows[row][size] += term * Double(sample.rssi)
      }
    }
    // Without this the offsets and the measured power could shift against each other, and a
    // receiver that heard nothing would have no offset.
    for row in 2..<size {
      for column in 2..<size { rows[row][column] += 1 }
      rows[row][row] += 1e-9
    }
    let solution = Self.solve(&rows)
    measuredPower = Float(solution[0])
    exponent = Float(min(6, max(1, solution[1])))
    offsets = solution.dropFirst(2).map { Float(min(40, max(-40, $0 / 2))) }
  }

  private init(measuredPower: Float, exponent: Float, offsets: [Float]) {
    self.measuredPower = measuredPower
    self.exponent = exponent
    self.offsets = offsets
  }

  /// Gauss-Jordan elimination with the largest pivot of each column.
  private static func solve(_ rows: inout [[Double]]) -> [Double] {
    for column in rows.indices {
      let pivots = rows.indices[column...]
      guard let pivot = pivots.max(by: { abs(rows[$0][column]) < abs(rows[$1][column]) }) else {
        continue
      }
      rows.swapAt(column, pivot)
      let scale = rows[column][column]
      guard scale != 0 else { continue }
      rows[column] = rows[column].map { $0 / scale }
      for row in rows.indices where row != column && rows[row][column] != 0 {
        let factor = rows[row][column]
        for index in rows[row].indices { rows[row][index] -= factor * rows[column][index] }
      }
    }
    return rows.map { $0.last ?? 0 }
  }
}
