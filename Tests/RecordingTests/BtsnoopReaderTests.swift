import Proximity
import Recording
import Testing

@Suite("Reading btsnoop")
struct BtsnoopReaderTests {
  private static func file(version: UInt8 = 1, datalink: [UInt8], _ records: [UInt8]...) -> [UInt8]
  {
    Array("btsnoop\0".utf8) + [0, 0, 0, version, 0, 0] + datalink + records.flatMap { $0 }
  }

  private static func record(flags: [UInt8], _ packet: [UInt8], original: UInt8? = nil) -> [UInt8] {
    let length = UInt8(packet.count)
    return [0, 0, 0, original ?? length, 0, 0, 0, length] + flags + [0, 0, 0, 0]
      + [0x00, 0xE3, 0x24, 0x6E, 0x84, 0x6C, 0x20, 0x00] + packet
  }

  @Test("The time counts microseconds from the year 0")
  func time() throws {
    let file = Self.file(
      datalink: [0x03, 0xEA], Self.record(flags: [0, 0, 0, 3], [0x04, 0x3E, 0x00]))
    let event = try #require(try ReadEvents(file).events.first)
    // 0x00E3246E846C2000 µs is 2025-12-25 00:00:00 UTC.
    #expect(event.record.time == Instant(nanoseconds: 1_766_620_800_000_000_000))
    #expect(event.record.offset == 16)
    #expect(event.bytes == [0x3E, 0x00])
  }

  @Test("H4: packets of type 4 are events, all others are skipped")
  func h4() throws {
    let file = Self.file(
      datalink: [0x03, 0xEA],
      Self.record(flags: [0, 0, 0, 2], [0x01, 0x03, 0x0C, 0x00]),
      Self.record(flags: [0, 0, 0, 3], [0x04, 0x0E, 0x04, 1, 3, 12, 0]),
      Self.record(flags: [0, 0, 0, 1], [0x02, 0x40, 0x20, 0, 0]),
      Self.record(flags: [0, 0, 0, 3], [0x04, 0x3E, 0x01, 0x02]))
    let read = try ReadEvents(file)
    #expect(read.events.map(\.bytes) == [[0x0E, 0x04, 1, 3, 12, 0], [0x3E, 0x01, 0x02]])
    #expect(read.skipped == 2)
    #expect(read.damage.count == 0)
  }

  @Test("H1: received control packets are events, commands and data are skipped")
  func h1() throws {
    let file = Self.file(
      datalink: [0x03, 0xE9],
      Self.record(flags: [0, 0, 0, 2], [0x03, 0x0C, 0x00]),
      Self.record(flags: [0, 0, 0, 3], [0x3E, 0x01, 0x02]),
      Self.record(flags: [0, 0, 0, 1], [0x40, 0x20, 0, 0]),
      Self.record(flags: [0, 0, 0, 0], [0x40, 0x20, 0, 0]))
    let read = try ReadEvents(file)
    #expect(read.events.map(\.bytes) == [[0x3E, 0x01, 0x02]])
    #expect(read.skipped == 3)
  }

  @Test("Monitor: opcode 3 is an event, and the adapter's number comes with it")
  func monitor() throws {
    let file = Self.file(
      datalink: [0x07, 0xD1],
      Self.record(flags: [0, 1, 0, 0], [0xAA, 0xBB]),
      Self.record(flags: [0, 1, 0, 1], []),
      Self.record(flags: [0, 1, 0, 3], [0x3E, 0x01, 0x02]),
      Self.record(flags: [0xFF, 0xFF, 0, 12], [0x42]),
      Self.record(flags: [0, 0, 0, 3], [0x3E, 0x01, 0x0D]))
    let read = try ReadEvents(file)
    #expect(read.events.map(\.record.adapter) == [1, 0])
    #expect(read.events.map(\.bytes) == [[0x3E, 0x01, 0x02], [0x3E, 0x01, 0x0D]])
    #expect(read.skipped == 3)
    #expect(read.damage.count == 0)
  }

  @Test("An event the recorder cut short is given out and marked")
  func cutShort() throws {
    let file = Self.file(
      datalink: [0x03, 0xEA],
      Self.record(flags: [0, 0, 0, 3], [0x04, 0x3E, 0x2A, 0x02], original: 45))
    let read = try ReadEvents(file)
    #expect(read.events.map(\.record.isTruncated) == [true])
  }

  @Test("An event without a complete event header is damage")
  func noHeader() throws {
    let file = Self.file(
      datalink: [0x03, 0xEA], Self.record(flags: [0, 0, 0, 3], [0x04]),
      Self.record(flags: [0, 0, 0, 3], [0x04, 0x3E]))
    let read = try ReadEvents(file)
    #expect(read.events.isEmpty)
    #expect(read.damage.first.map(\.position) == [.byte(16), .byte(41)])
  }

