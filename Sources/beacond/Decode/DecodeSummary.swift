import Advertising
import Proximity

/// What the reports of a recording or of some packets amount to.
struct DecodeSummary {
  /// Reports; those of each kind add up to them.
  private(set) var reports = 0
  /// Reports or packets that are malformed somewhere.
  private(set) var malformed = 0
  /// Reports without an RSSI.
  private(set) var unavailable = 0
  /// Stretches of a recording that cannot be read.
  var damaged = 0
  /// From the first to the last report, if they have times.
  private(set) var time: ClosedRange<Instant>?
  private var kinds: [Int] = Array(repeating: 0, count: BeaconKind.allCases.count)

  mutating func add(_ heard: HeardReport) {
    reports += 1
    if heard.error != nil { malformed += 1 }
    if let now = heard.time {
      time = min(time?.lowerBound ?? now, now)...max(time?.upperBound ?? now, now)
    }
    if let report = heard.report, report.rssi.dBm == nil { unavailable += 1 }
    let kind = BeaconKind(heard.beacon)
    if let index = BeaconKind.allCases.firstIndex(of: kind) { kinds[index] += 1 }
  }

  /// The kinds that were heard, in the order of `BeaconKind`.
  private var heardKinds: [(kind: BeaconKind, count: Int)] {
    zip(BeaconKind.allCases, kinds).filter { $0.1 > 0 }.map { (kind: $0.0, count: $0.1) }
  }

  /// The last line of `decode --format jsonl`.
  var jsonLine: String {
    var json = JSONLine()
    json.add("event", "summary")
    json.add("reports", reports)
    json.add("malformed", malformed)
    json.add("unavailable", unavailable)
    json.add("damaged", damaged)
    var counts = JSONLine()
    for (kind, count) in zip(BeaconKind.allCases, kinds) { counts.add(kind.rawValue, count) }
    json.add("kinds", counts)
    return json.line
  }

  /// The counts in a few lines for people.
  var lines: [String] {
    let kinds = heardKinds.map { "\($0.count) \($0.kind.words)" }.joined(separator: ", ")
    var lines = ["\(reports) reports" + (kinds.isEmpty ? "" : ": \(kinds)")]
    if let time {
      let clock = LocalTime(zone: "UTC")
      lines.append(
        "from \(clock.time(time.lowerBound)) to \(clock.time(time.upperBound)) UTC on "
          + clock.date(time.lowerBound))
    }
    let flaws = [
      (malformed, "with malformed data"), (unavailable, "without RSSI"),
    ].filter { $0.0 > 0 }
    if !flaws.isEmpty {
      lines.append("of them " + flaws.map { "\($0.0) \($0.1)" }.joined(separator: ", "))
    }
    if damaged > 0 { lines.append("and \(damaged) damaged records, left out") }
    return lines
  }
}
