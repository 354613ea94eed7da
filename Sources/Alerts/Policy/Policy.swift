public import Proximity

/// What a venue has laid down about alerts: purposes, alert policies, and the limits on all of them.
///
/// A policy is validated once, when it is created; only the kill switch, the pilots stopped and the
/// quiet calendar change in a running gateway.
public struct Policy: Equatable, Sendable {
  /// What the shop asks consent for.
  public let purposes: [Purpose]
  /// The alert policies; of several that are due at once, the earlier one is decided first.
  public let alerts: [AlertPolicy]
  /// The topics of which something is special.
  public let topics: [Topic]
  /// The ways by which alerts reach a shopper, if they are told apart.
  public let channels: [Channel]
  /// How many alerts a shopper may get from all brands together.
  public let caps: [Cap]
  /// The time that must lie between two alerts, whichever brands they come from; 0 s to 14 days.
  public let gap: Duration
  /// How many safety alerts a shopper may get.
  public let safetyCap: Cap
  /// The number of visits, from the first on, that bring no promotions; 0 to 1,000.
  public let warmUpVisits: Int
  /// The shoppers who get no promotions.
  public let holdOut: HoldOut
  /// How brands that want the same slot are told apart.
  public let arbitration: Arbitration
  /// Whether alerts that are decided together may share one message, and so one slot.
  ///
  /// A digest names at most 3 brands, each once, and keeps a decision with its reason for each of its
  /// alerts.
  public let allowsDigests: Bool
  /// The times without promotions, and with service alerts deferred.
  public var quiet: QuietCalendar
  /// The kill switch: while it is set, nothing is sent.
  public var isStopped: Bool
  /// The pilots that a complaint has stopped.
  public var stoppedPilots: Set<AlertID>

  /// The alert policies with all that concerns them, in the same order.
  let rules: [AlertRule]
  private let positions: [AlertID: Int]

  /// At most 2 alerts in 24 hours and 4 in 7 days.
  public static let defaultCaps = [
    Cap(count: 2, per: .seconds(86_400)), Cap(count: 4, per: .seconds(7 * 86_400)),
  ]
  /// 20 minutes.
  public static let defaultGap: Duration = .seconds(20 * 60)
  /// At most 1 safety alert in 24 hours.
  public static let defaultSafetyCap = Cap(count: 1, per: .seconds(86_400))
  /// 3 visits.
  public static let defaultWarmUpVisits = 3

  /// Creates a policy. There is no default for the quiet calendar, because nobody can guess a
  /// site's time zone: a site without quiet hours says `QuietCalendar.never`.
  ///
  /// - Throws: `ConfigurationError` when an id is taken twice or unknown, a purpose names no
  ///   benefit, a pilot no end, a number is out of its range, or an alert allows itself more than the
  ///   venue does.
  public init(
    purposes: [Purpose], alerts: [AlertPolicy], topics: [Topic] = [], channels: [Channel] = [],
    caps: [Cap] = Policy.defaultCaps, gap: Duration = Policy.defaultGap,
    safetyCap: Cap = Policy.defaultSafetyCap, warmUpVisits: Int = Policy.defaultWarmUpVisits,
    holdOut: HoldOut = HoldOut(), arbitration: Arbitration = .none, allowsDigests: Bool = false,
    quiet: QuietCalendar, isStopped: Bool = false, stoppedPilots: Set<AlertID> = []
  ) throws(ConfigurationError) {
    self.purposes = purposes
    self.alerts = alerts
    self.topics = topics
    self.channels = channels
    self.caps = caps
    self.gap = gap
    self.safetyCap = safetyCap
    self.warmUpVisits = warmUpVisits
    self.holdOut = holdOut
    self.arbitration = arbitration
    self.allowsDigests = allowsDigests
    self.stoppedPilots = stoppedPilots
    self.quiet = quiet
    self.isStopped = isStopped
    positions = try Self.positions(of: alerts)
    let competing = Self.competing(alerts, arbitration)
    rules = alerts.map { alert in
      AlertRule(
        alert, version: purposes.first { $0.id == alert.purpose }?.version ?? 1,
        topic: topics.first { $0.id == alert.topic },
        channel: channels.first { $0.id == alert.channel }, venueGap: gap,
        waits: alert.class == .promotion && competing.contains(alert.mode))
    }
    try validate()
  }

  /// The alert policy with that id. Complexity: O(1).
  public func alert(_ id: AlertID) -> AlertPolicy? { rule(id)?.alert }

  /// Records a complaint about an alert: a pilot is not sent any more.
  ///
  /// - Returns: whether it was a pilot that still ran; another alert is for people to look at.
  @discardableResult
  public mutating func recordComplaint(about id: AlertID) -> Bool {
    guard let rule = rule(id), rule.alert.isPilot else { return false }
    return stoppedPilots.insert(id).inserted
  }

  /// The modes in which promotions of several brands can meet. A live promotion never sees a shadow
  /// one, and a shadow one sees both.
  private static func competing(_ alerts: [AlertPolicy], _ arbitration: Arbitration) -> Set<Mode> {
    guard arbitration.window > .zero else { return [] }
    let promotions = alerts.filter { $0.class == .promotion }
    var modes: Set<Mode> = []
    if Set(promotions.map(\.brand)).count > 1 { modes.insert(.shadow) }
    if Set(promotions.filter { $0.mode == .live }.map(\.brand)).count > 1 { modes.insert(.live) }
    return modes
  }

  /// The rule for the alert with that id. Complexity: O(1).
  func rule(_ id: AlertID) -> AlertRule? { positions[id].map { rules[$0] } }

  /// The purpose with that id. Complexity: O(purposes).
  public func purpose(_ id: PurposeID) -> Purpose? { purposes.first { $0.id == id } }

  /// The dwell times at which some alert becomes due at a place, ascending and each once: the
  /// milestones the place must tell of. Complexity: O(alerts).
  public func milestones(at place: PlaceID) -> [Duration] {
    var dwells: Set<Duration> = []
    for alert in alerts where alert.trigger.place == place {
      if let dwell = alert.trigger.dwell { dwells.insert(dwell) }
    }
    return dwells.sorted()
  }
}