  @Test("Packets the recorder dropped are no damage")
  func drops() throws {
    var record = Self.record(flags: [0, 0, 0, 3], [0x04, 0x3E, 0x00])
    record[12..<16] = [0xFF, 0xFF, 0xFF, 0xFF]
    let read = try ReadEvents(Self.file(datalink: [0x03, 0xEA], record))
    #expect(read.events.count == 1)
  }

  @Test(
    "Every datalink but three is refused by its number",
    arguments: [0, 1, 1000, 1003, 1004, 2002, 65_535] as [UInt16])
  func datalink(_ number: UInt16) throws {
    let file = Self.file(datalink: [UInt8(number >> 8), UInt8(number & 0xFF)])
    let error = #expect(throws: RecordingError.self) { try ReadEvents(file) }
    #expect(error?.kind == .content)
    #expect(error?.position == .byte(12))
    #expect(error?.problem.contains("datalink \(number) ") == true)
    #expect(error?.problem.contains("1001 (H1), 1002 (H4) and 2001 (monitor)") == true)
  }

  @Test("A version other than 1 is refused by its number")
  func version() throws {
    let file = Self.file(version: 2, datalink: [0x03, 0xEA])
    let error = #expect(throws: RecordingError.self) { try ReadEvents(file) }
    #expect(error?.position == .byte(8))
    #expect(error?.problem.contains("version 2") == true)
  }

  @Test(
    "What is no btsnoop file is told what it is instead",
    arguments: [
      ([], "the file is empty"),
      (Array("btsn".utf8), "this is no btsnoop file"),
      ([0x62], "too short"),
      (Array("time,receiver,beacon,rssi\n".utf8), "this is no btsnoop file"),
      ([0x0A, 0x0D, 0x0D, 0x0A, 0, 0, 0, 0], "a pcapng file"),
      ([0xD4, 0xC3, 0xB2, 0xA1, 0, 0, 0, 0], "a pcap file"),
      (Array("btsnoop\0".utf8) + [0, 0, 0], "ends within its 16-byte header"),
    ] as [([UInt8], String)])
  func notBtsnoop(_ bytes: [UInt8], _ problem: String) throws {
    let error = #expect(throws: RecordingError.self) { try ReadEvents(bytes) }
    #expect(error?.kind == .content)
    #expect(error?.problem.contains(problem) == true)
  }

  @Test("A file of nothing but its header has no events")
  func empty() throws {
    let read = try ReadEvents(Self.file(datalink: [0x03, 0xEA]))
    #expect(read.events.isEmpty)
    #expect(read.damage.count == 0)
  }

  @Test("Looking whether a file is btsnoop consumes nothing")
  func looking() throws {
    let bytes = Self.file(
      datalink: [0x03, 0xEA], Self.record(flags: [0, 0, 0, 3], [0x04, 0x3E, 0x00]))
    var source = ByteSource(bytes)
    #expect(try source.isBtsnoop())
    #expect(try ReadEvents(source).events.count == 1)
    var other = ByteSource(Array("time,receiver,beacon,rssi\n1,a,b,-5\n".utf8))
    #expect(try !other.isBtsnoop())
    #expect(try ReadRows(other).rows.count == 1)
  }

  @Test("What is written is read again", arguments: BtsnoopDatalink.allCases)
  func roundTrip(_ datalink: BtsnoopDatalink) throws {
    var random = SplitMix64(seed: 7)
    var writer = BtsnoopWriter(datalink: datalink)
    var expected: [ReadEvents.Event] = []
    for _ in 0..<500 {
      let time = Instant(nanoseconds: Int64(random.next() >> 1) / 1000 * 1000)
      let adapter = UInt16(truncatingIfNeeded: random.next())
      let bytes = [0x3E, 0] + random.bytes(Int(random.next() % 300))
      let offset = UInt64(writer.bytes.count)
      try writer.append(bytes.span, at: time, adapter: adapter)
      let record = BtsnoopRecord(
        time: time, adapter: datalink == .monitor ? adapter : 0, offset: offset)
      expected.append(ReadEvents.Event(record: record, bytes: bytes))
    }
    let read = try ReadEvents(writer.bytes)
    #expect(read.events == expected)
    #expect(read.damage.count == 0)
    #expect(read.skipped == 0)
  }

  @Test("The longest event that fits can be written and read; a longer one is refused")
  func longest() throws {
    var writer = BtsnoopWriter()
    let event = [UInt8](repeating: 0x3E, count: 65_535)
    try writer.append(event.span, at: .init(seconds: 1))
    #expect(try ReadEvents(writer.bytes).events.map(\.bytes) == [event])

    let longer = event + [0]
    let error = #expect(throws: RecordingError.self) {
      try writer.append(longer.span, at: .init(seconds: 1))
    }
    #expect(error?.kind == .content)
    #expect(throws: RecordingError.self) {
      try writer.append(event.span, at: .init(nanoseconds: -1))
    }
  }
}
