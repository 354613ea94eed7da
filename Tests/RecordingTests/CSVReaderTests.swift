import Foundation
import Proximity
import Recording
import Testing

@Suite("Reading CSV")
struct CSVReaderTests {
  private static let header = "time,receiver,beacon,rssi\n"

  @Test("A row is a time, a receiver, a beacon and an RSSI")
  func row() throws {
    let read = try ReadRows(Self.header + "1581249601.4086823,sensor10,beacon1,-87\n")
    #expect(
      read.rows == [
        CSVRow(
          time: Instant(nanoseconds: 1_581_249_601_408_682_300), receiver: NameIndex(0),
          beacon: NameIndex(0), rssi: -87, line: 2)
      ])
    #expect(read.receivers == ["sensor10"])
    #expect(read.beacons == ["beacon1"])
  }

  @Test("Names are numbered in the order in which they appear")
  func names() throws {
    let read = try ReadRows(
      Self.header + "1,door,tag,-1\n2,till,tag,-2\n3,door,Grüße,-3\n4,till,door,-4\n")
    #expect(read.rows.map(\.receiver) == [0, 1, 0, 1].map(NameIndex.init))
    #expect(read.rows.map(\.beacon) == [0, 0, 1, 2].map(NameIndex.init))
    #expect(read.receivers == ["door", "till"])
    #expect(read.beacons == ["tag", "Grüße", "door"])
  }

  @Test("A byte order mark, CR LF, blank lines and a missing last line end are accepted")
  func tolerance() throws {
    let read = try ReadRows(
      "\u{FEFF}time,receiver,beacon,rssi\r\n1,a,b,-1\r\n\r\n\n2,a,b,-2\r\n3,a,b,-3")
    #expect(read.rows.map(\.rssi) == [-1, -2, -3])
    #expect(read.rows.map(\.line) == [2, 5, 6])
    #expect(read.damage.count == 0)
  }

  @Test(
    "Any other first line is refused, with what was found and what is expected",
    arguments: [
      ("", "the file is empty"),
      ("time,receiver,beacon\n", #"the first line is "time,receiver,beacon""#),
      ("Time,receiver,beacon,rssi\n", #""Time,receiver,beacon,rssi""#),
      ("time,receiver,beacon,rssi \n", #""time,receiver,beacon,rssi ""#),
      ("1,a,b,-50\n", #""1,a,b,-50""#),
      ("\u{0}\u{1}\n", #""\0\u{01}""#),
      ("btsnoop\0\0\0", "this is a btsnoop file"),
    ])
  func header(_ text: String, _ problem: String) throws {
    let error = #expect(throws: RecordingError.self) { try ReadRows(text) }
    #expect(error?.kind == .content)
    #expect(error?.position == .line(1))
    #expect(error?.problem.contains(problem) == true)
    #expect(error?.advice.contains("'time,receiver,beacon,rssi'") == true)
  }

  @Test("An endless first line is refused in bounded memory")
  func longHeader() throws {
    let error = #expect(throws: RecordingError.self) {
      try ReadRows(String(repeating: "time,", count: 100_000))
    }
    #expect(error?.problem == "the first line is longer than 4096 bytes")
  }

  @Test(
    "A line that is no row is counted and located, and reading goes on",
    arguments: [
      "1,a,b", "1,a,b,-1,", ",,,", ",", "x",  // columns
      ",a,b,-1", "now,a,b,-1", "nan,a,b,-1", "inf,a,b,-1", "1e3,a,b,-1", "0x10,a,b,-1",  // time
      "-,a,b,-1", "+1,a,b,-1", "1.,a,b,-1", ".5,a,b,-1", "1.2.3,a,b,-1", " 1,a,b,-1", "--1,a,b,-1",
      "9300000000,a,b,-1", "99999999999999999999999,a,b,-1", "1581249601408,a,b,-1",  // too far
      "1,a,b,", "1,a,b,nan", "1,a,b,-inf", "1,a,b,-128", "1,a,b,-127.01", "1,a,b,20.5",  // RSSI
      "1,a,b,126", "1,a,b,127.5", "1,a,b,128", "1,a,b,-1x", "1,a,b,- 1", "1,a,b,−1",
      "1,,b,-1", "1,a,,-1", "1,a\u{0}c,b,-1", "1,a\u{1B}[2J,b,-1", "1,a,b\u{85},-1",  // names
      "\"1\",\"a\",\"b\",\"-1\"", "1,\"a,c\",b,-1", "1,a,\"b\",-1",  // quotes
      "\u{0}", "1,a,b,-1\u{0}", "1,a,b,-1\r\r",
    ])
  func malformed(_ line: String) throws {
    let read = try ReadRows(Self.header + "1,a,b,-1\n\(line)\n3,a,b,-3\n")
    #expect(read.rows.map(\.rssi) == [-1, -3])
    #expect(read.damage.count == 1)
    #expect(read.damage.first.map(\.position) == [.line(3)])
  }

  @Test("What is wrong with a line is said in words")
  func words() throws {
    let read = try ReadRows(
      Self.header + "1,a,b\nx,a,b,-1\n1,a,b,x\n1,,b,-1\n1,a,,-1\n1,\"a\",b,-1\n")
    #expect(
      read.damage.first.map(\.description) == [
        "line 2: 3 columns instead of 4",
        "line 3: the time is no plain decimal number of seconds within ±9.2e9",
        "line 4: the RSSI is no plain decimal number from -127 to 20, nor 127",
        "line 5: the receiver is not 1 to 128 bytes of UTF-8 without control characters",
        "line 6: the beacon is not 1 to 128 bytes of UTF-8 without control characters",
        "line 7: quoted columns are not read; write them without quotes",
      ])
  }

  @Test("A name that is no UTF-8 is no name")
  func invalidUTF8() throws {
    let bytes = Array(Self.header.utf8) + Array("1,a".utf8) + [0xC3, 0x28] + Array(",b,-1\n".utf8)
    let read = try ReadRows(ByteSource(bytes))
    #expect(read.rows.isEmpty)
    #expect(read.damage.count == 1)
  }

  @Test("A name has 128 bytes at most")
  func longNames() throws {
    let fits = String(repeating: "n", count: 128)
    let read = try ReadRows(Self.header + "1,\(fits),b,-1\n1,\(fits)n,b,-1\n")
    #expect(read.receivers == [fits])
    #expect(read.damage.count == 1)
  }

  @Test(
    "RSSI is any decimal number from -127 to 20",
    arguments: [("-127", -127), ("20", 20), ("0", 0), ("-0", 0), ("-80.25", -80.25), ("007", 7)]
      as [(String, Float)])
  func rssi(_ text: String, _ level: Float) throws {
    #expect(try ReadRows(Self.header + "1,a,b,\(text)\n").rows.map(\.rssi) == [level])
  }

  @Test("An RSSI of 127 says that there is none", arguments: ["127", "127.0"])
  func unavailable(_ text: String) throws {
    let read = try ReadRows(Self.header + "1,a,b,\(text)\n")
    #expect(read.rows.map(\.rssi) == [nil])
    #expect(read.damage.count == 0)
  }

  @Test("Every nanosecond of a time is kept, however it is written")
  func exactTime() throws {
    var random = SplitMix64(seed: 20)
    var text = Self.header
    var expected: [Int64] = []
    for round in 0..<2000 {
      let seconds = Int64.random(in: 0...9_199_999_999, using: &random)
      let digits = Int.random(in: 0...9, using: &random)
      let scale = (0..<(9 - digits)).reduce(Int64(1)) { scale, _ in scale * 10 }
      let fraction = Int64.random(in: 0..<(1_000_000_000 / scale), using: &random)
      let isNegative = round % 7 == 0
      let tail = String(String(1_000_000_000 / scale + fraction).dropFirst())
      text += isNegative ? "-" : ""
      text += digits == 0 ? "\(seconds)" : "\(seconds).\(tail)"
      text += round % 3 == 0 && digits > 0 ? String(repeating: "0", count: 12) : ""
      text += ",a,b,-50\n"
      expected.append((seconds * 1_000_000_000 + fraction * scale) * (isNegative ? -1 : 1))
    }
    let read = try ReadRows(text)
    #expect(read.damage.count == 0)
    #expect(read.rows.map(\.time.nanoseconds) == expected)
  }

  @Test("Digits beyond the ninth are cut off")
  func finerThanNanoseconds() throws {
    let read = try ReadRows(Self.header + "0.1234567899999,a,b,-1\n0.0000000009,a,b,-1\n")
    #expect(read.rows.map(\.time.nanoseconds) == [123_456_789, 0])
  }

  @Test("Seconds are counted from the origin the caller gives")
  func origin() throws {
    let origin = Instant(nanoseconds: 1_700_000_000_000_000_001)
    let read = try ReadRows(
      Self.header + "0,a,b,-1\n0.1,a,b,-1\n-1,a,b,-1\n9200000000,a,b,-1\n", origin: origin)
    #expect(
      read.rows.map(\.time.nanoseconds) == [
        1_700_000_000_000_000_001, 1_700_000_000_100_000_001, 1_699_999_999_000_000_001,
      ])
    #expect(read.damage.first.map(\.position) == [.line(5)])
  }

  @Test("A line of 10 MB is one damage, from a file as from memory")
  func longLine() async throws {
    let text =
      Self.header + "1,a,b,-1\n2," + String(repeating: "a", count: 10_000_000) + ",b,-2\n3,a,b,-3\n"
    let expected: [Float?] = [-1, -3]
    let read = try ReadRows(text)
    #expect(read.rows.map(\.rssi) == expected)
    #expect(read.damage.first.map(\.description) == ["line 3: the line is longer than 4096 bytes"])
    try await withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("long.csv")
      try Data(text.utf8).write(to: file)
      let read = try ReadRows(ByteSource(path: file.path))
      #expect(read.rows.map(\.rssi) == expected)
      #expect(read.rows.last?.line == 4)
      #expect(read.damage.count == 1)
    }
  }

  @Test("A long line without an end is one damage")
  func endlessLine() throws {
    let read = try ReadRows(Self.header + "1,a,b,-1\n" + String(repeating: ",", count: 1_000_000))
    #expect(read.rows.count == 1)
    #expect(read.damage.count == 1)
  }

  @Test("A line of exactly the limit is read, one byte more is not")
  func lineLimit() throws {
    let room = CSVReader.lineLimit - ",a,b,-1".utf8.count
    let fits = String(repeating: "0", count: room) + ",a,b,-1"
    let read = try ReadRows(Self.header + "\(fits)\n0\(fits)\n\(fits)")
    #expect(read.rows.map(\.line) == [2, 4])
    #expect(read.damage.first.map(\.position) == [.line(3)])
  }

  @Test("Beyond the limit of names a row has none, and the names before it keep theirs")
  func nameLimit() throws {
    let text = Self.header + (0..<10).map { "\($0),r\($0 % 3),b\($0 % 5),-50\n" }.joined()
    var reader = try CSVReader(ByteSource(Array(text.utf8)), nameLimit: 4)
    var beacons: [NameIndex?] = []
    while let row = try reader.next() {
      beacons.append(row.beacon)
      #expect(row.receiver == NameIndex(UInt32(row.line - 2) % 3))
    }
    #expect(
      beacons == ([0, 1, 2, 3, nil, 0, 1, 2, 3, nil] as [UInt32?]).map { $0.map(NameIndex.init) })
    #expect(reader.beacons.overflows == 2)
    #expect(reader.receivers.overflows == 0)
  }

  @Test("Many thousands of names keep their numbers")
  func manyNames() throws {
    let count = 70_000
    let text =
      Self.header + (0..<count * 2).map { "1,r,beacon-\($0 % count),-50\n" }.joined()
    let read = try ReadRows(text)
    #expect(read.beacons.count == 65_536)
    let numbers = read.rows.map { $0.beacon.map { Int($0.rawValue) } }
    #expect(numbers == (0..<count * 2).map { $0 % count < 65_536 ? $0 % count : nil })
  }

  @Test("Random text is read to its end without a trap")
  func random() throws {
    var random = SplitMix64(seed: 21)
    let alphabet = Array("0123456789.,-\n\r\"ab\u{0}".utf8) + [0xFF, 0xC3]
    for _ in 0..<300 {
      var bytes = Array(Self.header.utf8)
      for _ in 0..<Int.random(in: 0...2000, using: &random) {
        bytes.append(alphabet.randomElement(using: &random) ?? 0)
      }
      let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        .dropFirst().filter { !$0.isEmpty && $0 != [UInt8(ascii: "\r")] }
      let read = try ReadRows(ByteSource(bytes))
      #expect(read.rows.count + read.damage.count == lines.count)
    }
  }

  @Test("What is written is read again")
  func roundTrip() throws {
    var random = SplitMix64(seed: 22)
    let origin = Instant(nanoseconds: 1_700_000_000_123_456_789)
    var writer = CSVWriter(origin: origin)
    var expected: [(Instant, String, String, Float?)] = []
    for _ in 0..<2000 {
      let time = Instant(
        nanoseconds: Int64.random(in: 0...3_000_000_000_000_000_000, using: &random))
      let level = Float.random(in: -127...(-1), using: &random)
      let row = (
        time, "r\(random.next() % 20)", "b\(random.next() % 20)",
        random.next() % 5 == 0 ? nil : level
      )
      try writer.append(time: row.0, receiver: row.1, beacon: row.2, rssi: row.3)
      expected.append(row)
    }
    let read = try ReadRows(ByteSource(writer.bytes), origin: origin)
    #expect(read.damage.count == 0)
    #expect(read.rows.map(\.time) == expected.map(\.0))
    #expect(read.rows.map(\.rssi) == expected.map(\.3))
    #expect(
      read.rows.map { $0.receiver.map { read.receivers[Int($0.rawValue)] } } == expected.map(\.1))
    #expect(read.rows.map { $0.beacon.map { read.beacons[Int($0.rawValue)] } } == expected.map(\.2))
  }

  @Test("Numbers are written as people write them")
  func plainNumbers() throws {
    var writer = CSVWriter()
    try writer.append(
      time: .init(nanoseconds: 1_500_000_000), receiver: "a", beacon: "b", rssi: -50)
    try writer.append(time: .init(nanoseconds: -1), receiver: "a", beacon: "b", rssi: -50.5)
    try writer.append(time: .init(nanoseconds: 0), receiver: "a", beacon: "b", rssi: nil)
    try writer.append(time: .init(nanoseconds: 0), receiver: "a", beacon: "b", rssi: 0.00001)
    #expect(
      String(decoding: writer.bytes, as: UTF8.self)
        == Self.header + "1.5,a,b,-50\n-0.000000001,a,b,-50.5\n0,a,b,127\n0,a,b,0\n")
  }

  @Test("What could not be read again is not written")
  func unwritable() throws {
    var writer = CSVWriter()
    for name in ["", "a,b", "a\"b", "a\nb", "a\u{0}", String(repeating: "n", count: 129)] {
      #expect(throws: RecordingError.self) {
        try writer.append(time: .init(seconds: 1), receiver: name, beacon: "b", rssi: -1)
      }
      #expect(throws: RecordingError.self) {
        try writer.append(time: .init(seconds: 1), receiver: "a", beacon: name, rssi: -1)
      }
    }
    for rssi in [-128, 20.5, 127, .nan, .infinity] as [Float] {
      #expect(throws: RecordingError.self) {
        try writer.append(time: .init(seconds: 1), receiver: "a", beacon: "b", rssi: rssi)
      }
    }
    #expect(writer.bytes == Array(Self.header.utf8))
  }
}
