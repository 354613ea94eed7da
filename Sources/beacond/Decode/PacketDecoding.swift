import Advertising

/// Prints what packets say, one after another.
struct PacketDecoding: ~Copyable {
  private let format: EventFormat
  private let disclosure: Disclosure
  private var reader = ReportReader()
  private var summary = DecodeSummary()
  private var firstError: String?
  private var output = StandardOutput()

  init(_ format: EventFormat, _ disclosure: Disclosure) {
    self.format = format
    self.disclosure = disclosure
  }

  /// Prints what packets say, up to the first error of each.
  ///
  /// - Throws: ``Failure`` at the end if any was malformed.
  mutating func print(
    _ packets: [(name: String?, bytes: [UInt8])], as form: PacketForm?
  ) throws {
    for (name, bytes) in packets {
      let form = form ?? PacketForm(of: bytes)
      let reports = reader.read(bytes.span, as: form)
      for report in reports {
        summary.add(report)
        guard firstError == nil, let error = report.error else { continue }
        firstError = name.map { "\($0): \(error)" } ?? "\(error)"
      }
      switch format {
      case .jsonl: for report in reports { try output.write(report.jsonLine(disclosure)) }
      case .table: try printTable(reports, name, form, count: bytes.count)
      }
    }
    if format == .jsonl { try output.write(summary.jsonLine) }
    try output.flush()
    guard let firstError else { return }
    let others = summary.malformed - 1
    throw Failure(
      code: Failure.badInput,
      message: firstError + (others > 0 ? " \(others) more are malformed." : ""))
  }

  private mutating func printTable(
    _ reports: [HeardReport], _ name: String?, _ form: PacketForm, count: Int
  ) throws(OutputError) {
    let heading = "\(form.words), \(count) bytes"
    try output.write(name.map { "\($0): \(heading)" } ?? heading)
    for (index, report) in reports.enumerated() {
      if reports.count > 1, report.report != nil {
        try output.write("")
        try output.write("report \(index + 1)")
      }
      for line in report.lines(disclosure) { try output.write(line) }
    }
    if name != nil { try output.write("") }
  }
}
