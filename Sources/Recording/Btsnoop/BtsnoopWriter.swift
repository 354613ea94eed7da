public import Proximity

/// Writes HCI events as a btsnoop file.
///
/// What is written is complete only after ``finish()``.
public struct BtsnoopWriter: ~Copyable, Sendable {
  /// What the packets look like.
  public let datalink: BtsnoopDatalink

  private var sink: ByteSink

  /// Creates or empties a file; `-` is standard output.
  public init(path: String, datalink: BtsnoopDatalink = .h4) throws(RecordingError) {
    self.datalink = datalink
    sink = try ByteSink(path: path)
    writeFileHeader()
  }

  /// Collects the file in memory; see ``bytes``.
  public init(datalink: BtsnoopDatalink = .h4) {
    self.datalink = datalink
    sink = ByteSink()
    writeFileHeader()
  }

  /// What has been collected so far by a writer that writes to memory.
  public var bytes: [UInt8] { sink.bytes }

  /// Writes an HCI event.
  ///
  /// - Parameters:
  ///   - event: from the event code on, at most 65,535 bytes.
  ///   - time: since the Unix epoch, not before it; the file keeps whole microseconds.
  ///   - adapter: the number of the Bluetooth adapter; only ``BtsnoopDatalink/monitor`` keeps it.
  /// - Throws: ``RecordingError`` when the event is too long, the time too early, or writing fails.
  public mutating func append(
    _ event: Span<UInt8>, at time: Instant, adapter: UInt16 = 0
  ) throws(RecordingError) {
    guard event.count < BtsnoopHeader.packetLimit else {
      throw refused("an HCI event of \(event.count) bytes does not fit", "split it up")
    }
    guard time.nanoseconds >= 0 else {
      throw refused("btsnoop has no times before 1970", "give times since the Unix epoch")
    }
    let length = UInt32(event.count) + (datalink == .h4 ? 1 : 0)
    sink.append(bigEndian: length)
    sink.append(bigEndian: length)
    sink.append(bigEndian: datalink == .monitor ? UInt32(adapter) << 16 | 3 : 0b11)
    sink.append(bigEndian: UInt32(0))
    sink.append(bigEndian: BtsnoopHeader.unixEpoch + UInt64(time.nanoseconds) / 1000)
    if datalink == .h4 { sink.append(bigEndian: UInt8(0x04)) }
    sink.append(event)
    try sink.flushIfFull()
  }

  /// Writes out what is still held back.
  public mutating func finish() throws(RecordingError) {
    try sink.flush()
  }

  private mutating func writeFileHeader() {
    sink.append(contentsOf: BtsnoopFileHeader.magic)
    sink.append(bigEndian: BtsnoopFileHeader.version)
    sink.append(bigEndian: datalink.rawValue)
  }

  private func refused(_ problem: String, _ advice: String) -> RecordingError {
    RecordingError(file: sink.name, kind: .content, problem: problem, advice: advice)
  }
}
