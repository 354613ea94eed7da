internal import Alerts
internal import Ledger
internal import Proximity

extension LedgerConformance {
  /// Requires that something is refused for a reason.
  static func require(
    _ reason: LedgerError, _ what: String, _ body: () async throws -> Void
  ) async throws {
    do {
      try await body()
    } catch let error as LedgerError where error == reason {
      return
    }
    throw Breach(description: "\(what) was not refused")
  }

  /// Requires that something is refused as invalid.
  static func requireInvalid(_ what: String, _ body: () async throws -> Void) async throws {
    do {
      try await body()
    } catch LedgerError.invalid {
      return
    }
    throw Breach(description: "\(what) was not refused")
  }

  static func enrols(_ stand: some LedgerStand) async throws {
    let ledger = try await stand.open()
    let shoppers = try (0..<25).map(Sample.shopper)
    for shopper in shoppers { try await ledger.enrol(try Sample.enrolment(shopper)) }
    let page = try Counter(alerts: 1, gap: .zero).open(Page(for: shoppers[3]))
    _ = try await ledger.replace(shoppers[3], page, ifStill: .none)
    let anew = try Sample.enrolment(shoppers[3], isStaff: true)
    try await ledger.enrol(anew)
    try require(try await ledger.enrolment(of: shoppers[3]) == anew, "the old enrolment is kept")
    try require(try await ledger.page(shoppers[3]).0 == page, "enrolling anew has cost the page")
    try require(
      try await ledger.enrolment(of: Sample.shopper(99)) == nil, "a stranger is enrolled")
    var found: [Enrolment] = []
    var cursor: Int64?
    repeat {
      let slice = try await ledger.enrolments(after: cursor, limit: 10)
      try require(slice.elements.count <= 10 && slice.unreadable == 0, "a slice is not right")
      found += slice.elements
      cursor = slice.next
    } while cursor != nil
    try require(found.map(\.shopper) == shoppers, "the slices do not add up to all enrolments")
    try require(found[3] == anew, "a slice has an old enrolment")
  }

  static func refusesWhatIsOutOfRange(_ stand: some LedgerStand) async throws {
    let ledger = try await stand.open()
    let shopper = try Sample.shopper(1)
    let sound = try Sample.enrolment(shopper)
    var enrolment = sound
    enrolment.credentials = Array(repeating: sound.credentials[0], count: 9)
    try await requireInvalid("9 credentials") { try await ledger.enrol(enrolment) }
    for power in [Float.nan, .infinity, 21, -128] {
      enrolment = sound
      enrolment.measuredPower = power
      try await requireInvalid("\(power) dBm") { try await ledger.enrol(enrolment) }
    }
    enrolment = sound
    enrolment.since = .earliestPlausible - .nanoseconds(1)
    try await requireInvalid("the year 2019") { try await ledger.enrol(enrolment) }
    try require(try await ledger.enrolment(of: shopper) == nil, "what was refused was kept")
    try await ledger.enrol(sound)
    var receipt = try Sample.receipt(1, by: shopper)
    receipt.purposes[0].text = String(repeating: "x", count: LedgerLimits.textBytes + 1)
    try await requireInvalid("a long text") { try await ledger.record(receipt, at: Sample.noon) }
    receipt = try Sample.receipt(1, by: shopper)
    receipt.purposes.append(receipt.purposes[0])
    try await requireInvalid("a purpose twice") {
      try await ledger.record(receipt, at: Sample.noon)
    }
    receipt.purposes = []
    try await requireInvalid("no purpose") { try await ledger.record(receipt, at: Sample.noon) }
    receipt = try Sample.receipt(1, by: shopper)
    receipt.controllers = []
    try await requireInvalid("no controller") { try await ledger.record(receipt, at: Sample.noon) }
    try require(try await ledger.receipts(of: shopper).isEmpty, "what was refused was kept")
  }

  static func keepsNothingOfStrangers(_ stand: some LedgerStand) async throws {
    let ledger = try await stand.open()
    let (known, stranger) = (try Sample.shopper(1), try Sample.shopper(2))
    try await ledger.enrol(try Sample.enrolment(known))
    try await require(.stranger, "a stranger's receipt") {
      try await ledger.record(try Sample.receipt(1, by: stranger), at: Sample.noon)
    }
    try await require(.stranger, "a stranger's visit") {
      try await ledger.keep([try Sample.visit(known), try Sample.visit(stranger)])
    }
    try await require(.stranger, "asking a stranger") {
      _ = try await ledger.takeAsking("offers", version: 1, of: stranger)
    }
    try await require(.stranger, "a line about a stranger") {
      try await ledger.note(.show, of: stranger, by: .operator, at: Sample.noon)
    }
    try await require(.stranger, "showing a stranger") {
      _ = try await ledger.disclose(stranger, for: .show, to: .operator, at: Sample.noon)
    }
    let erased = try await ledger.erase(stranger, at: Sample.noon)
    try require(!erased.wasKnown, "a stranger was known")
    try require(
      try await ledger.visits(after: nil, limit: 9).elements.isEmpty, "some visits were kept")
    try require(
      try await ledger.audit(after: nil, limit: 9).elements.isEmpty, "some lines were kept")
  }

