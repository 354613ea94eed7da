/// Where a line and its columns lie in a source's bytes.
struct CSVLine {
  /// The text without its line end.
  var range: Range<Int>
  /// Where the first three commas are.
  private(set) var ends = InlineArray<3, Int>(repeating: 0)
  private(set) var commas = 0
  private(set) var hasQuote = false
  /// Bytes from the line's begin to the next line's.
  private(set) var length = 0
  /// The line is longer than the limit and has been passed over.
  private(set) var isTooLong = false

  static let tooLong = CSVLine()

  /// The range of a column of a line with three commas; the first is 0.
  func column(_ number: Int) -> Range<Int> {
    let begin = number == 0 ? range.lowerBound : ends[number - 1] + 1
    return begin..<(number == 3 ? range.upperBound : ends[number])
  }

  private init() {
    range = 0..<0
    isTooLong = true
  }

  /// Finds the line that begins at `begin`, or nothing if it goes on at `limit`.
  ///
  /// - Parameter isLast: whether the file ends at `limit`, and the line with it.
  init?(_ bytes: Span<UInt8>, from begin: Int, to limit: Int, isLast: Bool) {
    range = begin..<begin
    var end = begin
    search: while end < limit {
      switch bytes[end] {
      case UInt8(ascii: "\n"): break search
      case UInt8(ascii: ","):
        if commas < 3 { ends[commas] = end }
        commas += 1
      case UInt8(ascii: "\""): hasQuote = true
      default: break
      }
      end += 1
    }
    guard end < limit || isLast else { return nil }
    length = end < limit ? end + 1 - begin : end - begin
    let isCRLF = end > begin && bytes[end - 1] == UInt8(ascii: "\r")
    range = begin..<(isCRLF ? end - 1 : end)
  }
}

extension ByteSource {
  /// Passes over the next line, whose bytes stay available until the next call, or tells the end.
  mutating func nextLine(limit: Int) throws(RecordingError) -> CSVLine? {
    var isLast = false
    while true {
      let end = start + min(available, limit + 1)
      if let line = CSVLine(bytes.span, from: start, to: end, isLast: isLast) {
        skip(line.length)
        return line.range.count > limit ? .tooLong : line
      }
      if available > limit {
        try skipLine()
        return .tooLong
      }
      isLast = try !fill(available + 1)
      if isLast, available == 0 { return nil }
    }
  }

  private mutating func skipLine() throws(RecordingError) {
    while try fill(1) {
      if let line = CSVLine(bytes.span, from: start, to: bytes.count, isLast: false) {
        return skip(line.length)
      }
      skip(available)
    }
  }

  /// Whether the file begins like a CSV recording; nothing is consumed.
  public mutating func isCSV() throws(RecordingError) -> Bool {
    let mark = CSVFormat.byteOrderMark
    let begin = try fill(mark.count) && bytes[start...].starts(with: mark) ? mark.count : 0
    guard try fill(begin + CSVFormat.header.utf8.count) else { return false }
    return bytes[(start + begin)...].starts(with: CSVFormat.header.utf8)
  }

  /// Passes over the first line, which must be the header of a CSV recording.
  mutating func readCSVHeader() throws(RecordingError) {
    if let capture = try otherCapture() {
      throw RecordingError(
        file: name, kind: .content, position: .byte(0), problem: capture,
        advice: Self.howToRecord)
    }
    if try fill(CSVFormat.byteOrderMark.count),
      bytes[start...].starts(with: CSVFormat.byteOrderMark)
    {
      skip(CSVFormat.byteOrderMark.count)
    }
    let isBinary = try isBtsnoop()
    guard let line = try nextLine(limit: CSVReader.lineLimit) else {
      throw refusedHeader("the file is empty")
    }
    guard !isBinary else { throw refusedHeader("this is a btsnoop file, not CSV") }
    guard !line.isTooLong else {
      throw refusedHeader("the first line is longer than \(CSVReader.lineLimit) bytes")
    }
    guard bytes[line.range].elementsEqual(CSVFormat.header.utf8) else {
      let found = String(decoding: bytes[line.range].prefix(80), as: UTF8.self)
      throw refusedHeader("the first line is \(found.debugDescription)")
    }
  }

  private func refusedHeader(_ problem: String) -> RecordingError {
    RecordingError(
      file: name, kind: .content, position: .line(1), problem: problem,
      advice: "the first line must be exactly '\(CSVFormat.header)'")
  }
}
