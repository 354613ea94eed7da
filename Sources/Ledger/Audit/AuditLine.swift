public import Alerts
public import Proximity

/// Who reads or changes what is kept of a shopper.
public enum Role: String, Hashable, Sendable, Codable, CaseIterable {
  /// Runs the system.
  case `operator`
  /// Serves shoppers in the shop.
  case associate
  /// Answers for privacy.
  case privacyOfficer = "privacy-officer"
}

/// What was done with what is kept of a shopper.
public enum Access: String, Hashable, Sendable, Codable, CaseIterable {
  /// It was looked at.
  case show
  /// All of it was handed out.
  case export
  /// A decision was explained.
  case explain
  /// Wishes or consents were changed.
  case change
  /// It was erased.
  case erase
}

/// A line of the audit: who did what with whose data, and when.
public struct AuditLine: Equatable, Sendable {
  /// Its place in the audit, from 1; gaps are lines whose time was up.
  public var number: Int64
  /// When.
  public var time: LedgerTime
  /// Who.
  public var role: Role
  /// What.
  public var access: Access
  /// Whose data.
  public var subject: Subject

  /// Whose data a line of the audit is about.
  public enum Subject: Equatable, Sendable {
    /// A shopper's.
    case shopper(ShopperID)
    /// A shopper's who has been erased since; all that is known is the number of the receipt.
    case erased(ReceiptNumber)
    /// Somebody's whose pseudonym can no longer be read.
    case unreadable
  }

  /// Creates a line.
  public init(number: Int64, time: LedgerTime, role: Role, access: Access, subject: Subject) {
    self.number = number
    self.time = time
    self.role = role
    self.access = access
    self.subject = subject
  }
}
