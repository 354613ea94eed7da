public import Alerts
public import Proximity

/// What came of a request.
public enum ControlReply: Equatable, Sendable {
  /// It was done.
  case done(Receipt)
  /// A shopper was enrolled.
  case enrolled(Enrolled)
  /// What is kept of a shopper.
  case record(ShopperRecord)
  /// All that is kept of a shopper, as a JSON document to take away.
  case export(String)
}

/// What a shopper can keep as proof that something was done.
public struct Receipt: Equatable, Sendable, Codable {
  /// A random number under which it stands in the audit; nothing when there is none.
  public var number: String?

  /// Creates a receipt.
  public init(number: String? = nil) { self.number = number }
}

/// A new shopper: the pseudonym, a code to show, or both, as the role may see.
public struct Enrolled: Equatable, Sendable, Codable {
  /// The pseudonym.
  public var shopper: ShopperID?
  /// A code to go on with, such as to consent.
  public var code: ShownCode?

  /// Creates an enrolment's result.
  public init(shopper: ShopperID? = nil, code: ShownCode? = nil) {
    self.shopper = shopper
    self.code = code
  }
}

/// What is kept of a shopper, for the shopper to read. Where the shopper is now is no part of it.
public struct ShopperRecord: Equatable, Sendable, Codable {
  /// The pseudonym.
  public var shopper: ShopperID
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
  /// The alerts of the last 14 days.
  public var alerts: [SentAlert]

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

  /// Creates the record of a shopper from the page.
  public init(of shopper: ShopperID, _ page: Page) {
    self.shopper = shopper
    consents = page.consents
    interests = page.interests
    preferences = page.preferences
    leaveMeAlone = page.leaveMeAlone
    visits = page.visitCount
    alerts = page.reservations.filter { $0.mode == .live }.map {
      SentAlert(alert: $0.alert, brand: $0.brand, time: $0.time, state: $0.state)
    }
  }
}

extension ControlReply: Codable {
  private enum Key: String, CodingKey { case done, enrolled, record, export }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    guard container.allKeys.count == 1, let key = container.allKeys.first else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription: "exactly one of done, enrolled, record and export is needed"))
    }
    switch key {
    case .done: self = .done(try container.decode(Receipt.self, forKey: key))
    case .enrolled: self = .enrolled(try container.decode(Enrolled.self, forKey: key))
    case .record: self = .record(try container.decode(ShopperRecord.self, forKey: key))
    case .export: self = .export(try container.decode(String.self, forKey: key))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .done(let receipt): try container.encode(receipt, forKey: .done)
    case .enrolled(let enrolled): try container.encode(enrolled, forKey: .enrolled)
    case .record(let record): try container.encode(record, forKey: .record)
    case .export(let document): try container.encode(document, forKey: .export)
    }
  }
}
