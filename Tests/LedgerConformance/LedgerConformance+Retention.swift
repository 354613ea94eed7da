internal import Alerts
internal import Ledger
internal import Proximity

extension LedgerConformance {
  static func remembersVisits(_ stand: some LedgerStand) async throws {
    let ledger = try await stand.open()
    let (one, other) = (try Sample.shopper(1), try Sample.shopper(2))
    for shopper in [one, other] { try await ledger.enrol(try Sample.enrolment(shopper)) }
    try await ledger.keep([try Sample.visit(one, at: 1), try Sample.visit(other, at: 1)])
    try await ledger.keep([try Sample.visit(one, at: 0)])
    let later = try Sample.visit(one, at: 1, hour: 3, phase: .departed)
    try await ledger.keep([later])
    let kept = try await ledger.visits(of: one)
    try require(kept == [later, try Sample.visit(one, at: 0)], "not the last visits are kept")
    try require(
      try await ledger.visits(of: other) == [Sample.visit(other, at: 1)],
      "another shopper's visit has changed")
    let all = try await ledger.visits(after: nil, limit: 2)
    try require(all.elements.count == 2 && all.next != nil, "a slice is not right")
    let rest = try await ledger.visits(after: all.next, limit: 2)
    try require(rest.elements.count == 1 && rest.next == nil, "the last slice is not right")
    // Beyond the limit, the place with the oldest evidence gives way.
    for place in 2...LedgerLimits.visits {
      try await ledger.keep([try Sample.visit(one, at: place, hour: place)])
    }
    let most = try await ledger.visits(of: one)
    try require(most.count == LedgerLimits.visits, "\(most.count) visits are kept")
    try require(!most.contains(try Sample.visit(one, at: 0)), "the oldest has not given way")
    try require(most.contains(later), "another than the oldest has given way")
  }

  static func countsWithoutShoppers(_ stand: some LedgerStand) async throws {
    var ledger = try await stand.open()
    try await ledger.add([CounterAmount("b", 2), CounterAmount("a", 1), CounterAmount("b", 3)])
    try await ledger.add([CounterAmount("a", .max)])
    ledger = try await restarted(ledger, stand)
    let counts = try await ledger.counts()
    try require(
      counts == [CounterAmount("a", .max), CounterAmount("b", 5)], "the counts are \(counts)")
    let contents = try await Contents(of: ledger, Sample.shopper(1))
    try require(
      contents.enrolments.isEmpty && contents.allVisits.isEmpty && contents.audit.isEmpty,
      "counting has kept something else")
  }

  static func sweepsWhatIsOld(_ stand: some LedgerStand) async throws {
    let ledger = try await stand.open()
    let shopper = try Sample.shopper(1)
    try await ledger.enrol(try Sample.enrolment(shopper))
    for place in 0..<10 {
      try await ledger.keep([try Sample.visit(shopper, at: place, hour: place)])
    }
    for hour in 0..<4 {
      let moment = Moment(now: Sample.noon.now + .seconds(hour * 3_600))
      try await ledger.note(.show, of: shopper, by: .operator, at: moment)
    }
    // 14 days after the fifth visit: five visits and all lines are up.
    let later = Sample.noon.now + .seconds(14 * 86_400 + 4 * 3_600)
    let untrusted = try await ledger.sweep(
      at: Moment(now: later, isTrusted: false), budget: 100, aged: { $0 })
    try require(untrusted == Swept(), "an untrusted clock has swept \(untrusted)")
    let early = try await ledger.sweep(
      at: Moment(now: Sample.noon.now + .seconds(13 * 86_400 + 82_800)), budget: 100, aged: { $0 })
    try require(early == Swept(), "something was swept before its time: \(early)")
    var total = Swept()
    var rounds = 0
    repeat {
      let swept = try await ledger.sweep(at: Moment(now: later), budget: 2, aged: { $0 })
      try require(swept.visits + swept.lines <= 2, "a sweep has taken more than its budget")
      total.visits += swept.visits
      total.lines += swept.lines
      total.isDone = swept.isDone
      rounds += 1
    } while !total.isDone && rounds < 20
    try require(total.visits == 5 && total.lines == 4, "swept: \(total)")
    let left = try await ledger.visits(of: shopper).map(\.place)
    try require(left == ["place-5", "place-6", "place-7", "place-8", "place-9"], "left: \(left)")
    try require(
      try await ledger.audit(after: nil, limit: 9).elements.isEmpty, "there are lines left")
  }

