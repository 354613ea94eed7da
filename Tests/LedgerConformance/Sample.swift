public import Alerts
public import Ledger
public import Proximity

/// Things to be kept, made up for tests.
public enum Sample {
  /// A day in May 2026, with a clock that can be trusted.
  public static let noon = Moment(now: LedgerTime(nanoseconds: 1_779_000_000_000_000_000))

  /// A shopper by number.
  public static func shopper(_ number: Int) throws -> ShopperID {
    guard let shopper = ShopperID("pseudonym-\(number)-of-a-shopper") else {
      throw LedgerConformance.Breach(description: "no pseudonym")
    }
    return shopper
  }

  /// An enrolment with a credential that is easily found again.
  public static func enrolment(_ shopper: ShopperID, isStaff: Bool = false) throws -> Enrolment {
    guard
      let credential = KeptCredential(
        kind: "ibeacon", text: "f7826da6-4fa2-4e98-8024-bc5b71e0893e/1/7 \(shopper)")
    else { throw LedgerConformance.Breach(description: "no credential") }
    return Enrolment(
      shopper, credentials: [credential], measuredPower: -59, isStaff: isStaff, since: noon.now)
  }

  /// A receipt by number.
  public static func receipt(
    _ number: Int, _ said: ConsentReceipt.Said = .given, by shopper: ShopperID,
    to purpose: PurposeID = "offers", at time: LedgerTime = noon.now, until: LedgerTime? = nil
  ) throws -> ConsentReceipt {
    let digits = String(number)
    let text =
      "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
    guard let number = ReceiptNumber(text) else {
      throw LedgerConformance.Breach(description: "no receipt number")
    }
    return ConsentReceipt(
      said, by: shopper,
      to: [ConsentedPurpose(purpose, version: 1, text: "We tell you of lower prices.")], at: time,
      until: until, number: number, jurisdiction: "DE", method: "at the counter", language: "en",
      controllers: [
        Controller(name: "The shop", contact: "Its office", email: "office@example.org")
      ],
      policyURL: "https://example.org/privacy", service: "The shop")
  }

  /// A visit by place and hour after noon.
  public static func visit(
    _ shopper: ShopperID, at place: Int = 0, hour: Int = 0, phase: KeptVisit.Phase = .open
  ) throws -> KeptVisit {
    guard let place = PlaceID("place-\(place)") else {
      throw LedgerConformance.Breach(description: "no place")
    }
    let latest = noon.now + .seconds(hour * 3_600)
    return KeptVisit(
      shopper, at: place, since: latest - .seconds(60), latest: latest, phase: phase,
      dwell: .seconds(60))
  }
}
