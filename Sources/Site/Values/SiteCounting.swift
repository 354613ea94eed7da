public import Alerts

/// How the visitors who consented to it are counted, by place and hour.
public struct SiteCounting: Equatable, Sendable {
  /// What they consented to.
  public let purpose: PurposeID
  /// In how many place-hours of a day one visitor counts at most.
  public let contribution: Int
  /// How many visitors a place-hour must have had to be shown.
  public let threshold: Int
  /// How far above the threshold a count with its noise must lie; as much as is sound when missing.
  public let margin: Int?

  static let contributions = 1...24
  static let thresholds = 10...1_000
  static let margins = 0...10_000
}
