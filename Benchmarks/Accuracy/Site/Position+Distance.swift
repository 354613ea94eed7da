import Proximity
import Scoring

extension Path.Point {
  /// Metres to a position, height and all.
  func distance(to position: Position) -> Double {
    let (x, y, z) = (x - Double(position.x), y - Double(position.y), z - Double(position.z))
    return (x * x + y * y + z * z).squareRoot()
  }
}
