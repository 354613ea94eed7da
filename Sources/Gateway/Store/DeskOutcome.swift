public import Alerts
public import Proximity

/// What an event at the desk led to, for the gateway to tell and to look at again in time.
public struct DeskOutcome: Equatable, Sendable {
  /// Whose page.
  public let shopper: ShopperID
  /// What was decided.
  public let decisions: [Decision]
  /// When something that waits is to be decided; nothing when nothing waits.
  public let deadline: LedgerTime?
}

extension Gateway {
  /// Takes over what was decided at the desk.
  ///
  /// - Returns: the decisions, as the gateway tells its own.
  public mutating func take(_ outcome: DeskOutcome, at now: Instant) -> [GatewayEvent] {
    if let deadline = outcome.deadline {
      deferrals.set(outcome.shopper, max(now, clock.instant(deadline)))
    }
    counters.decisions += outcome.decisions.count
    return outcome.decisions.map { .decision($0, of: outcome.shopper, at: now) }
  }
}