  static func redatesWhatLiesAhead(_ stand: some LedgerStand) async throws {
    let ledger = try await stand.open()
    let shopper = try Sample.shopper(1)
    try await ledger.enrol(try Sample.enrolment(shopper))
    let years = 20 * 365 * 24
    try await ledger.keep([
      try Sample.visit(shopper, at: 0), try Sample.visit(shopper, at: 1, hour: 24),
      try Sample.visit(shopper, at: 2, hour: years),
    ])
    let far = Moment(now: Sample.noon.now + .seconds(years * 3_600))
    try await ledger.note(.show, of: shopper, by: .operator, at: far)
    let first = try await ledger.sweep(at: Sample.noon, budget: 10, aged: { $0 })
    try require(first.redated == 2 && first.visits + first.lines == 0, "swept: \(first)")
    let again = try await ledger.sweep(at: Sample.noon, budget: 10, aged: { $0 })
    try require(again == Swept(), "swept again: \(again)")
    let later = Moment(now: Sample.noon.now + .seconds(15 * 86_400))
    let last = try await ledger.sweep(at: later, budget: 10, aged: { $0 })
    try require(last.visits == 3 && last.lines == 1, "swept at last: \(last)")
  }

  static func agesPages(_ stand: some LedgerStand) async throws {
    let ledger = try await stand.open()
    let counter = try Counter(alerts: 3, gap: .zero, now: Sample.noon.now)
    let shopper = try Sample.shopper(1)
    _ = try await ledger.replace(shopper, counter.open(Page(for: shopper)), ifStill: .none)
    _ = try await counter.propose(0, to: ledger, for: shopper)
    let (charged, revision) = try await ledger.page(shopper)
    try require(charged.reservations.count == 1, "nothing was charged")
    let later = Moment(now: Sample.noon.now + .seconds(14 * 86_400 + 3_600))
    let swept = try await ledger.sweep(
      at: later, budget: 10, aged: { counter.ageing($0, at: later) })
    try require(swept.pages == 1 && swept.unreadable == 0, "swept: \(swept)")
    let (aged, next) = try await ledger.page(shopper)
    try require(aged.reservations.isEmpty, "an old send is still there")
    try require(next == revision.next, "an aged page has an old revision")
    let again = try await ledger.sweep(
      at: later, budget: 10, aged: { counter.ageing($0, at: later) })
    try require(again == Swept(), "a page was aged twice: \(again)")
    try await agesWhatIsLeft(ledger)
  }

  /// What was not old enough at one sweep is gone a day later, and not after another retention.
  private static func agesWhatIsLeft(_ ledger: some WholeLedger) async throws {
    let shopper = try Sample.shopper(2)
    let noon = Sample.noon.now
    let counters = try [0, 10].map { hours in
      try Counter(alerts: 3, gap: .zero, now: noon + .seconds(hours * 3_600))
    }
    _ = try await ledger.replace(shopper, counters[0].open(Page(for: shopper)), ifStill: .none)
    for (alert, counter) in counters.enumerated() {
      _ = try await counter.propose(alert, to: ledger, for: shopper)
    }
    // Noon is 40 minutes past an hour. The page is of the second send's hour, and swept half an hour
    // before that send is old.
    for (minutes, left) in [(10 * 60 - 30, 1), (34 * 60, 0)] {
      let moment = Moment(now: noon + .seconds(14 * 86_400 + minutes * 60))
      _ = try await ledger.sweep(
        at: moment, budget: 10, aged: { counters[0].ageing($0, at: moment) })
      let count = try await ledger.page(shopper).0.reservations.count
      try require(count == left, "\(count) sends are left after \(minutes) minutes")
    }
  }
}
