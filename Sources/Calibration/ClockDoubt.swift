import Proximity

/// A sign that the clock of a walk and that of its recordings are apart: with other times the looks
/// would make more sense.
public struct ClockDoubt: Equatable, Sendable {
  /// By how many seconds the walk's times would have to be later.
  public let seconds: Int
  /// The scatter that would be left, as ``Scatter/rms``.
  public let rms: Double

  /// Tries other times.
  ///
  /// - Parameters:
  ///   - walked: the looks.
  ///   - found: what they gave as they are; nothing if it was refused.
  /// - Complexity: that of some fourteen calibrations.
  public init?(_ walked: WalkLooks, found: SiteCalibration?) {
    let tries = Self.tries.compactMap { seconds -> ClockDoubt? in
      // A short piece of a walk may make sense by chance.
      let looks = walked.shifted(by: .seconds(-seconds))
      guard looks.counters.looks >= walked.counters.looks / 2,
        let calibration = try? SiteCalibration(looks, measuredPower: 0),
        calibration.exponentSource == .looks
      else { return nil }
      return ClockDoubt(seconds: seconds, rms: calibration.scatter.rms)
    }
    guard let best = tries.min(by: { $0.rms < $1.rms }),
      found.map({ best.rms < Self.gain * $0.scatter.rms }) ?? true
    else { return nil }
    self = best
  }

  private init(seconds: Int, rms: Double) {
    self.seconds = seconds
    self.rms = rms
  }

  /// A watch and a hub seldom differ by more.
  private static let tries: [Int] = [5, 10, 15, 20, 30, 45, 60].flatMap { [$0, -$0] }
  /// What scatter must come down to before anybody is told. Recorded walks whose clocks agree stay
  /// above it, and those that are put 10 s apart come below.
  private static let gain = 0.95
}
