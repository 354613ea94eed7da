public import Alerts
public import Proximity

/// Counts the distinct visitors of places by the hour, of those alone who consented to being counted.
///
/// Within a day it keeps, in memory, in which place-hours each visitor was counted; closing the day
/// turns that into one report and forgets it. A day is closed once: its report spends the whole
/// budget of the day, and what comes later is counted as late.
public struct VisitorCounts: Sendable {
  /// What is counted.
  public let rules: CountingRules
  /// The day that is being counted; none before the first visitor.
  public private(set) var day: Day?
  /// What was not counted.
  public private(set) var counters = CountingCounters()
  /// The last reports, in the order of their days.
  public private(set) var reports: [DayReport]

  /// The most reports kept; older ones are for the owner to keep.
  public static let reportLimit = 400

  private let key: NoiseKey
  private let closed: Day?
  private let places: [PlaceID: Int]
  private var cells: [Int]
  private var contributions: [ShopperID: [Int]] = [:]

  /// Creates counts.
  ///
  /// - Parameters:
  ///   - rules: what is counted.
  ///   - key: where the noise comes from.
  ///   - reports: those that were made before. A day whose report is forgotten would get a second
  ///     one, and two reports tell more than one: keep them, or their last day.
  ///   - closed: the last day of which there is a report elsewhere.
  public init(
    _ rules: CountingRules, key: NoiseKey, reports: [DayReport] = [], closed: Day? = nil
  ) {
    self.closed = closed
    self.rules = rules
    self.key = key
    self.reports = reports.sorted { $0.day < $1.day }.suffix(Self.reportLimit)
    places = Dictionary(uniqueKeysWithValues: zip(rules.places, rules.places.indices))
    cells = Array(repeating: 0, count: rules.places.count * 24)
  }

  /// Counts a visitor at a place, once an hour, and in as many place-hours as one may count. Whoever
  /// has not consented to the present wording of the purpose is not counted at all.
  ///
  /// A visitor of a later day closes the day before, so the clock has to be one to trust.
  ///
  /// - Parameters:
  ///   - shopper: the visitor.
  ///   - page: what the visitor said to the purpose.
  ///   - place: where.
  ///   - day: the day of the site.
  ///   - hour: its hour, 0 to 23.
  ///   - now: the ledger time, by which a consent may have run out.
  /// - Complexity: O(contribution), and O(cells) when it closes a day.
  public mutating func note(
    _ shopper: ShopperID, _ page: Page, at place: PlaceID, on day: Day, hour: Int,
    now: LedgerTime
  ) {
    guard let consent = page.consent(to: rules.purpose.id), !page.isErased,
      consent.holds(for: rules.purpose.version, at: now)
    else {
      counters.notConsented += 1
      return
    }
    guard let index = places[place], (0..<24).contains(hour) else {
      counters.unknown += 1
      return
    }
    guard open(day) else {
      counters.late += 1
      return
    }
    let cell = index * 24 + hour
    var counted = contributions[shopper] ?? []
    guard !counted.contains(cell) else { return }
    guard counted.count < rules.contribution else {
      counters.beyondContribution += 1
      return
    }
    guard !counted.isEmpty || contributions.count < rules.visitors else {
      counters.refused += 1
      return
    }
    counted.append(cell)
    contributions[shopper] = counted
    cells[cell] += 1
  }

  /// Takes a visitor out of the day that is being counted: who withdraws is not in its report.
  /// Reports that are there stay as they are; nobody can be found in them.
  public mutating func forget(_ shopper: ShopperID) {
    for cell in contributions.removeValue(forKey: shopper) ?? [] { cells[cell] -= 1 }
  }

  /// The report of a day that has been closed, the same each time.
  public func report(of day: Day) -> DayReport? { reports.first { $0.day == day } }

  /// Makes the report of the day that is being counted and forgets its visitors.
  ///
  /// - Returns: the report; nothing when no day is being counted.
  @discardableResult
  public mutating func close() -> DayReport? {
    guard let day else { return nil }
    var generator = KeyedGenerator(key, .visitors, day.rawValue)
    let scale = UInt64(rules.contribution / CountingRules.epsilon)
    let shown = cells.indices.map { cell in
      // Drawn for every cell, so that the noise of one does not depend on another.
      let count = cells[cell] + generator.laplace(scale: scale)
      let isEnough = cells[cell] >= rules.threshold && count >= rules.threshold + rules.margin
      return DayReport.Cell(
        place: rules.places[cell / 24], hour: cell % 24, visitors: isEnough ? count : nil)
    }
    let report = DayReport(day: day, cells: shown)
    reports.append(report)
    if reports.count > Self.reportLimit { reports.removeFirst() }
    self.day = nil
    contributions = [:]
    for cell in cells.indices { cells[cell] = 0 }
    return report
  }

  /// Whether a day can be counted; a later one than the present closes that.
  private mutating func open(_ day: Day) -> Bool {
    if let current = self.day {
      guard current != day else { return true }
      guard current < day else { return false }
      close()
    }
    if let last = [reports.last?.day, closed].compactMap(\.self).max(), day <= last {
      return false
    }
    self.day = day
    return true
  }
}

/// What was not counted, and why.
public struct CountingCounters: Equatable, Sendable {
  /// By somebody who did not consent to it.
  public var notConsented = 0
  /// In more place-hours than one visitor may count in.
  public var beyondContribution = 0
  /// For a day whose report is there already.
  public var late = 0
  /// At a place that is not counted, or an hour that is none.
  public var unknown = 0
  /// For want of room.
  public var refused = 0

  /// Creates counters at 0.
  public init() {}
}
