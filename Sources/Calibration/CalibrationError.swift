public import Proximity

/// Why looks give no calibration, and what to do about it.
public enum CalibrationError: Error, Equatable, Sendable, CustomStringConvertible {
  /// No receiver of the floor has a position.
  case noPositions
  /// Nothing was heard of the beacon.
  case notHeard
  /// All was heard before the walk or after it.
  case neverOnWalk(heard: ClosedRange<Instant>, walk: ClosedRange<Instant>)
  /// Only receivers without a position heard the beacon on the walk.
  case notPlaced
  /// There are fewer looks than ``SiteCalibration/fewestLooks``.
  case tooFewLooks(Int)
  /// The looks scatter so much that they tell nothing; dB.
  case noLaw(scatter: Double)
  /// RSSI does not fall as distance grows, or falls impossibly fast.
  case noFall(exponent: Double)
  /// The measured power cannot be a beacon's; dBm at 1 m.
  case impossiblePower(Double)
  /// An offset cannot be a receiver's; dB.
  case impossibleOffset(ReceiverID, Double)

  public var description: String {
    switch self {
    case .noPositions:
      "no receiver has a position; give each 'position: [x, y, z]' in metres"
    case .notHeard:
      "the recordings hold nothing of the beacon that was carried; check its name and the files"
    case .neverOnWalk(let heard, let walk):
      "the beacon was heard from \(shown(heard.lowerBound)) to \(shown(heard.upperBound)) and "
        + "walked from \(shown(walk.lowerBound)) to \(shown(walk.upperBound)) s; give both by the "
        + "same clock"
    case .notPlaced:
      "only receivers without a position heard the beacon on the walk; give them "
        + "'position: [x, y, z]' in metres"
    case .tooFewLooks(let count):
      "\(count) looks are too few, \(SiteCalibration.fewestLooks) the least; walk for some minutes, "
        + "past every receiver"
    case .noLaw(let scatter):
      "RSSI scatters by \(tenths(scatter)) dB whatever the distance; check that walk and recordings "
        + "are of the same time and the positions of the same origin"
    case .noFall(let exponent):
      "RSSI follows distance with an exponent of \(tenths(exponent)), which no site has; check that "
        + "walk and recordings are of the same time and the positions of the same origin"
    case .impossiblePower(let power):
      "\(tenths(power)) dBm at 1 m is no beacon's measured power; check the positions and that it "
        + "was carried in the open"
    case .impossibleOffset(let receiver, let offset):
      "receiver \(receiver) is \(tenths(offset.magnitude)) dB "
        + "\(offset > 0 ? "weaker" : "stronger") than the others; check its position and its antenna"
    }
  }
}

/// Seconds without what people cannot use.
private func shown(_ time: Instant) -> String {
  time.nanoseconds.isMultiple(of: 1_000_000_000)
    ? "\(time.nanoseconds / 1_000_000_000)" : tenths(time.seconds)
}

private func tenths(_ number: Double) -> String { "\((10 * number).rounded() / 10)" }
