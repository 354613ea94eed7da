public import Proximity

/// How radio behaves at a site, found from looks at a beacon on a walk past known points.
///
/// The model is that of the engine: RSSI = measured power - 10 × exponent × log10(metres) - offset
/// of the receiver, with the straight distance in space and the offsets adding up to 0. What is
/// usual is held likely beforehand, so that few looks change little.
public struct SiteCalibration: Sendable {
  /// dBm at 1 m of the beacon as it was carried, at a receiver without an offset.
  public let measuredPower: Estimate
  /// By how much path loss grows with distance.
  public let exponent: Estimate
  /// Where the exponent comes from.
  public let exponentSource: ExponentSource
  /// The receivers that heard the beacon, in the order of the floor.
  public let receivers: [CalibratedReceiver]
  /// How far the looks lie from the model.
  public let scatter: Scatter
  /// How far they lie from the model with the numbers that the site has now.
  public let scatterBefore: Scatter
  /// How many looks there were.
  public let looks: Int

  /// The fewest looks that tell anything.
  public static let fewestLooks = 30
  /// At one receiver at least, the greatest distance must be this many times the smallest for the
  /// exponent to be found.
  public static let leastSpan: Float = 3
  /// What an exponent is between.
  public static let exponents: ClosedRange<Double> = 1...4
}

/// Where an exponent comes from.
public enum ExponentSource: Equatable, Sendable {
  /// From the looks.
  case looks
  /// It is the site's: at no receiver did the distance change enough.
  case site
  /// It is the end of ``SiteCalibration/exponents`` that is next to what the looks say.
  case limit
}

/// What was found of a receiver.
public struct CalibratedReceiver: Equatable, Sendable {
  /// Which one.
  public let receiver: ReceiverIndex
  /// How many looks it had.
  public let looks: Int
  /// Metres from it to the beacon, at least 0.5.
  public let distances: ClosedRange<Float>
  /// dB to add to every RSSI that it reports, for the looks of this walk to fit best.
  public let offset: Estimate
  /// dB to write into the site.
  ///
  /// A walk sees a receiver along one line, and what looks like an offset is half the shadows of
  /// that line: on recordings with ground truth, half of the offsets that other walks had found told
  /// positions best, and all of them did worse than none.
  public var advisedOffset: Double { offset.value / 2 }
}
