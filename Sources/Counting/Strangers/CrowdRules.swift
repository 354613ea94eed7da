public import Proximity

/// How a level of strangers is told, if it is told at all.
public struct CrowdRules: Equatable, Sendable {
  /// Whether anything is counted; off unless the site says otherwise.
  public let isOn: Bool
  /// The places, in the order of the reports.
  public let places: [PlaceID]
  /// How many addresses must have been heard at once to be told; 10 to 1,000.
  public let threshold: Int
  /// Levels are told in multiples of this; 5 to 1,000.
  public let step: Int

  /// Creates rules.
  ///
  /// - Throws: `ConfigurationError` when a number is out of its range, or a place is there twice.
  public init(
    isOn: Bool = false, places: [PlaceID], threshold: Int = 10, step: Int = 5
  ) throws(ConfigurationError) {
    func check(
      _ value: Int, _ range: ClosedRange<Int>, _ key: String
    ) throws(ConfigurationError) {
      guard range.contains(value) else {
        throw ConfigurationError(
          path: "crowd.\(key)",
          problem: "\(value) is not within \(range.lowerBound) to \(range.upperBound)")
      }
    }
    try check(places.count, 1...4096, "places.count")
    guard Set(places).count == places.count else {
      throw ConfigurationError(path: "crowd.places", problem: "a place is there twice")
    }
    try check(threshold, 10...1_000, "threshold")
    try check(step, 5...1_000, "step")
    self.isOn = isOn
    self.places = places
    self.threshold = threshold
    self.step = step
  }
}
