public import Proximity

/// What a page knows of a shopper's presence at one place.
public struct Visit: Equatable, Sendable, Codable {
  /// Its number in the page, from 1 and never used again.
  public var number: Int
  /// Where.
  public var place: PlaceID
  /// How close the shopper is now.
  public var zone: Zone
  /// When the page last heard of it.
  public var heard: LedgerTime
  /// The visit proper; none before the minimum dwell.
  public var stay: Stay?
  /// What has been decided in this visit.
  var verdicts: [Verdict] = []

  /// A presence that lasted for the minimum dwell.
  public struct Stay: Equatable, Sendable, Codable {
    /// Which of the shopper's visits it is, from 1.
    public var ordinal: Int
    /// When it began; tells it from another visit at the same place.
    public var since: LedgerTime
    /// How long it has lasted, as far as the page has been told.
    public var dwell: Duration
    /// For a return visit, the time since the last departure.
    public var away: Duration?
  }

  /// Whether the trigger of an alert holds for it. A safety alert waits for no dwell.
  func triggers(_ rule: AlertRule) -> Bool {
    guard zone.rawValue >= rule.alert.trigger.zone.rawValue, place == rule.alert.trigger.place
    else { return false }
    if rule.alert.trigger.returning, stay?.away == nil { return false }
    guard rule.alert.class != .safety else { return true }
    guard let stay else { return false }
    return stay.dwell >= rule.alert.trigger.dwell ?? .zero
  }

  /// What became last of one alert.
  struct Verdict: Equatable, Sendable, Codable {
    var alert: AlertID
    var outcome: Outcome
  }
}
