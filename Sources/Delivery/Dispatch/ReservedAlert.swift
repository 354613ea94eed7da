public import Alerts
public import Proximity

/// An alert that has been charged to a page which is durable, and may now be delivered once.
public struct ReservedAlert: Equatable, Sendable {
  /// Whose page.
  public let shopper: ShopperID
  /// What has been charged.
  public let reservation: Reservation
  /// What the shopper reads.
  public var text: String
  /// What may stand on a locked screen.
  public var lockScreenText: String
  /// Why the shopper gets it.
  public var reason: String

  /// Creates an alert from a decision and the page it was charged to.
  ///
  /// - Returns: nothing for a decision that is not to be delivered: denied, deferred, a trial, or
  ///   without a reservation in that page.
  public init?(
    _ decision: Decision, of shopper: ShopperID, on page: Page, text: String,
    lockScreenText: String, reason: String
  ) {
    guard decision.outcome == .send, decision.mode == .live, let number = decision.reservation,
      let reservation = page.reservation(number), reservation.mode == .live
    else { return nil }
    self.shopper = shopper
    self.reservation = reservation
    self.text = text
    self.lockScreenText = lockScreenText
    self.reason = reason
  }
}

/// Alerts for one shopper that share a message and its slot: 1 to 3, each with its reason.
public struct ReservedDigest: Equatable, Sendable {
  /// The alerts; the first one's reservation gives the message its key.
  public let alerts: [ReservedAlert]

  /// The most alerts in one message.
  public static let limit = 3

  /// Creates a digest, or nothing when there are no alerts, too many, or those of several shoppers.
  public init?(_ alerts: [ReservedAlert]) {
    guard (1...Self.limit).contains(alerts.count),
      alerts.allSatisfy({ $0.shopper == alerts[0].shopper })
    else { return nil }
    self.alerts = alerts
  }

  init(_ alert: ReservedAlert) { alerts = [alert] }
}

extension Page {
  /// The reservation of that number, which is most likely among the last.
  func reservation(_ number: Int) -> Reservation? {
    reservations.last { $0.number == number }
  }

  /// Why a reserved alert may no longer be delivered; nothing when it may.
  func objection(to reservation: Reservation, at now: LedgerTime) -> DeliveryOutcome.Cause? {
    guard stillCovers(reservation, at: now) else { return .withdrawn }
    switch leaveMeAlone {
    case .always: return .leaveMeAlone
    case .until(let time) where now < time: return .leaveMeAlone
    case .no, .until: break
    }
    guard self.reservation(reservation.number)?.state == .reserved else { return .notReserved }
    return nil
  }
}
