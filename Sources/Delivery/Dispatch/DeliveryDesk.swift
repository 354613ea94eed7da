public import Alerts
public import Proximity

/// What a dispatcher needs of whoever keeps the pages.
public protocol DeliveryDesk: Sendable {
  /// The page of a shopper as it is now. Whatever is thrown, nothing is delivered.
  func page(of shopper: ShopperID) async throws -> Page

  /// The ledger time.
  func now() async -> LedgerTime

  /// Takes `Event.confirmed` or `Event.released` into a shopper's page. When it throws, the slot
  /// stays charged, and nobody tries again.
  ///
  /// A slot that is given back may let a deferred alert through in the very same step: what the step
  /// decides is the desk's to submit.
  func record(_ event: Event, of shopper: ShopperID) async throws
}

extension DeliveryOutcome {
  /// What the page has to be told; nothing when nobody knows, so that the slot stays charged.
  public func event(for reservation: Reservation) -> Event? {
    switch self {
    case .delivered: .confirmed(reservation: reservation.number)
    case .notSent: .released(reservation: reservation.number)
    case .unknown: nil
    }
  }
}
