import Alerts
import Counting
import Proximity
import Testing

@Suite("Counting visitors")
struct VisitorCountTests {
  @Test("Scenario 20: a place-hour of 9 at k = 10 is suppressed, whatever the seed of 1,000")
  func nine() throws {
    // Without a margin, so that nothing but the threshold speaks against showing it.
    let rules = try CountingRules(purpose: Census.purpose, places: ["tea"], margin: 0)
    for seed in 0..<1_000 {
      var counts = VisitorCounts(rules, key: try Census.key(seed))
      try counts.note(0..<9)
      let report = try counts.closed()
      #expect(report.cells.allSatisfy { $0.visitors == nil })
    }
  }

  @Test(
    "Scenario 20: a report read again is byte-identical, and so is one made anew of the same day")
  func readAgain() throws {
    for seed in 0..<100 {
      var counts = VisitorCounts(try Census.rules(margin: 0), key: try Census.key(seed))
      try counts.note(0..<40)
      let csv = try counts.closed().csv
      try counts.note(0..<90)
      #expect(counts.report(of: Census.day)?.csv == csv)
      var again = VisitorCounts(try Census.rules(margin: 0), key: try Census.key(seed))
      try again.note(0..<40)
      #expect(again.close()?.csv == csv)
    }
  }

  @Test("The numbers shown scatter around the truth as the noise does")
  func unbiased() throws {
    var sum = 0
    var squares = 0
    let seeds = 500
    for seed in 0..<seeds {
      var counts = VisitorCounts(try Census.rules(), key: try Census.key(seed))
      try counts.note(0..<200)
      let shown = try #require(counts.closed().visitors(at: "tea", hour: 12))
      sum += shown - 200
      squares += (shown - 200) * (shown - 200)
    }
    // The variance of the discrete Laplace distribution of scale 2 is 2p / (1 - p)² with p = e^-½.
    let mean = Double(sum) / Double(seeds)
    let variance = Double(squares) / Double(seeds)
    #expect(abs(mean) < 4 * (7.835 / Double(seeds)).squareRoot(), "\(mean)")
    #expect(abs(variance - 7.835) < 3, "\(variance)")
  }

  @Test("With the sound margin a place-hour of just 10 is as good as never shown, one of 80 always")
  func margin() throws {
    #expect(CountingRules.soundMargin(contribution: 1) == 14)
    #expect(CountingRules.soundMargin(contribution: 2) == 30)
    #expect(CountingRules.soundMargin(contribution: 24) == 408)
    var shown = 0
    for seed in 0..<200 {
      var counts = VisitorCounts(try Census.rules(), key: try Census.key(seed))
      try counts.note(0..<10, hour: 9)
      try counts.note(10..<90, hour: 10)
      let report = try counts.closed()
      #expect(report.visitors(at: "tea", hour: 9) == nil)
      if let count = report.visitors(at: "tea", hour: 10) {
        #expect(count >= 40)
        shown += 1
      }
    }
    #expect(shown == 200)
  }

  @Test("Only who consented to the present wording of the purpose is counted")
  func consent() throws {
    var counts = VisitorCounts(try Census.rules(margin: 0), key: try Census.key())
    let one = Epoch(rawValue: 1)
    let unwilling = [
      try Census.page([]), try Census.page([.consented("counting", version: 1, epoch: one)]),
      try Census.page([.consented("offers", version: 2, epoch: one)]),
      try Census.page([
        .consented("counting", version: 2, epoch: one),
        .withdrew("counting", epoch: Epoch(rawValue: 2)),
      ]),
      try Census.page([.consented("counting", version: 2, epoch: one), .erased]),
    ]
    for number in 0..<500 {
      counts.note(
        Census.shopper(number), unwilling[number % unwilling.count], at: "tea", on: Census.day,
        hour: 12, now: LedgerTime(nanoseconds: 0))
    }
    #expect(counts.counters.notConsented == 500)
    #expect(counts.day == nil)
    #expect(counts.close() == nil)
  }

  @Test("A visitor counts once per place and hour, and in no more place-hours than one may")
  func contribution() throws {
    for contribution in [1, 2, 5] {
      let rules = try Census.rules(contribution: contribution, margin: 0)
      var counts = VisitorCounts(rules, key: try Census.key())
      for hour in 0..<24 {
        for _ in 0..<3 { try counts.note(0..<1_000, at: "tea", hour: hour) }
      }
      let report = try counts.closed()
      let hours = (0..<24).filter { report.visitors(at: "tea", hour: $0) != nil }
      #expect(hours == Array(0..<contribution), "the first ones")
      for hour in hours {
        let count = try #require(report.visitors(at: "tea", hour: hour))
        #expect(abs(count - 1_000) < 30 * contribution)
      }
      #expect(counts.counters.beyondContribution == 1_000 * 3 * (24 - contribution))
    }
  }

