public import Alerts
public import Proximity

/// All that is kept of one shopper, as it is shown to a person.
public struct Disclosure: Equatable, Sendable {
  /// How the shopper was enrolled.
  public var enrolment: Enrolment?
  /// What the rules know.
  public var page: Page
  /// What was said yes and no to.
  public var receipts: [ConsentReceipt]
  /// For what the shopper has been asked, and which wording; in the order of the purposes.
  public var asked: [Asking]
  /// Where the shopper has been lately.
  public var visits: [KeptVisit]
  /// Who has read or changed any of it, this time included.
  public var audit: [AuditLine]

  /// A question that has been put to a shopper.
  public struct Asking: Equatable, Sendable, Codable {
    /// For what.
    public var purpose: PurposeID
    /// Which wording.
    public var version: Int

    /// Creates a question.
    public init(purpose: PurposeID, version: Int) {
      self.purpose = purpose
      self.version = version
    }
  }

  /// Creates a disclosure.
  public init(
    enrolment: Enrolment?, page: Page, receipts: [ConsentReceipt], asked: [Asking],
    visits: [KeptVisit], audit: [AuditLine]
  ) {
    self.enrolment = enrolment
    self.page = page
    self.receipts = receipts
    self.asked = asked
    self.visits = visits
    self.audit = audit
  }
}
