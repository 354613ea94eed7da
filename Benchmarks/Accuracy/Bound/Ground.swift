import Foundation
import Proximity

/// Where a beacon may be: spots, and what is heard from each.
protocol Ground {
  /// By spot, its share of all ground.
  var areas: [Double] { get }
  /// By receiver and spot, the path loss to expect in dB.
  var expected: [[Double]] { get }
  /// By place and spot, which share of the spot is within the place.
  var within: [[Double]] { get }

  /// Where people are who were there so many seconds ago and have strolled since.
  ///
  /// As many go from one spot to another as come from there when people are everywhere alike, so
  /// that it holds for the past as well as for the future.
  func strolled(_ shares: [Double], for seconds: Double) -> [Double]
}

/// The sixteen rings around the one receiver of a floor.
struct RingGround: Ground {
  private static let count = 16
  private static let outermost = 25.0
  private static let borders =
    [0] + (0..<count).map { 0.5 * pow(outermost / 0.5, Double($0) / Double(count - 1)) }

  let areas: [Double]
  let expected: [[Double]]
  let within: [[Double]]
  private let distances: [Double]
  /// By border between two rings, what a second takes across for each difference in density.
  private let flows: [Double]

  init(_ floor: Floor, _ rules: BeliefRules) {
    let borders = Self.borders
    let rings = zip(borders, borders.dropFirst())
    areas = rings.map { ($1 * $1 - $0 * $0) / (Self.outermost * Self.outermost) }
    let distances = rings.map { (($0 * $0 + $1 * $1) / 2).squareRoot() }
    self.distances = distances
    flows = (1..<Self.count).map { ring in
      Double(rules.spread) * 2 * borders[ring] / (Self.outermost * Self.outermost)
        / (distances[ring] - distances[ring - 1])
    }
    expected = [
      distances.map {
        10 * Double(floor.exponent) * log10(($0 * $0 + pow(Double(rules.height), 2)).squareRoot())
      }
    ]
    within = floor.places.map { place in
      let square = pow(Double(place.radius), 2)
      return rings.map { min(1, max(0, (square - $0 * $0) / ($1 * $1 - $0 * $0))) }
    }
  }

  func strolled(_ shares: [Double], for seconds: Double) -> [Double] {
    let steps = Int((seconds / 0.01).rounded(.up))
    var shares = shares
    for _ in 0..<steps {
      let density = zip(shares, areas).map { $0 / $1 }
      for border in flows.indices {
        let outward = flows[border] * (density[border] - density[border + 1])
        shares[border] -= outward * seconds / Double(steps)
        shares[border + 1] += outward * seconds / Double(steps)
      }
    }
    return shares
  }
}

/// The cells of a floor whose receivers have positions, half a metre wide.
struct FloorGround: Ground {
  private static let cell = 0.5
  private static let margin = 4.0
  private static let beaconHeight = 1.2

  let areas: [Double]
  let expected: [[Double]]
  let within: [[Double]]
  private let columns: Int
  private let rows: Int
  private let spread: Double

  init(_ floor: Floor, _ rules: BeliefRules) throws {
    let positions = floor.receivers.compactMap(\.position)
    guard positions.count == floor.receivers.count,
      let west = positions.map(\.x).min(), let east = positions.map(\.x).max(),
      let south = positions.map(\.y).min(), let north = positions.map(\.y).max()
    else { throw Problem("a receiver without a position has no place on the ground") }
    let columns = Int((Double(east - west) + 2 * Self.margin) / Self.cell) + 1
    let rows = Int((Double(north - south) + 2 * Self.margin) / Self.cell) + 1
    (self.columns, self.rows, spread) = (columns, rows, Double(rules.spread))
    let corner = (x: Double(west) - Self.margin, y: Double(south) - Self.margin)
    let spots = (0..<columns * rows).map { spot -> (x: Double, y: Double) in
      let (column, row) = (Double(spot % columns) + 0.5, Double(spot / columns) + 0.5)
      return (corner.x + column * Self.cell, corner.y + row * Self.cell)
    }
    areas = spots.map { _ in 1 / Double(spots.count) }
    expected = positions.map { position in
      spots.map { spot in
        let (x, y) = (spot.x - Double(position.x), spot.y - Double(position.y))
        let z = Double(position.z) - Self.beaconHeight
        return 5 * Double(floor.exponent) * log10(max(0.25, x * x + y * y + z * z))
      }
    }
    within = floor.places.map { place in
      let watchers = place.receivers.compactMap { floor.receiver($0) }
        .map { positions[Int($0.rawValue)] }
      return spots.map { Self.share(ofX: $0.x, $0.y, within: Double(place.radius), of: watchers) }
    }
  }

  /// Counts of 5 × 5 points of a cell those within the radius.
  private static func share(
    ofX x: Double, _ y: Double, within radius: Double, of positions: [Position]
  ) -> Double {
    let offsets = (-2...2).map { Double($0) / 5 * cell }
    let points = offsets.flatMap { east in offsets.map { (x: x + east, y: y + $0) } }
    let inside = points.filter { point in
      positions.contains { hypot(point.x - Double($0.x), point.y - Double($0.y)) <= radius }
    }
    return Double(inside.count) / Double(points.count)
  }

  func strolled(_ shares: [Double], for seconds: Double) -> [Double] {
    let way = spread * seconds / (Self.cell * Self.cell)
    let steps = Int((way / 0.2).rounded(.up))
    var shares = shares
    for _ in 0..<steps {
      spread(&shares, lines: rows, columns, stride: 1, way / Double(steps))
      spread(&shares, lines: columns, rows, stride: columns, way / Double(steps))
    }
    return shares
  }

  /// Along every row or every column; nobody leaves over the edge.
  private func spread(
    _ shares: inout [Double], lines: Int, _ length: Int, stride: Int, _ part: Double
  ) {
    for line in 0..<lines {
      var before = shares[line * (stride == 1 ? columns : 1)]
      for index in 0..<length {
        let spot = line * (stride == 1 ? columns : 1) + index * stride
        let own = shares[spot]
        let after = index + 1 < length ? shares[spot + stride] : own
        shares[spot] = own + part * (before + after - 2 * own)
        before = own
      }
    }
  }
}
