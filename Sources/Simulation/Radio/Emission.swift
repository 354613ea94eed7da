import Proximity

/// One advertisement as it leaves its beacon.
struct Emission {
  /// When.
  let time: Instant
  /// Where the beacon is.
  let position: Position
  /// In which direction its bearer looks: the beacon is carried in front.
  let facing: Heading
  /// dBm at 1 m, the carrying loss taken off.
  let power: Double

  /// dB that the bearer's body takes away on the way to a point.
  func bodyLoss(towards point: Position, atMost loss: Double) -> Double {
    guard let direction = position.heading(to: point) else { return 0 }
    return loss * (1 - facing.cosine(to: direction)) / 2
  }
}
