import Alerts
import Proximity
import Site

/// A venue whose every visit leads to an alert, and the shoppers who make them.
struct Shop {
  private let policy: Policy
  static let start = LedgerTime(nanoseconds: 1_779_000_000_000_000_000)
  private var start: LedgerTime { Self.start }

  init() throws {
    let alerts = (0..<16).compactMap { number -> AlertPolicy? in
      guard let id = AlertID("alert-\(number)"), let place = PlaceID("place-\(number)") else {
        return nil
      }
      return AlertPolicy(
        id: id, brand: "house", purpose: "offers", class: .promotion,
        trigger: Trigger(place: place))
    }
    policy = try Policy(
      purposes: [Purpose(id: "offers", text: "We tell you of offers.", benefit: "Lower prices")],
      alerts: alerts, caps: [Cap(count: 100, per: .seconds(86_400))], gap: .zero, warmUpVisits: 0,
      quiet: .never)
  }

  static func shopper(_ number: Int) throws -> ShopperID {
    guard let shopper = ShopperID("shopper-\(number)-of-the-benchmark") else {
      throw Failure.noName
    }
    return shopper
  }

  /// The same venue as a daemon knows it, with one place.
  static func site() throws -> Site {
    let text = """
      version: 1
      site: {name: Bench, zone: Europe/London}
      receivers: [{id: hub}]
      places: [{id: place-0, brand: house, receivers: [hub], radius: 3}]
      """
    return try Site(yaml: Array(text.utf8), source: "bench.yaml", for: .replay)
  }

  /// What must not happen here.
  enum Failure: Error { case noName, notSent, notKept }

  /// What one visit tells the rules: consent the first time, then the steps of the visit.
  func events(ofVisit visit: Int, isFirst: Bool) -> [(event: Event, moment: Moment)] {
    let place = policy.alerts[visit % policy.alerts.count].trigger.place
    let now = start + .seconds(visit * 60)
    func at(_ seconds: Int) -> Moment { Moment(now: now + .seconds(seconds)) }
    let consent = Event.consented("offers", version: 1, epoch: Epoch(rawValue: 1))
    return (isFirst ? [(consent, at(0))] : []) + [
      (.zone(place, .near), at(0)),
      (.visit(place, since: now, dwell: .seconds(5), away: nil), at(5)),
      (.confirmed(reservation: visit / policy.alerts.count + 1), at(6)),
      (.visit(place, since: now, dwell: .seconds(300), away: nil), at(300)),
      (.departed(place), at(400)),
    ]
  }

  /// The page of a shopper who is near every place, as it is before an alert is reserved.
  func opened(_ page: Page) -> Page {
    let moment = Moment(now: start)
    var page = step(
      page, .consented("offers", version: 1, epoch: Epoch(rawValue: 1)), moment, policy
    ).page
    for alert in policy.alerts {
      page = step(page, .zone(alert.trigger.place, .near), moment, policy).page
    }
    return page
  }

  /// The page of a shopper who consents to being recognised.
  func recognised(_ page: Page) -> Page {
    let consent = Event.consented("presence", version: 1, epoch: Epoch(rawValue: 1))
    return step(page, consent, Moment(now: start), policy).page
  }

  /// Begins a visit, which reserves an alert.
  func reserving(_ number: Int, on page: Page) -> Step {
    let alert = policy.alerts[number % policy.alerts.count]
    let moment = Moment(now: start + .seconds(number))
    let visit = Event.visit(
      alert.trigger.place, since: moment.now, dwell: .seconds(5), away: nil)
    return step(page, visit, moment, policy)
  }

  func stepping(_ page: Page, _ event: Event, _ moment: Moment) -> Page {
    step(page, event, moment, policy).page
  }
}
