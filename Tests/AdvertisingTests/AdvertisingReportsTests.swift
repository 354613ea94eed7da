import Advertising
import Testing

@Suite struct AdvertisingReportsTests {
  @Test("Legacy reports are read as they were written", arguments: 0..<100 as Range<UInt64>)
  func legacy(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let count = Int.random(in: 1...25, using: &generator)
    let (event, reports) = EventWriter.legacy(count: count, using: &generator)
    #expect(try read(event) == reports)
  }

  @Test("Extended reports are read as they were written", arguments: 0..<100 as Range<UInt64>)
  func extended(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let count = Int.random(in: 1...10, using: &generator)
    let (event, reports) = EventWriter.extended(count: count, using: &generator)
    #expect(try read(event) == reports)
  }

  @Test("An event may begin anywhere in its bytes, and ranges count from their first")
  func start() throws {
    var generator = SeededGenerator(seed: 3)
    let (event, reports) = EventWriter.legacy(count: 3, using: &generator)
    let bytes = [0xAA, 0xBB] + event + [0xCC]
    var walk = try AdvertisingReports(event: bytes.span, at: 2)
    for report in reports {
      let found = try #require(try walk.next(in: bytes.span))
      #expect(found.payload == report.payload.lowerBound + 2..<report.payload.upperBound + 2)
      #expect(found.address == report.address)
    }
    #expect(try walk.next(in: bytes.span) == nil)
  }

  @Test("After an error the walk is at its end")
  func error() throws {
    let event: [UInt8] = [0x3E, 0x0C, 0x02, 0x02, 0x07, 0, 1, 2, 3, 4, 5, 6, 0, 0xC0]
    var walk = try AdvertisingReports(event: event.span)
    #expect(throws: DecodeError(offset: 4, cause: .reservedEventType(7))) {
      try walk.next(in: event.span)
    }
    #expect(try walk.next(in: event.span) == nil)
  }

  @Test("A reader can tell events that report no advertisements from broken ones")
  func kinds() throws {
    #expect(try AdvertisingReports.kind(of: ([0x3E, 1, 0x02] as [UInt8]).span) == .legacy)
    #expect(try AdvertisingReports.kind(of: ([0x3E, 1, 0x0D] as [UInt8]).span) == .extended)
    #expect(try AdvertisingReports.kind(of: ([0x3E, 1, 0x0A] as [UInt8]).span) == .other)
    #expect(try AdvertisingReports.kind(of: ([0x0E] as [UInt8]).span) == .other)
    #expect(try AdvertisingReports.kind(ofH4: ([0x02] as [UInt8]).span) == .other)
    #expect(try AdvertisingReports.kind(ofH4: ([0x04, 0x3E, 1, 2] as [UInt8]).span) == .legacy)
    #expect(throws: DecodeError.self) {
      try AdvertisingReports.kind(of: ([0x3E, 1] as [UInt8]).span)
    }
    #expect(throws: DecodeError(offset: 2, cause: .otherSubevent(0x0A))) {
      try AdvertisingReports(event: ([0x3E, 1, 0x0A] as [UInt8]).span)
    }
    #expect(throws: DecodeError(offset: 1, cause: .otherEvent(0x0E))) {
      try AdvertisingReports(h4: ([0x04, 0x0E, 0] as [UInt8]).span)
    }
    #expect(throws: DecodeError(offset: 0, cause: .packetType(2))) {
      try AdvertisingReports(h4: ([0x02, 0x3E, 0] as [UInt8]).span)
    }
  }

  @Test("An error says in a sentence where and what")
  func sentences() {
    #expect(
      DecodeError(offset: 3, cause: .reportCount(26, maximum: 25)).description
        == "Byte 3: the event announces 26 reports, but it must hold 1 to 25.")
    #expect(
      DecodeError(offset: 0, cause: .otherEvent(0x0E)).description
        == "Byte 0: event code 0x0E is not an LE Meta event (0x3E).")
  }

  private func read(_ event: [UInt8]) throws(DecodeError) -> [AdvertisingReport] {
    var walk = try AdvertisingReports(event: event.span)
    var reports: [AdvertisingReport] = []
    while let report = try walk.next(in: event.span) { reports.append(report) }
    return reports
  }
}
