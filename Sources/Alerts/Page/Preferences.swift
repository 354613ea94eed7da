public import Proximity

/// What a shopper asked for beyond yes and no: at most so many alerts, so far apart, whose first, and
/// when none.
public struct Preferences: Equatable, Sendable, Codable {
  /// At most so many alerts, from all brands together.
  public let caps: [Cap]
  /// At least so far apart.
  public let gap: Duration?
  /// Which brands and topics are to come first where several want the same slot; the best is first.
  public let ranking: [Favourite]
  /// At which times of the day none is welcome, but for safety alerts.
  public let quiet: [QuietSpan]

  /// The preferences of a shopper who stated none.
  public static let none = Preferences()

  private init() {
    caps = []
    gap = nil
    ranking = []
    quiet = []
  }

  private init(_ other: Preferences, ranking: [Favourite]) {
    (caps, gap, quiet) = (other.caps, other.gap, other.quiet)
    self.ranking = ranking
  }

  /// The same for somebody of whom it is no longer known what they like.
  var withoutRanking: Preferences { Preferences(self, ranking: []) }

  /// The same for somebody who is no longer interested in a topic.
  func without(_ topic: TopicID) -> Preferences {
    Preferences(self, ranking: ranking.filter { $0 != .topic(topic) })
  }

  /// Creates preferences.
  ///
  /// - Throws: `ConfigurationError` when a number is out of its range.
  public init(
    caps: [Cap] = [], gap: Duration? = nil, ranking: [Favourite] = [], quiet: [QuietSpan] = []
  ) throws(ConfigurationError) {
    try check(caps, "caps")
    if let gap { try check(gap, upTo: PageLimits.memory, "gap") }
    try check(ranking.count, in: 0...PageLimits.ranking, "ranking.count")
    try check(quiet.count, in: 0...PageLimits.quietSpans, "quiet.count")
    self.caps = caps
    self.gap = gap
    self.ranking = ranking
    self.quiet = quiet
  }

  /// Reads preferences, also those of a page from before there were quiet hours of one's own.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    caps = try container.decode([Cap].self, forKey: .caps)
    gap = try container.decodeIfPresent(Duration.self, forKey: .gap)
    ranking = try container.decode([Favourite].self, forKey: .ranking)
    quiet = try container.decodeIfPresent([QuietSpan].self, forKey: .quiet) ?? []
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
