public import Proximity

/// What a shopper asked for beyond yes and no: at most so many alerts, so far apart, and whose first.
public struct Preferences: Equatable, Sendable, Codable {
  /// At most so many alerts, from all brands together.
  public let caps: [Cap]
  /// At least so far apart.
  public let gap: Duration?
  /// Which brands and topics are to come first where several want the same slot; the best is first.
  public let ranking: [Favourite]

  /// The preferences of a shopper who stated none.
  public static let none = Preferences()

  private init() {
    caps = []
    gap = nil
    ranking = []
  }

  /// Creates preferences.
  ///
  /// - Throws: `ConfigurationError` when a number is out of its range.
  public init(
    caps: [Cap] = [], gap: Duration? = nil, ranking: [Favourite] = []
  ) throws(ConfigurationError) {
    try check(caps, "caps")
    if let gap { try check(gap, upTo: PageLimits.memory, "gap") }
    try check(ranking.count, in: 0...PageLimits.ranking, "ranking.count")
    self.caps = caps
    self.gap = gap
    self.ranking = ranking
  }

  /// Where an alert stands in the ranking, from 0; behind everything ranked if it is not.
  func rank(of alert: AlertPolicy) -> Int {
    ranking.firstIndex {
      switch $0 {
      case .brand(let brand): brand == alert.brand
      case .topic(let topic): topic == alert.topic
      }
    } ?? ranking.count
  }
}

/// Something a shopper would rather hear of than of the rest.
public enum Favourite: Hashable, Sendable, Codable {
  /// Whatever the brand sends.
  case brand(BrandID)
  /// Whatever is about the topic.
  case topic(TopicID)
}
