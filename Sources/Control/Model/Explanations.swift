public import Alerts
public import Proximity

/// What to show to a shopper who may be asked for consent.
public struct Question: Equatable, Sendable, Codable {
  /// For what.
  public var purpose: PurposeID
  /// Whether the shopper may be asked: not for a wording that was shown before.
  public var isToBeAsked: Bool
  /// Which wording, to be repeated with the consent.
  public var version: Int
  /// In which language the texts are.
  public var language: String
  /// What is done with the data.
  public var text: String
  /// What the shopper gets for it; nothing where the site does not say.
  public var benefit: String?

  /// Creates a question.
  public init(
    purpose: PurposeID, isToBeAsked: Bool, version: Int, language: String, text: String,
    benefit: String? = nil
  ) {
    self.purpose = purpose
    self.isToBeAsked = isToBeAsked
    self.version = version
    self.language = language
    self.text = text
    self.benefit = benefit
  }
}

/// What became of an alert, told to the shopper whom it was for.
public struct ExplainedDecision: Equatable, Sendable, Codable {
  /// When it was decided.
  public var time: LedgerTime
  /// Which alert; nothing for roles that may not see it.
  public var alert: AlertID?
  /// What became of it and why, in the shopper's language; it names neither alert nor topic.
  public var sentence: String

  /// Creates an explanation.
  public init(time: LedgerTime, alert: AlertID?, sentence: String) {
    self.time = time
    self.alert = alert
    self.sentence = sentence
  }
}
