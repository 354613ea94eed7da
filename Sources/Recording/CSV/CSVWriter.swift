public import Proximity

/// Writes a CSV recording that ``CSVReader`` reads.
///
/// What is written is complete only after ``finish()``.
public struct CSVWriter: ~Copyable, Sendable {
  /// What seconds in the file are counted from.
  public let origin: Instant

  private var sink: ByteSink

  /// Creates or empties a file; `-` is standard output.
  ///
  /// - Parameters:
  ///   - path: of the file.
  ///   - origin: what to count seconds from; the Unix epoch for unix seconds.
  public init(
    path: String, origin: Instant = Instant(nanoseconds: 0)
  ) throws(RecordingError) {
    self.origin = origin
    sink = try ByteSink(path: path)
    sink.append(contentsOf: "\(CSVFormat.header)\n".utf8)
  }

  /// Collects the file in memory; see ``bytes``.
  public init(origin: Instant = Instant(nanoseconds: 0)) {
    self.origin = origin
    sink = ByteSink()
    sink.append(contentsOf: "\(CSVFormat.header)\n".utf8)
  }

  /// What has been collected so far by a writer that writes to memory.
  public var bytes: [UInt8] { sink.bytes }

  /// Writes a row.
  ///
  /// - Parameters:
  ///   - time: when it was heard; the file keeps every nanosecond.
  ///   - receiver: who heard it: 1 to 128 bytes without comma, quote or control character.
  ///   - beacon: which beacon it was: the same.
  ///   - rssi: dBm, -127 to 20, or nothing when the receiver could not say.
  /// - Throws: ``RecordingError`` when a value cannot stand in such a file, or writing fails.
  public mutating func append(
    time: Instant, receiver: String, beacon: String, rssi: Float?
  ) throws(RecordingError) {
    let (sinceOrigin, isTooFar) =
      time.nanoseconds.subtractingReportingOverflow(origin.nanoseconds)
    guard !isTooFar, sinceOrigin > .min else {
      throw refused("the time is too far from the file's origin", "choose a closer origin")
    }
    for name in [receiver, beacon] {
      guard CSVFormat.isName(name), !name.utf8.contains(where: { ",\"".utf8.contains($0) }) else {
        throw refused(
          "\(name.debugDescription) cannot stand in a column",
          "use 1 to 128 bytes without comma, quote or control character")
      }
    }
    guard rssi.map(CSVFormat.rssi.contains) ?? true else {
      throw refused("the RSSI is not within -127 to 20 dBm", "leave it out if it is not available")
    }
    let seconds = DecimalText.text(billionths: sinceOrigin)
    let level = DecimalText.text(rssi ?? CSVFormat.unavailable)
    sink.append(contentsOf: "\(seconds),\(receiver),\(beacon),\(level)\n".utf8)
    try sink.flushIfFull()
  }

  /// Writes out what is still held back.
  public mutating func finish() throws(RecordingError) {
    try sink.flush()
  }

  private func refused(_ problem: String, _ advice: String) -> RecordingError {
    RecordingError(file: sink.name, kind: .content, problem: problem, advice: advice)
  }
}
