import Proximity
import Recording
import Testing

@Suite("Damaged btsnoop")
struct BtsnoopDamageTests {
  /// A good file of events that are all different, and where each record lies.
  private struct GoodFile {
    var bytes: [UInt8]
    var records: [(range: Range<Int>, event: [UInt8])] = []

    init(
      records count: Int, seed: UInt64, datalink: BtsnoopDatalink = .h4, lengthsAgree: Bool = true
    ) throws {
      var random = SplitMix64(seed: seed)
      var writer = BtsnoopWriter(datalink: datalink)
      for number in 0..<count {
        let parameters = [UInt8(number)] + random.bytes(Int(random.next() % 50))
        let event = [0x3E, UInt8(parameters.count) + (lengthsAgree ? 0 : 1)] + parameters
        let begin = writer.bytes.count
        try writer.append(
          event.span, at: .init(nanoseconds: 1_700_000_000_000_000_000 + Int64(number) * 20_000_000)
        )
        records.append((begin..<writer.bytes.count, event))
      }
      bytes = writer.bytes
    }

    /// The events of the records that do not overlap the range, nor hold it inside.
    func events(outside damage: Range<Int>) -> [[UInt8]] {
      records.filter {
        $0.range.upperBound <= damage.lowerBound || $0.range.lowerBound >= damage.upperBound
      }.map(\.event)
    }
  }

  private static func isSubsequence(_ part: [[UInt8]], of whole: [[UInt8]]) -> Bool {
    var remaining = part[...]
    for element in whole where remaining.first == element { remaining.removeFirst() }
    return remaining.isEmpty
  }

  private static func expect(_ good: [[UInt8]], in damaged: [UInt8], mayAdd: Int, _ what: String)
    throws
  {
    let read = try ReadEvents(damaged)
    let events = read.events.map(\.bytes)
    let hasAllGood = isSubsequence(good, of: events)
    #expect(hasAllGood, "\(what)")
    #expect(events.count <= good.count + mayAdd, "\(what)")
    #expect(read.damage.first.count == min(read.damage.count, DamageLog.capacity))
  }

  @Test(
    "Garbage put in anywhere costs no record but the one it is put into",
    arguments: BtsnoopDatalink.allCases, [true, false])
  func inserted(_ datalink: BtsnoopDatalink, _ lengthsAgree: Bool) throws {
    let file = try GoodFile(
      records: 40, seed: 3, datalink: datalink, lengthsAgree: lengthsAgree)
    var random = SplitMix64(seed: 4)
    for _ in 0..<500 {
      let place = Int.random(in: 16...file.bytes.count, using: &random)
      let garbage = random.bytes(Int.random(in: 1...200, using: &random))
      var damaged = file.bytes
      damaged.insert(contentsOf: garbage, at: place)
      try Self.expect(
        file.events(outside: place..<place), in: damaged, mayAdd: 1,
        "\(garbage.count) bytes put in at \(place)")
    }
  }

  @Test("Bytes overwritten anywhere cost no record but those they lie in")
  func overwritten() throws {
    let file = try GoodFile(records: 40, seed: 5)
    var random = SplitMix64(seed: 6)
    for _ in 0..<400 {
      let begin = Int.random(in: 16..<file.bytes.count, using: &random)
      let end = min(file.bytes.count, begin + Int.random(in: 1...80, using: &random))
      var damaged = file.bytes
      for index in begin..<end { damaged[index] = UInt8(truncatingIfNeeded: random.next()) }
      try Self.expect(
        file.events(outside: begin..<end), in: damaged, mayAdd: 4, "overwritten \(begin)..<\(end)")
    }
  }

  @Test("Any single wrong byte costs no record but its own")
  func singleByte() throws {
    let file = try GoodFile(records: 6, seed: 8)
    for index in 16..<file.bytes.count {
      for value in [0x00, 0x01, 0x2E, 0x7F, 0xFF] as [UInt8] {
        var damaged = file.bytes
        damaged[index] = value
        try Self.expect(
          file.events(outside: index..<index + 1), in: damaged, mayAdd: 1,
          "byte \(index) set to \(value)")
      }
    }
  }

