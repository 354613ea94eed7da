import Proximity

extension Position {
  /// Whether a simulation can work with it: each coordinate within 100 km.
  var isUsable: Bool { [x, y, z].allSatisfy { abs($0) <= 100_000 } }

  /// Metres to another point.
  func distance(to other: Position) -> Double {
    let rise = Double(other.z) - Double(z)
    return (squaredHorizontalDistance(to: other) + rise * rise).squareRoot()
  }

  /// Square metres to another point, height left out.
  func squaredHorizontalDistance(to other: Position) -> Double {
    let east = Double(other.x) - Double(x)
    let north = Double(other.y) - Double(y)
    return east * east + north * north
  }

  /// The horizontal direction of another point, if it is another.
  func heading(to other: Position) -> Heading? {
    Heading(x: Double(other.x) - Double(x), y: Double(other.y) - Double(y))
  }

  /// The point at a share of the way to another.
  func moved(towards other: Position, by share: Double) -> Position {
    let share = Float(share)
    return Position(
      x: x + (other.x - x) * share, y: y + (other.y - y) * share, z: z + (other.z - z) * share)
  }
}
