public import Alerts
public import Proximity

/// What a purpose says to shoppers, in each language of the site.
public struct PurposeWording: Equatable, Sendable {
  /// The purpose.
  public let id: PurposeID
  /// What is done with the data.
  public let text: LocalText
  /// What the shopper gets for it.
  public let benefit: LocalText
}

/// What an alert says to shoppers, and why it exists.
public struct AlertWording: Equatable, Sendable {
  /// The alert.
  public let id: AlertID
  /// What the shopper reads.
  public let text: LocalText?
  /// What a locked screen shows instead.
  public let lockScreen: LocalText?
  /// Why there is such an alert.
  public let answers: Answers?
}

/// The three answers without which an alert has no place in a shop.
public struct Answers: Equatable, Sendable {
  /// What does the shopper get?
  public let gets: LocalText
  /// Does it raise the shopper's satisfaction?
  public let satisfaction: LocalText
  /// Does it better the visit?
  public let visit: LocalText
}

/// What people call a topic.
public struct TopicName: Equatable, Sendable {
  /// The topic.
  public let id: TopicID
  /// Its name.
  public let name: LocalText
}

/// Something a shopper can look up: a guide, a map, answers to questions.
///
/// It is pulled, never pushed: no rule stands before it and nothing is noted of who read it.
public struct SiteContent: Equatable, Sendable {
  /// What it is called.
  public let id: Identifier
  /// What it says.
  public let text: LocalText

  /// The name of a content.
  public typealias Identifier = Proximity.Identifier<SiteContent>
}

/// Who answers for what is done with the shoppers' data.
public struct Controller: Equatable, Sendable {
  /// The company, as the law knows it.
  public let name: String
  /// How to reach it.
  public let contact: String
  /// How to reach whoever looks after privacy there.
  public let officer: String?
  /// Whose law holds, such as `AT`; receipts name the time zone when it is missing.
  public let jurisdiction: String?
  /// Where the privacy policy can be read; receipts name the contact when it is missing.
  public let policy: String?
}

/// What everybody gets in the store, and what those who consented get.
///
/// The two are equal but for the benefits that purposes declare: nobody pays, with money or with
/// service, for saying no.
public struct Entitlements: Equatable, Sendable {
  /// What everybody gets, consent or not.
  public let everyone: [LocalText]
  /// The purposes whose benefits come on top with consent.
  public let benefits: [PurposeID]
}
