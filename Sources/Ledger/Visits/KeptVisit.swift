public import Alerts
public import Proximity

/// A visit as it is remembered, so that a return is a return and a restart ends no visit.
public struct KeptVisit: Equatable, Sendable, Codable {
  /// Who.
  public var shopper: ShopperID
  /// Where.
  public var place: PlaceID
  /// When it began.
  public var since: LedgerTime
  /// When the shopper was last heard there.
  public var latest: LedgerTime
  /// How far it has come.
  public var phase: Phase
  /// How long it has lasted.
  public var dwell: Duration
  /// How long the shopper had been away before it; nothing for a first visit.
  public var away: Duration?

  /// How far a visit has come.
  public enum Phase: String, Hashable, Sendable, Codable, CaseIterable {
    /// It goes on, as far as is known.
    case open
    /// The shopper has stepped out; it goes on if they are back within the merge gap.
    case steppedOut
    /// It has ended; kept so that a return can be told.
    case departed
  }

  /// Creates a visit.
  public init(
    _ shopper: ShopperID, at place: PlaceID, since: LedgerTime, latest: LedgerTime, phase: Phase,
    dwell: Duration, away: Duration? = nil
  ) {
    self.shopper = shopper
    self.place = place
    self.since = since
    self.latest = latest
    self.phase = phase
    self.dwell = dwell
    self.away = away
  }
}
