public import Alerts
internal import Ledger
internal import Proximity

/// A venue with many places and an alert at each, to set writers against one another.
public struct Counter: Sendable {
  private let policy: Policy
  private let purpose: PurposeID
  private let moment: Moment

  /// Creates a venue of so many places, with a cap of 3 in 4 hours.
  public init(alerts: Int, gap: Duration, now: LedgerTime = LedgerTime(nanoseconds: 0)) throws {
    moment = Moment(now: now)
    let purpose: PurposeID = "offers"
    self.purpose = purpose
    policy = try Policy(
      purposes: [Purpose(id: purpose, text: "We tell you of offers.", benefit: "Lower prices")],
      alerts: (0..<alerts).compactMap { number in
        guard let id = AlertID("alert-\(number)"), let brand = BrandID("brand-\(number)"),
          let place = PlaceID("place-\(number)")
        else { return nil }
        return AlertPolicy(
          id: id, brand: brand, purpose: purpose, class: .promotion,
          trigger: Trigger(place: place))
      },
      caps: [Cap(count: 3, per: .seconds(4 * 3_600))], gap: gap, warmUpVisits: 0, quiet: .never)
  }

  /// The page of a shopper who has consented and is near every place.
  public func open(_ page: Page) throws -> Page {
    var page = page
    let consent = Event.consented(purpose, version: 1, epoch: Epoch(rawValue: 1))
    page = step(page, consent, moment, policy).page
    for alert in policy.alerts {
      page = step(page, .zone(alert.trigger.place, .near), moment, policy).page
    }
    return page
  }

  /// The page once something has happened.
  public func taking(_ event: Event, on page: Page) -> Page {
    step(page, event, moment, policy).page
  }

  /// The page at a later time.
  public func ageing(_ page: Page, at moment: Moment) -> Page {
    step(page, .time, moment, policy).page
  }

  /// Tells the ledger that a visit began, as often as it takes, and returns how many alerts were
  /// sent for it.
  func propose(
    _ alert: Int, to ledger: some AlertLedger, for shopper: ShopperID
  ) async throws -> Int {
    while true {
      let (page, revision) = try await ledger.page(shopper)
      let result = proposing(alert, on: page)
      if try await ledger.replace(shopper, result.page, ifStill: revision) {
        return result.decisions.count { $0.outcome == .send }
      }
    }
  }

  /// What the beginning of a visit does to a page.
  public func proposing(_ alert: Int, on page: Page) -> Step {
    let event = Event.visit(
      policy.alerts[alert].trigger.place, since: moment.now, dwell: .seconds(5), away: nil)
    return step(page, event, moment, policy)
  }
}
