public import Alerts
public import Proximity

/// What is counted of the visitors who consented to it, and how little a report tells of one.
public struct CountingRules: Equatable, Sendable {
  /// What the visitors consented to.
  public let purpose: Purpose
  /// The places that are counted, in the order of the reports.
  public let places: [PlaceID]
  /// In how many place-hours of a day one visitor counts at most; 1 to 24.
  public let contribution: Int
  /// How many visitors a place-hour must have had to be shown; 10 to 1,000.
  public let threshold: Int
  /// How far above the threshold a count with its noise must lie to be shown; 0 to 10,000.
  public let margin: Int
  /// The most visitors counted on one day; 1 to 10,000,000.
  public let visitors: Int

  /// The privacy budget of one visitor and one day, spent as a whole by the day's one report.
  public static let epsilon = 1

  /// The margin at which the chance that showing a place-hour gives a visitor away is at most one
  /// in a million a day.
  public static func soundMargin(contribution: Int) -> Int {
    // A place-hour with just enough visitors is shown with a chance below e^(-margin / scale), and
    // one visitor can make the difference in as many as they count in.
    let scale = Double(contribution) / Double(epsilon)
    return Int((scale * Elementary.logarithm(Double(contribution) * 1e6)).rounded(.up))
  }

  /// Creates rules.
  ///
  /// - Parameters:
  ///   - purpose: what the visitors consented to.
  ///   - places: the places that are counted, 1 to 4,096.
  ///   - contribution: in how many place-hours of a day one visitor counts at most.
  ///   - threshold: how many visitors a place-hour must have had to be shown.
  ///   - margin: `soundMargin(contribution:)` when left out. With a smaller one small shops see more,
  ///     and whether a place-hour is shown at all is protected by the threshold alone.
  ///   - visitors: the most visitors counted on one day.
  /// - Throws: `ConfigurationError` when a number is out of its range, or a place is there twice.
  public init(
    purpose: Purpose, places: [PlaceID], contribution: Int = 2, threshold: Int = 10,
    margin: Int? = nil, visitors: Int = 100_000
  ) throws(ConfigurationError) {
    func check(
      _ value: Int, _ range: ClosedRange<Int>, _ key: String
    ) throws(ConfigurationError) {
      guard range.contains(value) else {
        throw ConfigurationError(
          path: "counting.\(key)",
          problem: "\(value) is not within \(range.lowerBound) to \(range.upperBound)")
      }
    }
    try check(places.count, 1...4096, "places.count")
    guard Set(places).count == places.count else {
      throw ConfigurationError(path: "counting.places", problem: "a place is there twice")
    }
    try check(contribution, 1...24, "contribution")
    try check(threshold, 10...1_000, "threshold")
    let margin = margin ?? Self.soundMargin(contribution: contribution)
    try check(margin, 0...10_000, "margin")
    try check(visitors, 1...10_000_000, "visitors")
    self.purpose = purpose
    self.places = places
    self.contribution = contribution
    self.threshold = threshold
    self.margin = margin
    self.visitors = visitors
  }
}
