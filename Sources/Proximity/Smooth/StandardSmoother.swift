/// The smoother of an engine that is not told another one: the belief over rings.
///
/// On recordings with ground truth it is as quick as the best filters and several times as calm
/// (Benchmarks/README.md), at 76 bytes of a track.
public typealias StandardSmoother = RingBelief

extension Engine where Smoothing == StandardSmoother {
  /// Creates an engine with the standard smoother.
  ///
  /// - Throws: ``ConfigurationError`` when a limit or rule is out of its range.
  public init(
    _ floor: Floor, limits: Limits = Limits(), rules: ZoneRules = ZoneRules(),
    restoring snapshot: Snapshot? = nil
  ) throws(ConfigurationError) {
    try rules.validate()
    let smoothing = RingBelief(exponent: floor.exponent, rules: rules.belief)
    try self.init(
      floor, limits: limits, smoothing: smoothing, rules: rules, restoring: snapshot)
  }
}
