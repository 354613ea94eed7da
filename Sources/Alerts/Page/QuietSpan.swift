/// A time of the day at which a shopper wants no alert, on the clocks of the site; it may go over
/// midnight.
public struct QuietSpan: Hashable, Sendable, Codable {
  /// From when on, in minutes since midnight; 0 to 1439.
  public let from: Int
  /// Until when, in minutes since midnight; 0 to 1439.
  public let to: Int

  /// Creates a span, or nothing when a time is no time of the day or the span is empty.
  public init?(from: Int, to: Int) {
    guard (0..<1440).contains(from), (0..<1440).contains(to), from != to else { return nil }
    self.from = from
    self.to = to
  }

  private enum CodingKeys: String, CodingKey { case from, to }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    guard
      let span = QuietSpan(
        from: try container.decode(Int.self, forKey: .from),
        to: try container.decode(Int.self, forKey: .to))
    else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription: "a span is from and to one of the 1440 minutes of a day, and not empty")
      )
    }
    self = span
  }

  /// How many minutes it still lasts at a minute of the day; nothing when it is not quiet then.
  func rest(at minute: Int) -> Int? {
    let length = (to - from + 1440) % 1440
    let passed = (minute - from + 1440) % 1440
    return passed < length ? length - passed : nil
  }
}
