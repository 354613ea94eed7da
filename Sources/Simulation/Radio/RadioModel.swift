import Proximity

/// How radio behaves on a simulated floor.
///
/// The level at a receiver, in dBm, is
///
///     measured power - carrying loss - 10 · exponent · log10(metres)
///       + shadowing - body + channel + fade
///
/// where shadowing wanders slowly for each pair of transmitter and receiver, the body stands
/// between the beacon and all receivers on one side of it, each of the three advertising channels
/// has its own gain, and the fade is another one in every advertisement.
///
/// The defaults are those of a shop floor with a line of sight to the near receivers.
public struct RadioModel: Equatable, Sendable {
  /// By how much path loss grows with distance: 10 × exponent dB for each tenfold; 1 to 6.
  public var exponent: Double
  /// Standard deviation of the shadowing that walls, shelves and people make, in dB; 0 to 20.
  public var shadowing: Double
  /// Metres over which the shadowing of a walker becomes another; 0.1 to 1,000.
  ///
  /// Source: M. Gudmundson, "Correlation Model for Shadow Fading in Mobile Radio Systems",
  /// Electronics Letters 27 (1991).
  public var shadowingDistance: Double
  /// How long it takes until the shadowing of one who stands has become another, because others
  /// move; 1 s to 1 h.
  public var shadowingTime: Duration
  /// The power of the direct path relative to that of all reflections; 0 for fades without a
  /// direct path, infinity for none at all. 4 is 6 dB.
  public var riceFactor: Double
  /// dB lost when the shopper's body is between the beacon and the receiver; 0 to 40. Sideways it
  /// is half of that.
  public var bodyLoss: Double
  /// The mean time for which one who stands looks in one direction; 1 s to 1 h.
  public var turning: Duration
  /// The gains of the advertising channels 37, 38 and 39, in dB; -20 to 20 each.
  public var channelGains: [Double]
  /// How long a receiver listens on one channel before the next; 3 ms to 10 s.
  public var scanInterval: Duration
  /// The level below which nothing is heard, in dBm; -120 to -40.
  public var sensitivity: Double
  /// dB above the sensitivity from which on no more is lost than anywhere; 0.1 to 60.
  public var lossRamp: Double
  /// The share of advertisements that is lost at any level: other senders, other channels; 0 to 1.
  public var lossFloor: Double
  /// The share of advertisements that a receiver reports twice within 5 ms; 0 to 1.
  public var echoes: Double

  /// Creates a model.
  public init(
    exponent: Double = 2.2, shadowing: Double = 3, shadowingDistance: Double = 2,
    shadowingTime: Duration = .seconds(45), riceFactor: Double = 4, bodyLoss: Double = 9,
    turning: Duration = .seconds(20), channelGains: [Double] = [0.5, -1.5, 1],
    scanInterval: Duration = .milliseconds(100), sensitivity: Double = -96,
    lossRamp: Double = 12, lossFloor: Double = 0.1, echoes: Double = 0.08
  ) {
    self.exponent = exponent
    self.shadowing = shadowing
    self.shadowingDistance = shadowingDistance
    self.shadowingTime = shadowingTime
    self.riceFactor = riceFactor
    self.bodyLoss = bodyLoss
    self.turning = turning
    self.channelGains = channelGains
    self.scanInterval = scanInterval
    self.sensitivity = sensitivity
    self.lossRamp = lossRamp
    self.lossFloor = lossFloor
    self.echoes = echoes
  }

  /// dB lost over a distance in metres, relative to 1 m in the open; nearer than 10 cm counts as
  /// 10 cm.
  public func pathLoss(over distance: Double) -> Double {
    10 * exponent * Elementary.decimalLogarithm(max(0.1, distance))
  }

  /// The probability that a receiver misses an advertisement of a level in dBm.
  public func loss(at level: Double) -> Double {
    let margin = (level - sensitivity) / lossRamp
    guard margin > 0 else { return 1 }
    return max(lossFloor, 1 - margin)
  }

  /// The advertising channel on which a receiver listens, 0 to 2: each begins with another one.
  func channel(of receiver: Int, at time: Instant) -> Int {
    let turns = time.nanoseconds / scanInterval.inNanoseconds
    return Int((turns + Int64(receiver)) % 3 + 3) % 3
  }
}

extension RadioModel {
  func validate() throws(ConfigurationError) {
    try check(exponent, in: 1...6, "exponent")
    try check(shadowing, in: 0...20, "shadowing")
    try check(shadowingDistance, in: 0.1...1000, "shadowingDistance")
    try check(shadowingTime, in: .seconds(1) ... .seconds(3600), "shadowingTime")
    try check(riceFactor, in: 0 ... .infinity, "riceFactor")
    try check(bodyLoss, in: 0...40, "bodyLoss")
    try check(turning, in: .seconds(1) ... .seconds(3600), "turning")
    guard channelGains.count == 3 else {
      throw ConfigurationError(
        path: "radio.channelGains", problem: "there are 3 channels, not \(channelGains.count)")
    }
    for gain in channelGains { try check(gain, in: -20...20, "channelGains") }
    try check(scanInterval, in: .milliseconds(3) ... .seconds(10), "scanInterval")
    try check(sensitivity, in: -120 ... -40, "sensitivity")
    try check(lossRamp, in: 0.1...60, "lossRamp")
    try check(lossFloor, in: 0...1, "lossFloor")
    try check(echoes, in: 0...1, "echoes")
  }

  private func check<Value>(
    _ value: Value, in range: ClosedRange<Value>, _ name: String
  ) throws(ConfigurationError) {
    guard range.contains(value) else {
      throw ConfigurationError(
        path: "radio.\(name)",
        problem: "\(value) is not within \(range.lowerBound) to \(range.upperBound)")
    }
  }
}
