public import Alerts
public import Proximity

/// What is kept of a shopper, for the shopper to read. Where the shopper is now is no part of it, and
/// neither is the credential: of that, only its kind.
public struct ShopperRecord: Equatable, Sendable, Codable {
  /// The pseudonym.
  public var shopper: ShopperID
  /// By what kinds of identifiers the beacon is recognised, such as `ibeacon`.
  public var beacons: [String] = []
  /// Whether the shopper is a minor.
  public var isMinor = false
  /// Whether it is a member of the staff.
  public var isStaff = false
  /// What was said to each purpose.
  public var consents: [Consent]
  /// The declared interests.
  public var interests: [TopicID]
  /// The wishes beyond yes and no.
  public var preferences: Preferences
  /// Whether the shopper wants to be left alone.
  public var leaveMeAlone: LeaveMeAlone
  /// How many visits there have been.
  public var visits: Int
  /// The visits that have ended and are still remembered.
  public var pastVisits: [PastVisit] = []
  /// The alerts of the last 14 days, but for those of visits that go on.
  public var alerts: [SentAlert]
  /// What was decided on alerts, with the reasons; of the last 14 days, the latest, but for those of
  /// visits that go on.
  public var decisions: [Decision] = []
  /// The receipts of what was said.
  public var receipts: [ReceiptLine] = []
  /// Who has looked at any of it or changed it, and when.
  public var accesses: [AccessLine] = []

  /// Creates the record of a shopper from the page; the rest is filled in by whoever keeps it.
  public init(of shopper: ShopperID, _ page: Page) {
    self.shopper = shopper
    consents = page.consents
    interests = page.interests
    preferences = page.preferences
    leaveMeAlone = page.leaveMeAlone
    visits = page.visitCount
    // Where the shopper is now is nobody's to look at.
    decisions = page.pastDecisions
    alerts = page.pastReservations.filter { $0.mode == .live }.map {
      SentAlert(alert: $0.alert, brand: $0.brand, time: $0.time, state: $0.state)
    }
  }

  /// A visit that has ended.
  public struct PastVisit: Equatable, Sendable, Codable {
    /// Where.
    public var place: PlaceID
    /// When it began.
    public var since: LedgerTime
    /// How long it lasted, in whole seconds.
    public var seconds: Int

    /// Creates a visit.
    public init(place: PlaceID, since: LedgerTime, seconds: Int) {
      self.place = place
      self.since = since
      self.seconds = seconds
    }
  }

  /// An alert, and how far it has come.
  public struct SentAlert: Equatable, Sendable, Codable {
    /// Which.
    public var alert: AlertID
    /// On whose behalf.
    public var brand: BrandID
    /// When.
    public var time: LedgerTime
    /// How far it has come.
    public var state: Reservation.State
  }

  /// A receipt in one line.
  public struct ReceiptLine: Equatable, Sendable, Codable {
    /// Its number.
    public var number: String
    /// When.
    public var time: LedgerTime
    /// Whether consent was given; otherwise it was withdrawn.
    public var isGiven: Bool
    /// To what.
    public var purposes: [PurposeID]

    /// Creates a line.
    public init(number: String, time: LedgerTime, isGiven: Bool, purposes: [PurposeID]) {
      self.number = number
      self.time = time
      self.isGiven = isGiven
      self.purposes = purposes
    }
  }

  /// A line of the audit.
  public struct AccessLine: Equatable, Sendable, Codable {
    /// When.
    public var time: LedgerTime
    /// In which role.
    public var role: ControlRole
    /// What was done, such as `show`.
    public var what: String

    /// Creates a line.
    public init(time: LedgerTime, role: ControlRole, what: String) {
      self.time = time
      self.role = role
      self.what = what
    }
  }
}
