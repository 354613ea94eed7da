/// The smoother that measured best on recordings with ground truth.
public typealias StandardSmoother = EWMA

extension StandardSmoother {
  /// The smoother that measured best, with the parameters that did.
  public static var standard: StandardSmoother {
    EWMA(falling: .seconds(1), rising: .seconds(3))
  }
}
