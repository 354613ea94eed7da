public import Proximity

/// What a shopper asked for beyond yes and no: at most so many alerts, and so far apart.
public struct Preferences: Equatable, Sendable, Codable {
  /// At most so many alerts, from all brands together.
  public let caps: [Cap]
  /// At least so far apart.
  public let gap: Duration?

  /// The preferences of a shopper who stated none.
  public static let none = Preferences()

  private init() {
    caps = []
    gap = nil
  }

  /// Creates preferences.
  ///
  /// - Throws: `ConfigurationError` when a number is out of its range.
  public init(caps: [Cap], gap: Duration? = nil) throws(ConfigurationError) {
    try check(caps, "caps")
    if let gap { try check(gap, upTo: PageLimits.memory, "gap") }
    self.caps = caps
    self.gap = gap
  }
}
