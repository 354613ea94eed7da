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
    arguments: [("01", 1_365, []), ("03", 1_061, []), ("05", 3_463, [176, 2004])]
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
    arguments: [("walk_1", 22_669), ("car_1", 15_395)])
  func doorCrossings(_ run: String, _ rows: Int) throws {
    let read = try ReadRows(ByteSource(path: fixture("door-crossings-\(run).csv")))
    #expect(read.rows.count == rows)
    #expect(read.receivers.count == 10)
    #expect(read.damage.count == 0)
    #expect(read.rows.allSatisfy { $0.rssi.map { $0 > -100 } == true })
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
