import Alerts
import Oracle
import Proximity

/// Random terms and random days of a shopper, each from one seed.
struct RandomDays {
  static let brands: [BrandID] = ["a", "b", "c"]
  static let places: [PlaceID] = ["door", "shelf", "counter", "aisle"]
  static let topics: [TopicID] = ["shoes", "health"]

  var dice: Dice
  var terms = Terms()
  var venue: Venue
  var now = LedgerTime("2026-06-01T08:00:00Z")
  /// What the shopper has done with alerts.
  var reactions = Reactions()

  init(seed: UInt64) throws {
    dice = Dice(seed: seed)
    terms.caps = Self.caps(&dice)
    terms.gap = .minutes(dice.roll(0...30))
    terms.warmUpVisits = dice.roll(0...3)
    terms.topics = [
      Topic(id: "shoes", caps: Self.caps(&dice)), Topic(id: "health", isSensitive: true),
    ]
    terms.channels = [Channel(id: "push", caps: Self.caps(&dice))]
    terms.arbitration = dice.once(in: 2) ? Arbitration(window: .seconds(dice.roll(1...60))) : .none
    terms.allowsDigests = dice.once(in: 2)
    terms.alerts = []
    for number in 0..<dice.roll(1...8) {
      terms.alerts.append(Self.alert(number, in: terms, &dice))
    }
    if dice.once(in: 2) {
      let nights = (0..<30).map { day in
        let evening = LedgerTime("2026-05-31T21:00:00Z") + .days(day)
        return evening..<evening + .hours(12)
      }
      terms.quiet = QuietCalendar(covering: .min ..< .max, quiet: nights)
    }
    venue = try Venue(terms)
    if dice.once(in: 2) { venue.tell(.declared("shoes"), at: now) }
    if dice.once(in: 10) {
      venue.tell(.flagged(isMinor: dice.once(in: 2), isStaff: dice.once(in: 2)), at: now)
    }
    if dice.once(in: 2) {
      let wishes = try Preferences(
        caps: Self.caps(&dice), ranking: dice.once(in: 2) ? [.topic("shoes"), .brand("b")] : [])
      venue.tell(.preferred(wishes), at: now)
    }
  }

  /// The next thing that happens to the shopper, some time later.
  mutating func nextEvent() -> Event {
    now = now + .seconds(dice.once(in: 10) ? dice.roll(0...40_000) : dice.roll(0...900))
    let place = dice.pick(Self.places)
    switch dice.roll(0...10) {
    case 0...2: return .zone(place, dice.pick(Zone.allCases))
    case 3...6:
      let dwell = Duration.seconds(dice.roll(5...600))
      return .visit(
        place, since: now - dwell, dwell: dwell, away: dice.once(in: 2) ? .hours(1) : nil)
    case 7: return .departed(place)
    case 8 where !venue.page.reservations.isEmpty && dice.once(in: 4):
      let number = dice.pick(venue.page.reservations).number
      if let page = venue.page.reservations.first(where: { $0.number == number }),
        page.state == .reserved
      {
        reactions.forget(number)
      }
      return .released(reservation: number)
    case 9 where !venue.page.reservations.isEmpty && dice.once(in: 3):
      let reservation = dice.pick(venue.page.reservations)
      let isDismissed = dice.once(in: 2)
      if reservation.mode == .live, reservation.state != .released {
        reactions.note(reservation.number, isDismissed: isDismissed, at: now)
      }
      return isDismissed
        ? .dismissed(reservation: reservation.number) : .ignored(reservation: reservation.number)
    default: return .time
    }
  }

  /// Tells the shopper's page of the next event; sometimes the clock is not to be trusted.
  @discardableResult
  mutating func live() -> [Decision] {
    let event = nextEvent()
    return venue.tell(event, at: now, isTrusted: !dice.once(in: 20))
  }

  static func caps(_ dice: inout Dice) -> [Cap] {
    (0..<dice.roll(0...2)).map { _ in
      Cap(count: dice.roll(0...5), per: .minutes(dice.roll(1...2_000)))
    }
  }

  private static func alert(_ number: Int, in terms: Terms, _ dice: inout Dice) -> AlertPolicy {
    let alert = Terms.alert(
      AlertID("alert \(number)") ?? "alert", brand: dice.pick(brands),
      class: dice.pick([.promotion, .promotion, .service, .safety]),
      topic: dice.once(in: 3) ? dice.pick(topics) : nil, channel: dice.once(in: 3) ? "push" : nil,
      at: dice.pick(places), zone: dice.once(in: 4) ? .immediate : .near,
      dwell: dice.once(in: 3) ? .seconds(dice.roll(0...300)) : nil,
      returning: dice.once(in: 5), gap: dice.once(in: 4) ? terms.gap + .minutes(5) : nil,
      mode: dice.once(in: 6) ? .shadow : .live)
    var capped = alert
    let strictest = terms.caps.map(\.count).min() ?? 5
    capped.caps = [Cap(count: dice.roll(0...strictest), per: .minutes(dice.roll(1...2_000)))]
    return dice.once(in: 3) ? capped : alert
  }
}
