/// A horizontal direction of length 1.
struct Heading: BitwiseCopyable, Equatable, Sendable {
  let x: Double
  let y: Double

  /// The direction of a vector; nothing when the vector has no length to speak of.
  init?(x: Double, y: Double) {
    let length = (x * x + y * y).squareRoot()
    guard length > 1e-6 else { return nil }
    self.x = x / length
    self.y = y / length
  }

  /// The cosine of the angle between two directions.
  func cosine(to other: Heading) -> Double { x * other.x + y * other.y }
}
