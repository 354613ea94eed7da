import Advertising
import Logging
import Proximity
import Recording

/// Prints what the advertising reports of a btsnoop file say, in bounded memory.
struct RecordingDecoding: ~Copyable {
  private var source: BtsnoopReader
  private let disclosure: Disclosure
  private var reader = ReportReader()
  private var summary = DecodeSummary()
  private var progress = ProgressLine()
  private var output = StandardOutput()

  init(_ source: consuming BtsnoopReader, _ disclosure: Disclosure) {
    self.source = source
    self.disclosure = disclosure
  }

  /// Prints one JSON object for each report.
  mutating func printJSONLines() throws {
    while let reports = try next() {
      for heard in reports { try output.write(heard.jsonLine(disclosure)) }
    }
    try output.write(summary.jsonLine)
    try finish()
  }

  /// Prints one row for each report.
  mutating func printRows() throws {
    try output.write(ReportRow.header)
    while let reports = try next() {
      for heard in reports {
        try output.write(ReportRow(heard, since: summary.time?.lowerBound, disclosure).text)
      }
    }
    try printSummary()
  }

  /// Prints one row for each of the transmitters that were heard most.
  mutating func printTransmitters(top: Int) throws {
    var transmitters = HeardTransmitters(disclosure)
    while let reports = try next() {
      for heard in reports { transmitters.add(heard) }
    }
    for line in transmitters.lines(top: top) { try output.write(line) }
    try printSummary()
  }

  private mutating func printSummary() throws {
    try output.write("")
    for line in summary.lines { try output.write(line) }
    try finish()
  }

  private mutating func finish() throws {
    progress.clear()
    try output.flush()
    Logger.command.warn(of: source.damage, in: source.name)
  }

  /// The reports of the next event that has any; nothing at the end.
  private mutating func next() throws -> [HeardReport]? {
    guard let reports = try Self.next(&source, &reader) else {
      summary.damaged = source.damage.count
      return nil
    }
    for heard in reports { summary.add(heard) }
    if !StandardOutput.isTerminal { progress.show("\(summary.reports) reports") }
    return reports
  }

  private static func next(
    _ source: inout BtsnoopReader, _ reader: inout ReportReader
  ) throws(RecordingError) -> [HeardReport]? {
    while let record = try source.next() {
      var reports: [HeardReport] = []
      source.withEvent { event in
        guard (try? AdvertisingReports.kind(of: event)) != .other else { return }
        reports = reader.read(event, as: .hci, at: record.time)
      }
      reports.removeAll { $0.outcome == .pending }
      if !reports.isEmpty { return reports }
    }
    return nil
  }
}
