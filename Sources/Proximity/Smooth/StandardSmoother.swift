/// The smoother that measured best on recordings with ground truth.
public typealias StandardSmoother = EWMA

extension StandardSmoother {
  /// The smoother that measured best, with the parameters that did.
  public static var standard: StandardSmoother {
    EWMA(falling: .seconds(1), rising: .seconds(3))
  }
}

extension Engine where Smoothing == StandardSmoother {
  /// Creates an engine with the standard smoother.
  ///
  /// - Throws: ``ConfigurationError`` when a limit or rule is out of its range.
  public init(
    _ floor: Floor, limits: Limits = Limits(), rules: ZoneRules = ZoneRules(),
    restoring snapshot: Snapshot? = nil
  ) throws(ConfigurationError) {
    try self.init(
      floor, limits: limits, smoothing: .standard, rules: rules, restoring: snapshot)
  }
}
