public import Alerts
public import Proximity

/// A shopper as the shop knows them: a pseudonym, and by what the beacon is recognised.
///
/// There is no name, gender, age or address to be filled in, and no field to put one.
public struct Enrolment: Equatable, Sendable, Codable {
  /// The pseudonym.
  public var shopper: ShopperID
  /// By what the beacon is recognised; at most `LedgerLimits.credentials`.
  public var credentials: [KeptCredential]
  /// What the beacon sends at 1 m, in dBm, where it is known.
  public var measuredPower: Float?
  /// Whether it is a minor's, who gets no promotions.
  public var isMinor: Bool
  /// Whether it belongs to the staff, who are no shoppers.
  public var isStaff: Bool
  /// When the shopper was enrolled.
  public var since: LedgerTime

  /// Creates an enrolment.
  public init(
    _ shopper: ShopperID, credentials: [KeptCredential], measuredPower: Float? = nil,
    isMinor: Bool = false, isStaff: Bool = false, since: LedgerTime
  ) {
    self.shopper = shopper
    self.credentials = credentials
    self.measuredPower = measuredPower
    self.isMinor = isMinor
    self.isStaff = isStaff
    self.since = since
  }

  /// Says what is wrong with it.
  ///
  /// - Throws: `LedgerError.invalid(_:)`.
  public func check() throws(LedgerError) {
    guard credentials.count <= LedgerLimits.credentials else {
      throw .invalid("a shopper has at most \(LedgerLimits.credentials) credentials")
    }
    if let measuredPower, !(-127...20).contains(measuredPower) {
      throw .invalid("a measured power lies between -127 and 20 dBm")
    }
    guard since >= .earliestPlausible else {
      throw .invalid("the clock says it is before 2020; set it and enrol again")
    }
  }
}
