import Foundation
import Proximity
import Recording
import Testing

@Suite("Real recordings")
struct FixtureTests {
  @Test("Ordinary air is 7,800 LE Advertising Reports in 35.4 s")
  func air() throws {
    let read = try ReadEvents(ByteSource(path: fixture("air-anechoic.btsnoop")))
    #expect(read.events.count == 7_800)
    #expect(read.skipped == 0)
    #expect(read.damage.count == 0)
    #expect(read.events.allSatisfy { $0.bytes[0] == 0x3E && $0.bytes[2] == 0x02 })
    #expect(read.events.allSatisfy { !$0.record.isTruncated })
    #expect(read.events.first?.record.time.nanoseconds == 1_766_620_800_000_000_000)
    #expect(read.events.last?.record.time.nanoseconds == 1_766_620_835_442_382_000)
  }

  @Test(
    "A beacon on a straight track is heard by twelve receivers",
    arguments: [
      ("01", 1_365, []), ("02", 1_240, []), ("03", 1_061, []), ("04", 558, []),
      ("05", 3_463, [176, 2004]),
    ]
      as [(String, Int, [Int])])
  func movingBeacon(_ track: String, _ rows: Int, _ malformed: [Int]) throws {
    let path = fixture("moving-beacon-straight_\(track).csv")
    let read = try ReadRows(ByteSource(path: path))
    #expect(read.rows.count == rows)
    #expect(read.receivers.count == 12)
    #expect(read.beacons == ["beacon1"])
    #expect(read.damage.first.map(\.position) == malformed.map { .line($0) })
    #expect(zip(read.rows, read.rows.dropFirst()).allSatisfy { $0.time <= $1.time })
  }

  @Test(
    "A tag goes through a door with ten receivers",
    arguments: [
      ("walk_1", 22_669), ("car_1", 15_395), ("car_2", 12_172), ("car_3", 19_221),
      ("car_4", 17_718), ("car_5", 19_684),
    ])
  func doorCrossings(_ run: String, _ rows: Int) throws {
    let read = try ReadRows(ByteSource(path: fixture("door-crossings-\(run).csv")))
    #expect(read.rows.count == rows)
    #expect(read.receivers.count == 10)
    #expect(read.damage.count == 0)
    #expect(read.rows.allSatisfy { $0.rssi.map { $0 > -100 } == true })
  }

  @Test("A phone that nobody moves is heard by another one, hour after hour")
  func standingStill() throws {
    var hours = 0.0
    for run in [
      "20210103-1026", "20210104-1422", "20210105-1754", "20210106-0815", "20210106-1501",
      "20210106-2251", "20210107-1123", "20210107-2245",
    ] {
      let read = try ReadRows(ByteSource(path: fixture("standing-still-\(run).csv")))
      #expect(read.damage.count == 0)
      #expect(read.rows.allSatisfy { $0.rssi != nil })
      let ends = try (#require(read.rows.first).time, #require(read.rows.last).time)
      hours += (ends.1 - ends.0) / .seconds(3600)
    }
    #expect(Int(hours) == 68)
  }

  @Test("A carried phone hears 94 logs of others, near or far, and every look has a level")
  func phoneCarry() throws {
    let truth = try String(contentsOfFile: fixture("phone-carry.truth.csv"), encoding: .utf8)
    let logs = truth.split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
    #expect(logs.count == 94)
    for (recording, rows) in Dictionary(grouping: logs, by: { $0[0] }) {
      let read = try ReadRows(ByteSource(path: fixture("\(recording).csv")))
      #expect(read.damage.count == 0)
      #expect(read.beacons.sorted() == rows.map { String($0[1]) }.sorted())
      #expect(read.rows.allSatisfy { $0.rssi != nil })
      #expect(zip(read.rows, read.rows.dropFirst()).allSatisfy { $0.time <= $1.time })
    }
  }

  @Test("A recording written again is the same file", arguments: ["walk_1", "car_1"])
  func rewritten(_ run: String) throws {
    let path = fixture("door-crossings-\(run).csv")
    let read = try ReadRows(ByteSource(path: path))
    var writer = CSVWriter()
    for row in read.rows {
      let receiver = try #require(row.receiver)
      let beacon = try #require(row.beacon)
      try writer.append(
        time: row.time, receiver: read.receivers[Int(receiver.rawValue)],
        beacon: read.beacons[Int(beacon.rawValue)], rssi: row.rssi)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(writer.bytes))
  }
}
