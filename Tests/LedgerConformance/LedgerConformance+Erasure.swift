internal import Alerts
internal import Ledger
internal import Proximity

extension LedgerConformance {
  static func forgetsTheErased(_ stand: some LedgerStand) async throws {
    var ledger = try await stand.open()
    let (shopper, other) = (try Sample.shopper(1), try Sample.shopper(2))
    let counter = try Counter(alerts: 3, gap: .zero)
    for one in [shopper, other] {
      try await ledger.enrol(try Sample.enrolment(one))
      _ = try await ledger.replace(one, counter.open(Page(for: one)), ifStill: .none)
      _ = try await counter.propose(0, to: ledger, for: one)
      try await ledger.keep([try Sample.visit(one)])
    }
    try await ledger.record(try Sample.receipt(1, by: shopper), at: Sample.noon)
    let (page, revision) = try await ledger.page(shopper)
    let untouched = try await Contents(of: ledger, other)
    let erased = try await ledger.erase(shopper, at: Sample.noon)
    try require(erased.wasKnown && erased.time == Sample.noon.now, "the receipt is not right")
    for isRestarted in [false, true] {
      if isRestarted { ledger = try await restarted(ledger, stand) }
      let (fresh, none) = try await ledger.page(shopper)
      try require(fresh == Page(for: shopper) && none == .none, "an erased shopper has a page")
      try require(fresh.visitCount == 0, "an erased shopper's visits are counted")
      try require(try await ledger.enrolment(of: shopper) == nil, "an erased shopper is enrolled")
      try require(try await ledger.receipts(of: shopper).isEmpty, "there are receipts left")
      try require(try await ledger.visits(of: shopper).isEmpty, "there are visits left")
      for stale in [revision, .none, revision.next] {
        try await require(.erased, "a page of an erased shopper") {
          _ = try await ledger.replace(shopper, page, ifStill: stale)
        }
      }
      try await require(.erased, "an erased pseudonym") {
        try await ledger.enrol(try Sample.enrolment(shopper))
      }
      try await require(.erased, "a visit of an erased shopper") {
        try await ledger.keep([try Sample.visit(shopper)])
      }
      let again = try await ledger.erase(shopper, at: Sample.noon)
      try require(again == erased, "erasing twice gives two receipts")
      let left = try await Contents(of: ledger, other)
      try require(left.page == untouched.page, "another shopper's page has changed")
      try require(left.enrolments == left.enrolment.map { [$0] }, "not one shopper is left")
      try require(left.allVisits == left.visits && left.visits.count == 1, "not one visit is left")
    }
  }

  static func erasesAmongWriters(_ stand: some LedgerStand) async throws {
    let ledger = try await stand.open()
    let shopper = try Sample.shopper(1)
    let counter = try Counter(alerts: 40, gap: .zero)
    try await ledger.enrol(try Sample.enrolment(shopper))
    _ = try await ledger.replace(shopper, counter.open(Page(for: shopper)), ifStill: .none)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for alert in 0..<40 {
        group.addTask {
          do {
            _ = try await counter.propose(alert, to: ledger, for: shopper)
            try await ledger.keep([try Sample.visit(shopper, at: alert)])
          } catch LedgerError.erased {
            // What it is to be told from then on.
          }
        }
        if alert == 20 {
          group.addTask { _ = try await ledger.erase(shopper, at: Sample.noon) }
        }
      }
      try await group.waitForAll()
    }
    try require(try await ledger.page(shopper).1 == .none, "a page was written after the erasure")
    try require(
      try await ledger.visits(after: nil, limit: 99).elements.isEmpty, "there are visits left")
  }

  static func leavesALine(_ stand: some LedgerStand) async throws {
    var ledger = try await stand.open()
    let (shopper, other) = (try Sample.shopper(1), try Sample.shopper(2))
    for one in [shopper, other] { try await ledger.enrol(try Sample.enrolment(one)) }
    try await ledger.record(try Sample.receipt(1, by: shopper), at: Sample.noon)
    _ = try await ledger.takeAsking("offers", version: 3, of: shopper)
    let shown = try await ledger.disclose(
      shopper, for: .export, to: .privacyOfficer, at: Sample.noon)
    try require(shown.enrolment == (try Sample.enrolment(shopper)), "the enrolment is not shown")
    try require(shown.receipts.count == 1 && shown.page == Page(for: shopper), "not all is shown")
    try require(shown.asked == [.init(purpose: "offers", version: 3)], "the asking is not shown")
    try require(
      shown.audit.map(\.access) == [.export] && shown.audit[0].role == .privacyOfficer,
      "the reading itself is not among the lines")
    _ = try await ledger.disclose(other, for: .show, to: .associate, at: Sample.noon)
    try await ledger.note(.erase, of: shopper, by: .privacyOfficer, at: Sample.noon)
    let receipt = try await ledger.erase(shopper, at: Sample.noon)
    for isRestarted in [false, true] {
      if isRestarted { ledger = try await restarted(ledger, stand) }
      let lines = try await ledger.audit(after: nil, limit: 9).elements
      try require(lines.map(\.access) == [.export, .show, .erase], "not every access has a line")
      try require(
        lines.map(\.subject) == [
          .erased(receipt.number), .shopper(other), .erased(receipt.number),
        ], "the lines name \(lines.map(\.subject))")
      try require(lines.map(\.number) == [1, 2, 3], "the lines have other numbers")
      let rest = try await ledger.audit(after: 1, limit: 1)
      try require(rest.elements == [lines[1]] && rest.next == 2, "a slice is not right")
    }
  }
}
