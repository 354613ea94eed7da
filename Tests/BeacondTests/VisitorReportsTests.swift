import Alerts
import Foundation
import Gateway
import Ledger
import Proximity
import Site
import Testing

@testable import beacond

@Suite("Reports of visitors")
struct VisitorReportsTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  private static func site(_ more: String = "counting: {purpose: counting, margin: 0}") throws
    -> Site
  {
    let text = """
      version: 1
      site: {name: Shop, zone: Europe/London}
      receivers: [{id: door}]
      places: [{id: tea, brand: leaf, receivers: [door], radius: 4}]
      purposes: [{id: counting, text: We count., benefit: More staff, version: 1}]
      \(more)
      """
    return try Site(yaml: Array(text.utf8), source: "test", for: .replay)
  }

  /// 12:30 on 16 May 2026 in London.
  private static let noon = Instant(nanoseconds: 1_778_931_000_000_000_000)

  private static func visit(_ number: Int) -> GatewayEvent {
    .fact(
      .dwell(
        Dwell(
          shopper: ShopperIndex(slot: 0, generation: 0), place: PlaceIndex(0), phase: .entered,
          dwell: .zero,
          away: nil, time: noon, since: noon)), of: ShopperID("shopper-\(number)") ?? "nobody",
      at: "tea")
  }

  private static func page(_ consents: Bool) throws -> Page {
    let policy = try Policy(purposes: [], alerts: [], quiet: .never)
    let page = Page(for: "anybody")
    guard consents else { return page }
    return step(
      page, .consented("counting", version: 1, epoch: Epoch(rawValue: 1)),
      Moment(now: LedgerTime(nanoseconds: 0)), policy
    ).page
  }

  private func count(
    _ reports: inout VisitorReports, _ shoppers: Range<Int>, consenting: Bool = true
  ) async throws {
    let page = try Self.page(consenting)
    await reports.note(shoppers.map(Self.visit), at: Self.noon, by: .recording) {
      (_: ShopperID) throws(LedgerError) in page
    }
  }

  private func text() -> String? {
    try? String(contentsOfFile: folder.path("visitors-2026-05-16.csv"), encoding: .utf8)
  }

  @Test("A site that does not count has no reports, and one that does needs a folder for them")
  func whether() throws {
    #expect(try VisitorReports(of: Self.site(""), into: nil) == nil)
    #expect(throws: Failure.self) { try VisitorReports(of: Self.site(), into: nil) }
  }

  @Test("A day is reported once it is over, of those alone who consented and did not withdraw")
  func day() async throws {
    var reports = try #require(try VisitorReports(of: Self.site(), into: folder.url.path))
    try await count(&reports, 0..<60)
    try await count(&reports, 60..<400, consenting: false)
    for number in 0..<10 { reports.forget(ShopperID("shopper-\(number)") ?? "nobody") }
    #expect(text() == nil)
    let midnight = Self.noon + .seconds(12 * 3_600)
    await reports.note([], at: midnight, by: .recording) { (_: ShopperID) throws(LedgerError) in
      Page(for: "anybody")
    }
    let report = try #require(text())
    let line = try #require(report.split(separator: "\n").first { $0.contains(",tea,12,") })
    let shown = try #require(Int(line.split(separator: ",").last ?? ""))
    #expect((20...80).contains(shown), "50 with noise of scale 2")
    #expect(report.split(separator: "\n").count == 25)

    // After a restart the same day is not reported again.
    var again = try #require(try VisitorReports(of: Self.site(), into: folder.url.path))
    try await count(&again, 0..<200)
    await again.note([], at: midnight, by: .recording) { (_: ShopperID) throws(LedgerError) in
      Page(for: "anybody")
    }
    #expect(text() == report)
  }

  @Test("With a clock that nobody trusts, nobody is counted")
  func untrusted() async throws {
    var reports = try #require(try VisitorReports(of: Self.site(), into: folder.url.path))
    let page = try Self.page(true)
    let clock = LedgerClock(
      instant: Self.noon, time: LedgerTime(nanoseconds: Self.noon.nanoseconds), isTrusted: false)
    for hours in [0, 24] {
      await reports.note(
        (0..<50).map(Self.visit), at: Self.noon + .seconds(hours * 3_600), by: clock
      ) { (_: ShopperID) throws(LedgerError) in page }
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
  }
}