  @Test("A visitor more or less moves no more of a report than their own place-hours")
  func locality() throws {
    for seed in 0..<50 {
      var with = VisitorCounts(try Census.rules(margin: 0), key: try Census.key(seed))
      var without = with
      for hour in 8..<20 {
        try with.note(hour * 100..<hour * 100 + 30, hour: hour)
        try without.note(hour * 100..<hour * 100 + 30, hour: hour)
      }
      for hour in 0..<24 { try with.note(0..<1, hour: hour) }
      let pair = (try with.closed(), try without.closed())
      let changed = zip(pair.0.cells, pair.1.cells).filter { $0 != $1 }
      #expect(changed.count <= 2)
      for (left, right) in changed {
        if let left = left.visitors, let right = right.visitors { #expect(left - right == 1) }
      }
    }
  }

  @Test("A day has one report: what comes later is late, and a forgotten visitor is not in it")
  func once() throws {
    var counts = VisitorCounts(try Census.rules(margin: 0), key: try Census.key())
    try counts.note(0..<100)
    for number in 0..<100 { counts.forget(Census.shopper(number)) }
    let report = try counts.closed()
    #expect(report.visitors(at: "tea", hour: 12) == nil)
    #expect(counts.close() == nil)
    try counts.note(0..<100)
    try counts.note(0..<100, on: Day(rawValue: Census.day.rawValue - 1))
    #expect(counts.counters.late == 200)
    #expect(counts.reports == [report])
    // A later day closes the one before, and a restart knows what was reported.
    try counts.note(0..<100, on: Day(rawValue: Census.day.rawValue + 1))
    try counts.note(0..<1, on: Day(rawValue: Census.day.rawValue + 2))
    #expect(counts.reports.count == 2)
    var restarted = VisitorCounts(
      try Census.rules(margin: 0), key: try Census.key(), reports: counts.reports)
    try restarted.note(0..<100)
    #expect(restarted.counters.late == 100 && restarted.day == nil)
  }

  @Test("Everything is bounded, and what does not fit is counted")
  func bounds() throws {
    var counts = VisitorCounts(try Census.rules(visitors: 5), key: try Census.key())
    try counts.note(0..<8)
    try counts.note(0..<8, hour: 13)
    #expect(counts.counters.refused == 6, "the 3 that did not fit, twice")
    let page = try Census.page()
    counts.note(
      "one", page, at: "nowhere", on: Census.day, hour: 1, now: LedgerTime(nanoseconds: 0))
    for hour in [-1, 24, .min, .max] {
      counts.note(
        "one", page, at: "tea", on: Census.day, hour: hour, now: LedgerTime(nanoseconds: 0))
    }
    #expect(counts.counters.unknown == 5)
    for day in 0..<VisitorCounts.reportLimit + 10 {
      try counts.note(0..<1, on: Day(rawValue: Census.day.rawValue + 1 + day))
    }
    #expect(counts.reports.count == VisitorCounts.reportLimit)
  }

  @Test("Rules out of their range are refused by key")
  func rules() {
    func refusal(_ make: () throws(ConfigurationError) -> CountingRules) -> String? {
      do throws(ConfigurationError) {
        _ = try make()
        return nil
      } catch { return error.path }
    }
    func rules(
      _ places: [PlaceID] = ["a"], contribution: Int = 2, threshold: Int = 10, margin: Int = 0,
      visitors: Int = 1
    ) -> String? {
      refusal { () throws(ConfigurationError) in
        try CountingRules(
          purpose: Census.purpose, places: places, contribution: contribution,
          threshold: threshold, margin: margin, visitors: visitors)
      }
    }
    #expect(rules() == nil)
    #expect(rules([]) == "counting.places.count")
    #expect(rules(["a", "a"]) == "counting.places")
    #expect(rules(contribution: 25) == "counting.contribution")
    #expect(rules(threshold: 9) == "counting.threshold", "k is never below 10")
    #expect(rules(margin: -1) == "counting.margin")
    #expect(rules(visitors: 0) == "counting.visitors")
  }

  @Test("A report lists every place and hour, in one order, and reads as CSV")
  func csv() throws {
    var counts = VisitorCounts(
      try CountingRules(purpose: Census.purpose, places: ["tea", #"a, "b""#], margin: 0),
      key: try Census.key())
    try counts.note(0..<100, hour: 7)
    let report = try counts.closed()
    let count = try #require(report.visitors(at: "tea", hour: 7))
    let lines = report.csv.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 50 && lines[49].isEmpty)
    #expect(lines[0] == "day,place,hour,visitors")
    #expect(lines[1] == "2026-05-16,tea,00,")
    #expect(lines[8] == "2026-05-16,tea,07,\(count)")
    #expect(lines[25] == #"2026-05-16,"a, ""b""",00,"#)
  }

  @Test(
    "Days read as ISO 8601",
    arguments: [
      (0, "1970-01-01"), (-1, "1969-12-31"), (59, "1970-03-01"), (11_016, "2000-02-29"),
      (20_589, "2026-05-16"), (-719_468, "0000-03-01"), (47_541, "2100-03-01"),
    ])
  func days(number: Int, text: String) {
    #expect(Day(rawValue: number).description == text)
  }

  @Test("A day is read as it is written, and what is no day is none")
  func days() {
    for number in stride(from: -200_000, to: 200_000, by: 97) {
      let day = Day(rawValue: number)
      #expect(Day(day.description) == day)
    }
    for text in [
      "2026-02-29", "2026-13-01", "2026-00-10", "26-01-01", "2026-1-1", "x", "", "2026-01-01-",
    ] {
      #expect(Day(text) == nil, "\(text)")
    }
  }

  @Test("A day that was closed elsewhere is never counted again")
  func closedElsewhere() throws {
    var counts = VisitorCounts(
      try Census.rules(margin: 0), key: try Census.key(), closed: Census.day)
    try counts.note(0..<20)
    #expect(counts.day == nil && counts.counters.late == 20)
    try counts.note(0..<20, on: Day(rawValue: Census.day.rawValue + 1))
    #expect(counts.day?.rawValue == Census.day.rawValue + 1)
  }

  @Test("Whose consent has run out is not counted")
  func expired() throws {
    var counts = VisitorCounts(try Census.rules(margin: 0), key: try Census.key())
    let end = LedgerTime(nanoseconds: 5)
    let page = try Census.page([
      .consented("counting", version: 2, epoch: Epoch(rawValue: 1), until: end)
    ])
    counts.note(Census.shopper(1), page, at: "tea", on: Census.day, hour: 12, now: end)
    #expect(counts.counters.notConsented == 1)
  }
}
