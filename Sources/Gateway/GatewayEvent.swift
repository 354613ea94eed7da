public import Alerts
public import Proximity

/// What a gateway tells, in the order in which it became known.
public enum GatewayEvent: Equatable, Sendable {
  /// The engine found a fact.
  case fact(Fact, of: ShopperID, at: PlaceID)
  /// An alert was decided on; one to be sent is charged in the ledger already.
  case decision(Decision, of: ShopperID, at: Instant)

  /// When it became known, on the engine's clock.
  public var time: Instant {
    switch self {
    case .fact(let fact, _, _): fact.time
    case .decision(_, _, let time): time
    }
  }
}

/// What happened at a gateway that it does not tell.
public struct GatewayCounters: Equatable, Sendable {
  /// Facts told.
  public var facts = 0
  /// Decisions told.
  public var decisions = 0
  /// Events of shoppers for whom nothing was decided because the ledger failed: when in doubt, no
  /// alert.
  public var ledgerFailures = 0
  /// Shoppers of the registry for whom a table had no room, so that they stay strangers for now.
  public var notEnrolled = 0
  /// Pages that somebody else had replaced first, so that the event was stepped again.
  public var lostRaces = 0
}
