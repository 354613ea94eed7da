public import Alerts
public import Proximity

/// A store as its `site.yaml` describes it, read, checked and ready for use.
public struct Site: Equatable, Sendable {
  /// What people call it.
  public let name: String
  /// Its time zone.
  public let zone: SiteZone
  /// Its receivers and places, and how visits are told apart there. Each place tells of the default
  /// milestones and of every dwell that an alert waits for.
  public let floor: Floor
  /// The brand of each place, by `PlaceIndex`.
  public let brands: [BrandID]
  /// dBm at 1 m of a beacon of which nothing better is known.
  public let measuredPower: Float
  /// What is laid down about alerts.
  ///
  /// Its quiet calendar covers no time, so that all of it is quiet, until the owner of a clock sets
  /// one made by ``quietHours``.
  public let policy: Policy
  /// The times of the day without promotions.
  public let quietHours: QuietHours
  /// The languages of its texts; none when the file does not state any, and then texts are in one.
  public let languages: [Language]
  /// What people call the places, by `PlaceIndex`; nothing for one that has only its id.
  public let placeNames: [LocalText?]
  /// What people call the topics that have a name.
  public let topicNames: [TopicName]
  /// What the purposes say, in the order of the policy's.
  public let purposeWordings: [PurposeWording]
  /// What the alerts say, in the order of the policy's.
  public let alertWordings: [AlertWording]
  /// What shoppers can look up.
  public let contents: [SiteContent]
  /// Who answers for the shoppers' data; nothing when the file does not say.
  public let controller: Controller?
  /// What everybody gets; nothing when the file does not say.
  public let entitlements: Entitlements?
  /// How visitors are counted; nothing when they are not.
  public let counting: SiteCounting?
  /// The shoppers of a replay or a demonstration; empty for a live site.
  public let shoppers: [SiteShopper]

  /// The measured power of a site that states none: -59 dBm at 1 m, what most beacons are set to.
  public static let defaultMeasuredPower: Float = -59
}

extension Site {
  /// What a site file is read for.
  public enum Use: Hashable, Sendable, CaseIterable {
    /// A store with shoppers in it. It keeps them in a registry, so that the file may hold none, and
    /// has to state its languages, what everybody is entitled to, and the three answers of each alert.
    case live
    /// A replay, a simulation or a demonstration, with shoppers in the file.
    case replay
  }

  /// What a purpose says to shoppers. Complexity: O(purposes).
  public func wording(of purpose: PurposeID) -> PurposeWording? {
    purposeWordings.first { $0.id == purpose }
  }

  /// What an alert says to shoppers. Complexity: O(alerts).
  public func wording(of alert: AlertID) -> AlertWording? { alertWordings.first { $0.id == alert } }

  /// Something to look up: no rule is asked, and nothing is noted of it. Complexity: O(contents).
  public func content(_ id: SiteContent.Identifier) -> SiteContent? {
    contents.first { $0.id == id }
  }
}

/// A shopper of a replay or a demonstration.
public struct SiteShopper: Equatable, Sendable {
  /// The pseudonym.
  public let id: ShopperID
  /// How the shopper's beacon is recognised.
  public let credential: SiteCredential
  /// dBm at 1 m of the shopper's beacon, if known; it outranks what the beacon says of itself.
  public let measuredPower: Float?
  /// The purposes consented to, each in its present wording.
  public let consents: [PurposeID]
  /// The topics the shopper declared an interest in.
  public let interests: [TopicID]
  /// The frequency caps the shopper asked for.
  public let preferences: Preferences
}

extension SiteShopper {
  /// Whether the shopper consented to `presence`, the purpose that gates the facts: without it
  /// nothing at all is noted of the shopper.
  public var consentsToPresence: Bool {
    consents.contains { $0.description == Site.presence }
  }
}

extension Site {
  /// The name of the purpose that gates the facts. A site need not declare it.
  public static let presence = "presence"
}
