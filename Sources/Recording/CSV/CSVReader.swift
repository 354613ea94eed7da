public import Proximity

/// Reads a CSV recording row by row in bounded memory.
///
/// The first line is exactly `time,receiver,beacon,rssi`; a UTF-8 byte order mark before it and
/// CR LF line ends are accepted. `time` is seconds as plain decimal text, `receiver` and `beacon`
/// are names of 1 to 128 bytes without comma, quote or control character, and `rssi` is dBm, -127
/// to 20, or 127 for not available. Blank lines are passed over. Any other line is damage: it is
/// counted in ``damage`` and reading goes on.
///
/// ```swift
/// var reader = try CSVReader(ByteSource(path: "walk.csv"))
/// while let row = try reader.next() { … }
/// ```
public struct CSVReader: ~Copyable, Sendable {
  /// What seconds in the file are counted from.
  public let origin: Instant
  /// The receivers named so far.
  public private(set) var receivers: NameTable
  /// The beacons named so far.
  public private(set) var beacons: NameTable
  /// How many rows were given out.
  public private(set) var rows = 0
  /// The lines that are no rows.
  public private(set) var damage = DamageLog()

  private var source: ByteSource
  private var line = 1

  /// Bytes of a line beyond which it cannot be a row.
  public static let lineLimit = 4096

  /// Takes over a source and reads its first line.
  ///
  /// - Parameters:
  ///   - source: the file.
  ///   - origin: what the file counts seconds from; the Unix epoch for unix seconds.
  ///   - expected: names that get their numbers first, so that no flood of others leaves them
  ///     without one.
  ///   - nameLimit: how many different receivers, and how many beacons, are remembered besides.
  /// - Throws: ``RecordingError`` when the source cannot be read or its first line is no header.
  public init(
    _ source: consuming ByteSource, origin: Instant = Instant(nanoseconds: 0),
    expecting expected: (receivers: [String], beacons: [String]) = ([], []),
    nameLimit: Int = 65_536
  ) throws(RecordingError) {
    try source.readCSVHeader()
    self.source = source
    self.origin = origin
    receivers = NameTable(expecting: expected.receivers, andFurther: nameLimit)
    beacons = NameTable(expecting: expected.beacons, andFurther: nameLimit)
  }

  /// The name of the file, for messages.
  public var name: String { source.name }

  /// The next row, or nothing at the end.
  public mutating func next() throws(RecordingError) -> CSVRow? {
    while let text = try source.nextLine(limit: Self.lineLimit) {
      line += 1
      guard text.isTooLong || !text.range.isEmpty else { continue }
      do throws(CSVProblem) {
        let row = try row(text)
        rows += 1
        return row
      } catch {
        damage.note(.line(line), error.description)
      }
    }
    return nil
  }
}

extension CSVReader {
  private mutating func row(_ text: CSVLine) throws(CSVProblem) -> CSVRow {
    guard !text.isTooLong else { throw .tooLong }
    guard !text.hasQuote else { throw .quoted }
    guard text.commas == 3 else { throw .columns(text.commas + 1) }
    let (time, rssi) = try numbers(in: text)
    let receiver = receivers.index(
      of: text.column(1), in: source.bytes, if: CSVFormat.isName)
    guard receiver != .invalid else { throw .name("receiver") }
    let beacon = beacons.index(
      of: text.column(2), in: source.bytes, if: CSVFormat.isName)
    guard beacon != .invalid else { throw .name("beacon") }
    return CSVRow(
      time: time, receiver: receiver.index, beacon: beacon.index, rssi: rssi, line: line)
  }

  private func numbers(
    in text: CSVLine
  ) throws(CSVProblem) -> (time: Instant, rssi: Float?) {
    let bytes = source.bytes.span
    guard let seconds = DecimalText.billionths(bytes, in: text.column(0)) else { throw .time }
    let (time, isTooFar) = origin.nanoseconds.addingReportingOverflow(seconds)
    guard !isTooFar else { throw .time }
    guard let level = DecimalText.billionths(bytes, in: text.column(3)) else { throw .rssi }
    let rssi = Float(Double(level) / 1e9)
    guard rssi != CSVFormat.unavailable else { return (Instant(nanoseconds: time), nil) }
    guard CSVFormat.rssi.contains(rssi) else { throw .rssi }
    return (Instant(nanoseconds: time), rssi)
  }
}

/// Why a line is no row.
private enum CSVProblem: Error, CustomStringConvertible {
  case tooLong
  case quoted
  case columns(Int)
  case time
  case rssi
  case name(String)

  var description: String {
    switch self {
    case .tooLong: "the line is longer than \(CSVReader.lineLimit) bytes"
    case .quoted: "quoted columns are not read; write them without quotes"
    case .columns(let count): "\(count) columns instead of 4"
    case .time: "the time is no plain decimal number of seconds within ±9.2e9"
    case .rssi: "the RSSI is no plain decimal number from -127 to 20, nor 127"
    case .name(let column):
      "the \(column) is not 1 to 128 bytes of UTF-8 without control characters"
    }
  }
}
