public import Proximity

/// All that the rules know of one shopper: what was asked for, where the shopper is, what was sent.
///
/// A page is a value that a ledger keeps. Only `step` changes it, and everything in it is bounded
/// by `PageLimits`.
public struct Page: Equatable, Sendable, Codable {
  /// The consents given and withdrawn, in the order in which the purposes came up.
  public internal(set) var consents: [Consent] = []
  /// Everything said up to here has been withdrawn, whatever the purpose.
  public internal(set) var withdrawn: Epoch?
  /// Whether the shopper has been erased; then the page holds nothing else.
  public internal(set) var isErased = false
  /// Whether the shopper is a minor; minors get no promotions.
  public internal(set) var isMinor = false
  /// Whether the shopper works here; staff get no promotions.
  public internal(set) var isStaff = false
  /// Whether the shopper wants to be left alone.
  public internal(set) var leaveMeAlone = LeaveMeAlone.no
  /// The topics the shopper declared an interest in.
  public internal(set) var interests: [TopicID] = []
  /// What else the shopper asked for.
  public internal(set) var preferences = Preferences.none
  /// Where the shopper is, in the order of arrival.
  public internal(set) var visits: [Visit] = []
  /// How many visits there have been, those that go on included.
  public internal(set) var visitCount = 0
  /// The sends of the last 14 days, in the order of their times.
  public internal(set) var reservations: [Reservation] = []
  /// What wants the next slot and has not been decided yet, in the order in which it became due.
  var waiting: [Waiting] = []
  /// The alerts of the last days that were not welcome, in the order of their times.
  var setbacks: [Setback] = []
  /// The latest time the page has seen; a moment before it counts as it.
  public internal(set) var latest = LedgerTime.min
  /// What was decided; nothing on a page from before it was kept, as on one of which nothing was.
  var decided: [Decision]?
  /// How often something did not fit.
  public internal(set) var refused = 0

  /// Where the shopper stands in every draw: the FNV-1a hash of the pseudonym.
  var lot: UInt64
  var visitNumber = 0
  var reservationNumber = 0

  /// Creates the page of a shopper of whom nothing is known yet.
  public init(for shopper: ShopperID) {
    self.init(
      lot: shopper.description.utf8.reduce(0xCBF2_9CE4_8422_2325) { lot, byte in
        (lot ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
      })
  }

  init(lot: UInt64) { self.lot = lot }

  /// What the shopper last said to a purpose. Complexity: O(consents).
  public func consent(to purpose: PurposeID) -> Consent? {
    consents.first { $0.purpose == purpose }
  }

  /// The running visit at a place. Complexity: O(visits).
  public func visit(at place: PlaceID) -> Visit? { visits.first { $0.place == place } }

  /// The candidate that an alert policy makes of the running visit at its place, if there is one.
  /// Whether the trigger holds and the alert may be sent is for `decide` to say.
  public func candidate(for alert: AlertPolicy) -> Candidate? {
    guard let visit = visit(at: alert.trigger.place) else { return nil }
    return Candidate(alert, visit: visit.number, epoch: consent(to: alert.purpose)?.epoch)
  }

  /// Whether a reservation may still be delivered: the consent under which it was made has neither
  /// been withdrawn, nor been given anew, nor run out. Complexity: O(consents).
  public func stillCovers(_ reservation: Reservation, at now: LedgerTime) -> Bool {
    guard !isErased, let consent = consent(to: reservation.purpose) else { return false }
    return consent.holds(for: 0, at: now) && consent.epoch == reservation.epoch
  }
}
