/// Reads the HCI events of a btsnoop file, one at a time, in bounded memory.
///
/// ```swift
/// var reader = try BtsnoopReader(ByteSource(path: "walk.btsnoop"))
/// while let record = try reader.next() {
///   reader.withEvent { event in decode(event, at: record.time) }
/// }
/// ```
/// Packets other than HCI events are skipped and counted. A record that cannot be one is damage: it
/// is counted in ``damage``, the reader searches for the next record and goes on there. Times may
/// go back.
public struct BtsnoopReader: ~Copyable, Sendable {
  /// What the packets look like.
  public let datalink: BtsnoopDatalink
  /// How many HCI events were given out.
  public private(set) var events = 0
  /// How many packets were skipped because they are not HCI events.
  public private(set) var skipped = 0
  /// The records, or stretches of bytes, that were not usable.
  public private(set) var damage = DamageLog()

  private var source: ByteSource
  /// Where the event given out last lies in the source's bytes.
  private var event = 0..<0

  /// Takes over a source and reads the file header.
  ///
  /// - Throws: ``RecordingError`` when this is no btsnoop file, or one of an unknown datalink.
  public init(_ source: consuming ByteSource) throws(RecordingError) {
    datalink = try source.readBtsnoopFileHeader()
    self.source = source
  }

  /// The name of the file, for messages.
  public var name: String { source.name }

  /// The next HCI event's record, or nothing at the end.
  public mutating func next() throws(RecordingError) -> BtsnoopRecord? {
    event = 0..<0
    while let header = try nextHeader() {
      let record = BtsnoopRecord(
        time: header.instant,
        adapter: datalink == .monitor ? UInt16(truncatingIfNeeded: header.flags >> 16) : 0,
        isTruncated: header.included < header.original, offset: source.offset)
      let packet = (source.start + BtsnoopHeader.size)..<(source.start + header.length)
      source.skip(header.length)
      guard let event = event(in: packet, header) else {
        skipped += 1
        continue
      }
      guard event.count >= 2 else {
        damage.note(.byte(record.offset), "the HCI event is shorter than its header")
        continue
      }
      self.event = event
      events += 1
      return record
    }
    return nil
  }

  /// Lends out the bytes of the event whose record ``next()`` has just returned, from the event code
  /// on; no bytes if it returned none.
  public borrowing func withEvent<Result, Failure>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(source.bytes.span.extracting(event))
  }

  private func event(in packet: Range<Int>, _ header: BtsnoopHeader) -> Range<Int>? {
    switch datalink {
    case .h1: header.flags & 0b11 == 0b11 ? packet : nil
    case .h4: source.bytes[packet.lowerBound] == 0x04 ? packet.dropFirst() : nil
    case .monitor: header.flags & 0xFFFF == 3 ? packet : nil
    }
  }
}

extension BtsnoopReader {
  /// The header at the source's next byte, with all of its packet available; damage is passed over.
  private mutating func nextHeader() throws(RecordingError) -> BtsnoopHeader? {
    while try source.fill(BtsnoopHeader.size) {
      guard let header = header(at: 0) else {
        damage.note(.byte(source.offset), "this is no record header")
        try passOverDamage()
        continue
      }
      if try leadsOn(header, at: 0) { return header }
      // Either bytes are missing, and another record begins within this one, or it is the next
      // record that is damaged.
      if let nested = try recordBegin(from: 1, before: header.length) {
        damage.note(.byte(source.offset), "the record is shorter than its header says")
        source.skip(nested)
      } else if source.available >= header.length {
        return header
      } else {
        damage.note(.byte(source.offset), "the file ends within this record")
        source.skip(source.available)
      }
    }
    if source.available > 0 {
      damage.note(.byte(source.offset), "the file ends within this record header")
      source.skip(source.available)
    }
    return nil
  }

  /// Skips to the next believable record, or to the end of the file.
  private mutating func passOverDamage() throws(RecordingError) {
    source.skip(1)
    while try source.fill(BtsnoopHeader.size) {
      let searched = source.available - BtsnoopHeader.size + 1
      if let begin = try recordBegin(from: 0, before: searched) {
        return source.skip(begin)
      }
      source.skip(searched)
    }
    source.skip(source.available)
  }

  /// The first place, counted from the source's next byte, where a record begins that can be
  /// believed because it leads on, or because its event is as long as it says itself.
  private mutating func recordBegin(
    from start: Int, before end: Int
  ) throws(RecordingError) -> Int? {
    var begin = start
    while begin < end, begin + BtsnoopHeader.size <= source.available {
      if let header = header(at: begin) {
        if try leadsOn(header, at: begin) || holdsWholeEvent(header, at: begin) { return begin }
      }
      begin += 1
    }
    return nil
  }

  /// Whether another record follows a record, or the file ends with it.
  private mutating func leadsOn(
    _ header: BtsnoopHeader, at begin: Int
  ) throws(RecordingError) -> Bool {
    let end = begin + header.length
    guard try source.fill(end + BtsnoopHeader.size) else { return source.available == end }
    return self.header(at: end) != nil
  }

  private func holdsWholeEvent(_ header: BtsnoopHeader, at begin: Int) -> Bool {
    guard source.available >= begin + header.length else { return false }
    let end = source.start + begin + header.length
    guard let event = event(in: (end - Int(header.included))..<end, header) else { return false }
    return event.count >= 2 && event.count == 2 + Int(source.bytes[event.lowerBound + 1])
  }

  private func header(at offset: Int) -> BtsnoopHeader? {
    BtsnoopHeader(source.bytes.span, at: source.start + offset, datalink)
  }
}
