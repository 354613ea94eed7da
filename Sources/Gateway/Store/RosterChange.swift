public import Alerts
public import Ledger
public import Proximity
import Site

/// Whom a live gateway is to recognise from now on or no longer, and whoever counts beside it to count.
public enum RosterChange: Equatable, Sendable {
  /// The shopper consented to being recognised; for ever, unless it is said until when.
  case admit(Enrolment, until: LedgerTime? = nil)
  /// The shopper withdrew, or was erased: a stranger from now on, and nothing derived is left.
  case dismiss(ShopperID)
  /// The shopper withdrew from being counted, and from what was counted today.
  case uncount(ShopperID)
}

extension Gateway {
  /// Recognises a shopper from now on, or no longer.
  ///
  /// - Throws: ``GatewayError`` when the tables have no room for a shopper.
  public mutating func take(_ change: RosterChange, at now: Instant) throws(GatewayError) {
    switch change {
    case .dismiss(let shopper): forget(shopper)
    case .uncount: break
    case .admit(let enrolment, let until):
      expiries.set(enrolment.shopper, until)
      for kept in enrolment.credentials {
        // The registry took in nothing that does not read.
        guard let credential = try? SiteCredential(kept) else { continue }
        try enrol(
          enrolment.shopper, credential, measuredPower: enrolment.measuredPower, at: now)
      }
    }
  }

  /// Forgets everybody whose consent to being recognised has run out: strangers from now on.
  ///
  /// - Returns: who they are. Complexity: O(1) while it is nobody.
  public mutating func dismissExpired(at now: Instant) -> [ShopperID] {
    let due = expiries.takeDue(at: clock.moment(now).now)
    for shopper in due { forget(shopper) }
    return due
  }
}
