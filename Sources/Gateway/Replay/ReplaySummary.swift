public import Recording

/// What a replay amounted to.
///
/// `malformed`, `unavailable`, `late`, `strangers` and `resolved` add up to `reports`.
public struct ReplaySummary: Equatable, Sendable {
  /// Advertising reports and damaged records or rows.
  public var reports: Int { malformed + unavailable + late + strangers + resolved }
  /// Records, rows or reports that could not be read, or whose times are hours astray.
  public var malformed = 0
  /// Of the malformed ones, reports whose times lie hours ahead of those before and after.
  public var astray = 0
  /// Reports without an RSSI.
  public var unavailable = 0
  /// Reports more than five seconds out of order.
  public var late = 0
  /// Reports of nobody who consented.
  public var strangers = 0
  /// Reports of shoppers who consented.
  public var resolved = 0
  /// Of the resolved ones, those heard by a receiver that the site does not have, or at a time
  /// outside `Instant.range`.
  public var elsewhere = 0
  /// Tracks, presences and departures given up because a table of the engine was full.
  public var evicted = 0
  /// Facts told.
  public var facts = 0
  /// Decisions told.
  public var decisions = 0
  /// What could not be read, and where, for each recording in which there is any.
  public var damage: [(file: String, log: DamageLog)] = []

  public static func == (left: ReplaySummary, right: ReplaySummary) -> Bool {
    left.malformed == right.malformed && left.astray == right.astray
      && left.unavailable == right.unavailable
      && left.late == right.late && left.strangers == right.strangers
      && left.resolved == right.resolved && left.elsewhere == right.elsewhere
      && left.evicted == right.evicted && left.facts == right.facts
      && left.decisions == right.decisions
      && left.damage.elementsEqual(right.damage) { $0 == $1 }
  }
}
