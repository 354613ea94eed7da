package import Proximity

/// A floor laid out in square cells, half a metre to a metre wide.
package struct Grid: Sendable {
  static let side = 32
  /// Windows lie on whole eighths of a row's cells.
  static let step = 8

  let cell: Float
  let west: Float
  let south: Float
  let columns: Int
  let rows: Int
  /// By receiver and cell, the path loss to expect, in half decibels from -8 dB on, 0 to 127.
  let expected: [[Int]]
  private let positions: [Position]

  /// Nothing unless three receivers or more have positions, and all have.
  package init?(_ floor: Floor) {
    positions = floor.receivers.compactMap(\.position)
    guard positions.count >= 3, positions.count == floor.receivers.count else { return nil }
    let (x, y) = (positions.map(\.x).sorted(), positions.map(\.y).sorted())
    let (width, depth) = (x[x.count - 1] - x[0] + 8, y[y.count - 1] - y[0] + 8)
    cell = max(0.5, min(1, max(width, depth) / Float(Grid.side)))
    columns = max(Grid.side, Int((width / cell / 8).rounded(.up)) * Grid.step)
    rows = max(Grid.side, Int((depth / cell).rounded(.up)))
    west = (x[0] + x[x.count - 1] - Float(columns) * cell) / 2
    south = (y[0] + y[y.count - 1] - Float(rows) * cell) / 2
    var expected: [[Int]] = []
    for position in positions {
      let up = position.z - 1.2
      var losses: [Int] = []
      for row in 0..<rows {
        let north = south + (Float(row) + 0.5) * cell - position.y
        for column in 0..<columns {
          let east = west + (Float(column) + 0.5) * cell - position.x
          let metres = max(0.5, (east * east + north * north + up * up).squareRoot())
          let loss = expectedLoss(at: Double(metres), exponent: floor.exponent)
          losses.append(Int(max(0, min(127, (loss + 8) * 2)).rounded()))
        }
      }
      expected.append(losses)
    }
    self.expected = expected
  }

  /// The corner of the window around a receiver, as far as the floor has room on both sides.
  func window(around receiver: Int) -> (column: Int, row: Int) {
    window(
      around: Int((positions[receiver].x - west) / cell),
      Int((positions[receiver].y - south) / cell))
  }

  func window(around column: Int, _ row: Int) -> (column: Int, row: Int) {
    let left = (column + Grid.step / 2) / Grid.step * Grid.step - Grid.side / 2
    return (
      max(0, min(columns - Grid.side, left)),
      max(0, min(rows - Grid.side, row - Grid.side / 2))
    )
  }

  /// By cell, which share of it is within a radius of one of the receivers: of 5 × 5 points each.
  func shares(within radius: Float, of receivers: [Int]) -> [Double] {
    var shares = Array(repeating: 0.0, count: rows * columns)
    for number in shares.indices {
      let (row, column) = (number / columns, number % columns)
      let near = receivers.filter { receiver in
        let east = west + (Float(column) + 0.5) * cell - positions[receiver].x
        let north = south + (Float(row) + 0.5) * cell - positions[receiver].y
        return max(abs(east), abs(north)) <= radius + cell
      }
      guard !near.isEmpty else { continue }
      var inside = 0
      for point in 0..<25 {
        let x = west + (Float(column) + (Float(point / 5) + 0.5) / 5) * cell
        let y = south + (Float(row) + (Float(point % 5) + 0.5) / 5) * cell
        let isInside = near.contains { receiver in
          let (east, north) = (x - positions[receiver].x, y - positions[receiver].y)
          return east * east + north * north <= radius * radius
        }
        if isInside { inside += 1 }
      }
      shares[number] = Double(inside) / 25
    }
    return shares
  }
}
