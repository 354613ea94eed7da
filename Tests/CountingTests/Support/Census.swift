import Alerts
import Counting
import Proximity
import Testing

/// Shoppers who are counted, and the rules for it.
enum Census {
  static let purpose = Purpose(
    id: "counting", text: "We count visits.", benefit: "More staff where it is full", version: 2)
  static let places: [PlaceID] = ["door", "tea"]
  static let day = Day(rawValue: 20_589)

  static func rules(
    contribution: Int = 2, threshold: Int = 10, margin: Int? = nil, visitors: Int = 100_000
  ) throws -> CountingRules {
    try CountingRules(
      purpose: purpose, places: places, contribution: contribution, threshold: threshold,
      margin: margin, visitors: visitors)
  }

  static func key(_ seed: Int = 0) throws -> NoiseKey {
    try NoiseKey((0..<32).map { UInt8(truncatingIfNeeded: seed >> (8 * ($0 % 8))) ^ UInt8($0) })
  }

  static func shopper(_ number: Int) -> ShopperID {
    ShopperID("shopper-\(number)") ?? "nobody"
  }

  /// The page of somebody who said that to the purpose.
  static func page(
    _ said: [Event] = [.consented("counting", version: 2, epoch: Epoch(rawValue: 1))]
  )
    throws -> Page
  {
    let policy = try Policy(purposes: [purpose], alerts: [], quiet: .never)
    return said.reduce(Page(for: "anybody")) { page, event in
      step(page, event, Moment(now: LedgerTime(nanoseconds: 0)), policy).page
    }
  }
}

extension VisitorCounts {
  /// Counts so many visitors at a place in an hour.
  mutating func note(
    _ shoppers: Range<Int>, at place: PlaceID = "tea", on day: Day = Census.day, hour: Int = 12
  ) throws {
    let page = try Census.page()
    for number in shoppers {
      note(
        Census.shopper(number), page, at: place, on: day, hour: hour,
        now: LedgerTime(nanoseconds: 0))
    }
  }

  /// The report of the day that is being counted, which there must be.
  mutating func closed() throws -> DayReport {
    let report = close()
    return try #require(report)
  }
}
