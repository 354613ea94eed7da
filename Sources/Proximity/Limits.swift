/// Every number that bounds the memory of the resolver and the engine, in one place.
///
/// All tables are allocated at start-up and never grow. A full table is an operating condition: it
/// refuses or evicts, and counts that it did.
public struct Limits: Sendable, Equatable {
  /// Shoppers enrolled at the resolver at once; 1 to 16,777,215. A further one is refused.
  public var shoppers: Int
  /// Identifiers the resolver compares with: static credentials and, for each shopper with an EID,
  /// three periods of it. A further one is refused or, for a rotating one, counted.
  public var identifiers: Int
  /// Tracks: pairs of a shopper and a receiver that hears them. A new one evicts the stalest.
  public var tracks: Int
  /// Beliefs over a floor, one for each shopper who is heard on a floor whose receivers all have
  /// positions, 4 KiB each; 0 to 16,777,215. A further shopper is judged by each receiver alone,
  /// and with 0 everybody is.
  public var beliefs: Int
  /// Presences: pairs of a shopper and a place. A new one evicts the stalest.
  public var presences: Int
  /// Departures remembered for the sake of return visits. A new one evicts the oldest.
  public var departures: Int

  /// Creates limits; with the defaults, all tables together take about 80 MB, and 17 MB more on a
  /// floor with positions.
  public init(
    shoppers: Int = 100_000, identifiers: Int = 300_000, tracks: Int = 65_536,
    beliefs: Int = 4_096, presences: Int = 65_536, departures: Int = 131_072
  ) {
    self.shoppers = shoppers
    self.identifiers = identifiers
    self.tracks = tracks
    self.beliefs = beliefs
    self.presences = presences
    self.departures = departures
  }
}
