import Alerts
import Proximity

/// The terms of a test's policy; a test states what it is about and leaves the rest.
struct Terms {
  var purposes = [Purpose(id: "offers", text: "We tell you of offers.", benefit: "Lower prices")]
  var alerts = [Terms.alert()]
  var topics: [Topic] = []
  var channels: [Channel] = []
  var caps = [Cap(count: 3, per: .hours(4))]
  var gap: Duration = .minutes(20)
  var safetyCap = Policy.defaultSafetyCap
  var warmUpVisits = 0
  var holdOut = HoldOut()
  var arbitration = Arbitration.none
  var allowsDigests = false
  var quiet = QuietCalendar.never
  var isStopped = false
  var stoppedPilots: Set<AlertID> = []

  var policy: Policy {
    get throws {
      try Policy(
        purposes: purposes, alerts: alerts, topics: topics, channels: channels, caps: caps,
        gap: gap, safetyCap: safetyCap, warmUpVisits: warmUpVisits, holdOut: holdOut,
        arbitration: arbitration, allowsDigests: allowsDigests, quiet: quiet,
        isStopped: isStopped, stoppedPilots: stoppedPilots)
    }
  }

  static func alert(
    _ id: AlertID = "alert", brand: BrandID = "brand", class: AlertClass = .promotion,
    topic: TopicID? = nil, channel: ChannelID? = nil, at place: PlaceID = "shelf",
    zone: Zone = .near, dwell: Duration? = nil, returning: Bool = false, caps: [Cap] = [],
    gap: Duration? = nil, isPilot: Bool = false, ends: LedgerTime? = nil, mode: Mode = .live
  ) -> AlertPolicy {
    AlertPolicy(
      id: id, brand: brand, purpose: "offers", class: `class`, topic: topic, channel: channel,
      trigger: Trigger(place: place, zone: zone, dwell: dwell, returning: returning), caps: caps,
      gap: gap, isPilot: isPilot, ends: ends, mode: mode)
  }
}

/// A shopper in a venue: keeps the page and tells it what happens.
struct Venue {
  var page: Page
  var policy: Policy
  var deadline: LedgerTime?

  /// A shopper who has consented.
  init(_ terms: Terms = Terms(), shopper: ShopperID = "3f9a") throws {
    page = Page(for: shopper)
    policy = try terms.policy
    tell(.consented("offers", version: 1, epoch: 1), at: .min)
  }

  @discardableResult
  mutating func tell(
    _ event: Event, at now: LedgerTime, isTrusted: Bool = true
  ) -> [Decision] {
    let result = step(page, event, Moment(now: now, isTrusted: isTrusted), policy)
    page = result.page
    deadline = result.deadline
    return result.decisions
  }

  /// A new visit at a place, and all that is decided at its beginning.
  @discardableResult
  mutating func visit(
    _ place: PlaceID = "shelf", at now: LedgerTime, zone: Zone = .near,
    dwell: Duration = .seconds(5), away: Duration? = nil, isTrusted: Bool = true
  ) -> [Decision] {
    tell(.departed(place), at: now, isTrusted: isTrusted)
      + tell(.zone(place, zone), at: now, isTrusted: isTrusted)
      + tell(
        .visit(place, since: now - dwell, dwell: dwell, away: away), at: now, isTrusted: isTrusted)
  }

  /// What `decide` says of an alert now, in the running visit at its place.
  func decision(
    on alert: AlertID = "alert", at now: LedgerTime, isTrusted: Bool = true
  ) -> Decision? {
    guard let alert = policy.alert(alert), let candidate = page.candidate(for: alert) else {
      return nil
    }
    return decide(candidate, page, Moment(now: now, isTrusted: isTrusted), policy)
  }
}

extension [Decision] {
  var outcomes: [Outcome] { map(\.outcome) }
  var codes: [Reason.Code] { map(\.reason.code) }
}