  static func keepsReceiptsOnce(_ stand: some LedgerStand) async throws {
    let ledger = try await stand.open()
    let shopper = try Sample.shopper(1)
    try await ledger.enrol(try Sample.enrolment(shopper))
    let receipt = try Sample.receipt(1, by: shopper)
    for _ in 0..<2 { try await ledger.record(receipt, at: Sample.noon) }
    try require(try await ledger.receipts(of: shopper) == [receipt], "a receipt was kept twice")
    var other = receipt
    other.method = "in the app"
    try await requireInvalid("another receipt with that number") {
      try await ledger.record(other, at: Sample.noon)
    }
  }

  static func refusesImpossibleTimes(_ stand: some LedgerStand) async throws {
    let ledger = try await stand.open()
    let shopper = try Sample.shopper(1)
    try await ledger.enrol(try Sample.enrolment(shopper))
    let noon = Sample.noon.now
    let unset = LedgerTime(nanoseconds: 86_400_000_000_000)
    let impossible: [(String, LedgerTime, LedgerTime?, Moment)] = [
      ("one that lies ahead", noon + .seconds(301), nil, Sample.noon),
      ("one that has expired", noon - .seconds(100), noon, Sample.noon),
      ("one that ends before it begins", noon, noon - .seconds(1), Sample.noon),
      ("one of 1970", unset, nil, Sample.noon),
      ("one while it is 1970", noon, nil, Moment(now: unset)),
    ]
    for (name, time, until, now) in impossible {
      try await requireInvalid(name) {
        try await ledger.record(
          try Sample.receipt(1, by: shopper, at: time, until: until), at: now)
      }
    }
    try require(try await ledger.receipts(of: shopper).isEmpty, "what was refused was kept")
    try await ledger.record(
      try Sample.receipt(1, by: shopper, at: noon + .seconds(300), until: noon + .seconds(301)),
      at: Sample.noon)
  }

  static func keepsEveryWithdrawal(_ stand: some LedgerStand) async throws {
    let ledger = try await stand.open()
    let shopper = try Sample.shopper(1)
    try await ledger.enrol(try Sample.enrolment(shopper))
    let unset = Moment(now: LedgerTime(nanoseconds: 0), isTrusted: false)
    for number in 0..<LedgerLimits.receipts + 20 {
      let said: ConsentReceipt.Said = number.isMultiple(of: 2) ? .given : .withdrawn
      let receipt = try Sample.receipt(
        number, said, by: shopper, at: said == .given ? Sample.noon.now : unset.now)
      try await ledger.record(receipt, at: said == .given ? Sample.noon : unset)
    }
    let kept = try await ledger.receipts(of: shopper)
    try require(kept.count == LedgerLimits.receipts, "\(kept.count) receipts are kept")
    try require(kept.last?.said == .withdrawn, "the last withdrawal is missing")
    let covers = Consents(kept).covers("offers", version: 1, at: Sample.noon.now)
    try require(!covers, "a withdrawn consent holds")
  }

  static func asksOnce(_ stand: some LedgerStand) async throws {
    var ledger = try await stand.open()
    let shopper = try Sample.shopper(1)
    try await ledger.enrol(try Sample.enrolment(shopper))
    func asks(_ purpose: PurposeID, _ version: Int) async throws -> Bool {
      try await ledger.takeAsking(purpose, version: version, of: shopper)
    }
    try require(try await asks("offers", 1), "a shopper is not asked at all")
    try require(try await !asks("offers", 1), "a shopper is asked twice")
    ledger = try await restarted(ledger, stand)
    try require(try await !asks("offers", 1), "a shopper is asked again after a restart")
    try require(try await asks("offers", 2), "a shopper is not asked for a new wording")
    try require(try await !asks("offers", 1), "a shopper is asked for an old wording")
    try require(try await asks("presence", 1), "a shopper is not asked for another purpose")
    for number in 2..<LedgerLimits.purposes {
      guard let purpose = PurposeID("purpose-\(number)") else { continue }
      try require(try await asks(purpose, 1), "a shopper is not asked for purpose \(number)")
    }
    try await require(.full(limit: LedgerLimits.purposes), "one purpose too many") {
      _ = try await asks("one-more", 1)
    }
  }
}
