public import Ledger
public import Proximity
import Site

/// Whom a live gateway is to recognise from now on, or no longer.
public enum RosterChange: Equatable, Sendable {
  /// The shopper consented to being recognised.
  case admit(Enrolment)
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
    case .admit(let enrolment):
      for kept in enrolment.credentials {
        // The registry took in nothing that does not read.
        guard let credential = try? SiteCredential(kept) else { continue }
        try enrol(
          enrolment.shopper, credential, measuredPower: enrolment.measuredPower, at: now)
      }
    }
  }
}
