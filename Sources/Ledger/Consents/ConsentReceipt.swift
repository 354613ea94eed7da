public import Alerts
public import Proximity

/// A receipt of what a shopper said yes or no to.
///
/// The fields are those of the Kantara Initiative's Consent Receipt Specification 1.1; encoded, they
/// have its names. What it has no field for (wording, withdrawal, expiry) stands beside them.
public struct ConsentReceipt: Equatable, Sendable {
  /// The specification that the encoded form keeps to.
  public static let version = "KI-CR-v1.1.0"

  /// Its number.
  public var number: ReceiptNumber
  /// Whether consent was given or withdrawn.
  public var said: Said
  /// When it was said.
  public var time: LedgerTime
  /// Until when a consent holds; without it, until it is withdrawn.
  public var expires: LedgerTime?
  /// Whose law holds, such as `DE`.
  public var jurisdiction: String
  /// By which way it was said: at the counter, in the app.
  public var method: String
  /// The language it was asked in (BCP 47).
  public var language: String
  /// The shopper.
  public var principal: ShopperID
  /// Who answers for what is done with it; at least one.
  public var controllers: [Controller]
  /// Where the privacy policy can be read.
  public var policyURL: String
  /// The service, such as the name of the shop.
  public var service: String
  /// What was said yes or no to; at least one.
  public var purposes: [ConsentedPurpose]
  /// Whether sensitive data is meant.
  public var isSensitive: Bool

  /// What was said.
  public enum Said: String, Hashable, Sendable, Codable, CaseIterable {
    /// Consent was given.
    case given
    /// Consent was withdrawn.
    case withdrawn
  }

  /// Creates a receipt; see ``check(at:)`` for what makes it valid.
  public init(
    _ said: Said, by principal: ShopperID, to purposes: [ConsentedPurpose], at time: LedgerTime,
    until expires: LedgerTime? = nil, number: ReceiptNumber, jurisdiction: String, method: String,
    language: String, controllers: [Controller], policyURL: String, service: String,
    isSensitive: Bool = false
  ) {
    self.number = number
    self.said = said
    self.time = time
    self.expires = expires
    self.jurisdiction = jurisdiction
    self.method = method
    self.language = language
    self.principal = principal
    self.controllers = controllers
    self.policyURL = policyURL
    self.service = service
    self.purposes = purposes
    self.isSensitive = isSensitive
  }
}

/// A purpose in a receipt, with the words that the shopper read.
public struct ConsentedPurpose: Equatable, Sendable {
  /// The purpose.
  public var id: PurposeID
  /// Which wording of it, from 1.
  public var version: Int
  /// The wording.
  public var text: String

  /// Creates a purpose of a receipt.
  public init(_ id: PurposeID, version: Int, text: String) {
    self.id = id
    self.version = version
    self.text = text
  }
}

/// Who answers for what is done with personal data, and how they are reached.
public struct Controller: Equatable, Sendable, Codable {
  /// The company.
  public var name: String
  /// Whom to write to there.
  public var contact: String
  /// The electronic address.
  public var email: String

  private enum CodingKeys: String, CodingKey {
    case name = "piiController"
    case contact, email
  }

  /// Creates a controller.
  public init(name: String, contact: String, email: String) {
    self.name = name
    self.contact = contact
    self.email = email
  }
}