  @Test("Bytes missing anywhere cost no record but those they are missing from")
  func removed() throws {
    let file = try GoodFile(records: 40, seed: 9)
    var random = SplitMix64(seed: 10)
    for _ in 0..<400 {
      let begin = Int.random(in: 16..<file.bytes.count, using: &random)
      let end = min(file.bytes.count, begin + Int.random(in: 1...300, using: &random))
      var damaged = file.bytes
      damaged.removeSubrange(begin..<end)
      try Self.expect(
        file.events(outside: begin..<end), in: damaged, mayAdd: 1, "removed \(begin)..<\(end)")
    }
  }

  @Test("A piece of the file itself put in anywhere costs no record but the one it is put into")
  func insertedPiece() throws {
    let file = try GoodFile(records: 40, seed: 11)
    var random = SplitMix64(seed: 12)
    for _ in 0..<500 {
      let place = Int.random(in: 16...file.bytes.count, using: &random)
      let begin = Int.random(in: 0..<file.bytes.count, using: &random)
      let piece = file.bytes[begin..<min(file.bytes.count, begin + 250)]
      var damaged = file.bytes
      damaged.insert(contentsOf: piece, at: place)
      try Self.expect(
        file.events(outside: place..<place), in: damaged, mayAdd: 12,
        "bytes from \(begin) put in at \(place)")
    }
  }

  @Test("A long stretch of zeros is one damage, and is passed over")
  func zeros() throws {
    let file = try GoodFile(records: 10, seed: 13)
    var damaged = file.bytes
    damaged.insert(
      contentsOf: repeatElement(0, count: 300_000), at: file.records[4].range.lowerBound)
    let read = try ReadEvents(damaged)
    #expect(read.events.map(\.bytes) == file.records.map(\.event))
    #expect(read.damage.count == 1)
    #expect(
      read.damage.first.map(\.position) == [.byte(UInt64(file.records[4].range.lowerBound))])
  }

  @Test("A record header that cannot be one is located")
  func located() throws {
    let file = try GoodFile(records: 10, seed: 14)
    let begin = file.records[3].range.lowerBound
    let wrong: [(Range<Int>, [UInt8])] = [
      (0..<4, [0, 1, 0, 1]),  // longer than 64 KiB
      (4..<8, [0, 0, 0xFF, 0]),  // more included than there was
      (16..<20, [0, 0, 0, 0]),  // in the year 0
      (16..<20, [0xFF, 0, 0, 0]),  // hundreds of thousands of years from now
    ]
    for (range, bytes) in wrong {
      var damaged = file.bytes
      damaged.replaceSubrange(begin + range.lowerBound..<begin + range.upperBound, with: bytes)
      let read = try ReadEvents(damaged)
      #expect(read.events.map(\.bytes) == file.records.map(\.event).filter { $0[2] != 3 })
      #expect(read.damage.count == 1)
      #expect(read.damage.first.map(\.position) == [.byte(UInt64(begin))])
    }
  }

  @Test("A file cut off anywhere gives every whole record, and counts the one that is cut")
  func truncated() throws {
    let file = try GoodFile(records: 6, seed: 15)
    for length in 0..<file.bytes.count {
      let cut = Array(file.bytes[..<length])
      guard length >= 16 else {
        #expect(throws: RecordingError.self) { try ReadEvents(cut) }
        continue
      }
      let read = try ReadEvents(cut)
      let whole = file.records.prefix { $0.range.upperBound <= length }
      #expect(read.events.map(\.bytes) == whole.map(\.event))
      let end = whole.last?.range.upperBound ?? 16
      #expect(read.damage.first.map(\.position) == (end == length ? [] : [.byte(UInt64(end))]))
    }
  }

  @Test("Random bytes after the file header are read to their end without a trap")
  func random() throws {
    var random = SplitMix64(seed: 16)
    let header = try GoodFile(records: 0, seed: 0).bytes
    for _ in 0..<300 {
      let read = try ReadEvents(header + random.bytes(Int.random(in: 1...3000, using: &random)))
      #expect(read.events.isEmpty)
      #expect(read.damage.count == 1)
    }
  }

  @Test("The log of damage keeps the first eight places and counts the rest")
  func manyPlaces() throws {
    let file = try GoodFile(records: 40, seed: 17)
    var damaged: [UInt8] = Array(file.bytes[..<16])
    for record in file.records { damaged += file.bytes[record.range] + [0xFF, 0xFF, 0xFF] }
    let read = try ReadEvents(damaged)
    #expect(read.events.count == 40)
    #expect(read.damage.count == 40)
    #expect(read.damage.first.count == 8)
  }
}
