import Alerts
import Counting
import Foundation
import Gateway
import Ledger
import Logging
import Proximity
import Site

/// Counts the distinct visitors of a live store, and writes a report of each day into a folder.
///
/// A day whose report lies there is never counted again. The noise comes from a key that is drawn at
/// the start and kept nowhere, so that nobody can take it off; what was counted of a day before a
/// restart is not in its report.
struct VisitorReports {
  private var counts: VisitorCounts
  private let zone: SiteZone
  private let folder: URL
  private var written: Day?
  private var couldWrite = true

  /// Counts what a site wants counted.
  ///
  /// - Returns: nothing when the site does not count.
  /// - Throws: `Failure` when it does and there is no folder for the reports.
  init?(of site: Site, into folder: String?) throws {
    guard let counting = site.counting, let purpose = site.policy.purpose(counting.purpose) else {
      return nil
    }
    guard let folder else {
      throw Failure(
        code: Failure.usage,
        message: "the site counts visitors: name a folder for the reports with --reports")
    }
    let rules = try CountingRules(
      purpose: purpose, places: site.floor.places.map(\.id), contribution: counting.contribution,
      threshold: counting.threshold, margin: counting.margin)
    self.folder = URL(filePath: folder, directoryHint: .isDirectory)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    zone = site.zone
    var random = SystemRandomNumberGenerator()
    written = names.compactMap(Self.day).max()
    counts = VisitorCounts(
      rules, key: try NoiseKey((0..<32).map { _ in random.next() }), closed: written)
  }

  /// Counts those who were seen in a visit.
  mutating func note(
    _ events: [GatewayEvent], at now: Instant, by clock: LedgerClock,
    page: (ShopperID) async throws(LedgerError) -> Page
  ) async {
    guard clock.isTrusted else { return }
    for case .fact(let fact, let shopper, let place) in events where fact.showsPresence {
      let time = clock.moment(fact.time).now
      // Whose page cannot be read is not counted.
      guard let page = try? await page(shopper) else { continue }
      counts.note(
        shopper, page, at: place, on: Day(rawValue: zone.day(at: time)),
        hour: zone.minuteOfDay(at: time) / 60, now: time)
    }
    let today = Day(rawValue: zone.day(at: clock.moment(now).now))
    if let day = counts.day, day < today { counts.close() }
    write()
  }

  /// Takes out who withdrew.
  mutating func forget(_ shopper: ShopperID) { counts.forget(shopper) }

  private mutating func write() {
    func isNew(_ day: Day) -> Bool { written.map { day > $0 } ?? true }
    guard let last = counts.reports.last?.day, isNew(last) else { return }
    for report in counts.reports where isNew(report.day) {
      do {
        let file = folder.appending(component: Self.name(of: report.day))
        try Data(report.csv.utf8).write(to: file, options: .atomic)
        written = report.day
        couldWrite = true
      } catch {
        if couldWrite { Logger.command.error("a report of visitors is lost: \(error)") }
        couldWrite = false
        return
      }
    }
  }

  private static func name(of day: Day) -> String { "visitors-\(day).csv" }

  private static func day(of name: String) -> Day? {
    guard name.hasPrefix("visitors-"), name.hasSuffix(".csv") else { return nil }
    return Day(String(name.dropFirst(9).dropLast(4)))
  }
}

extension Fact {
  /// Whether it says that the shopper is there in a visit.
  fileprivate var showsPresence: Bool {
    switch self {
    case .return: true
    case .dwell(let dwell): dwell.phase == .entered || dwell.phase == .dwelled
    case .near: false
    }
  }
}
