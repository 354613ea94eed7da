/// The smoother of an engine that is not told another one, with its default parameters.
///
/// It is among the best on recordings with ground truth (Benchmarks/README.md) and remembers 16 bytes
/// of a track; differences to `Kalman` are within the noise of the recordings.
public typealias StandardSmoother = EWMA

extension Engine where Smoothing == StandardSmoother {
  /// Creates an engine with the standard smoother.
  ///
  /// - Throws: ``ConfigurationError`` when a limit or rule is out of its range.
  public init(
    _ floor: Floor, limits: Limits = Limits(), rules: ZoneRules = ZoneRules(),
    restoring snapshot: Snapshot? = nil
  ) throws(ConfigurationError) {
    try self.init(
      floor, limits: limits, smoothing: StandardSmoother(), rules: rules, restoring: snapshot)
  }
}
