import Calibration
import Foundation
import Proximity
import Recording
import Testing

@Suite("Calibration on real walks")
struct FixtureTests {
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fixtures/Recordings")

  /// The published positions, as in moving-beacon.site.yaml, without its calibration.
  static let positions: KeyValuePairs<ReceiverID, Position> = [
    "sensor10": Position(x: 7.00, y: 7.09, z: 1.22),
    "sensor11": Position(x: 7.18, y: 0.68, z: 2.30),
    "sensor12": Position(x: 0.71, y: 6.16, z: 2.30),
    "sensor20": Position(x: 7.25, y: 11.36, z: 1.22),
    "sensor21": Position(x: 0.76, y: 12.13, z: 2.30),
    "sensor22": Position(x: 7.18, y: 17.64, z: 2.30),
    "sensor30": Position(x: 13.14, y: 12.33, z: 1.22),
    "sensor31": Position(x: 12.82, y: 16.83, z: 2.30),
    "sensor32": Position(x: 18.12, y: 11.93, z: 2.30),
    "sensor40": Position(x: 13.01, y: 5.51, z: 1.22),
    "sensor41": Position(x: 17.77, y: 6.33, z: 2.30),
    "sensor42": Position(x: 12.76, y: 0.27, z: 2.30),
  ]

  static func floor() throws -> Floor {
    try Floor(
      receivers: positions.map { Receiver(id: $0.key, position: $0.value) },
      places: [Place(id: "all", receivers: ["sensor10"], radius: 3)])
  }

  /// The floor with what a calibration found.
  static func floor(_ found: SiteCalibration) throws -> Floor {
    var receivers = try floor().receivers
    for receiver in found.receivers {
      receivers[Int(receiver.receiver.rawValue)].offset = Float(receiver.offset.value)
    }
    return try Floor(
      receivers: receivers, places: [Place(id: "all", receivers: ["sensor10"], radius: 3)],
      exponent: Float(found.exponent.value))
  }

  static func walk(_ names: [String]) throws -> Walk {
    var points: [Waypoint] = []
    for name in names {
      let text = try String(
        contentsOf: folder.appendingPathComponent("\(name).truth.csv"), encoding: .utf8)
      for line in text.split(separator: "\n").dropFirst() {
        let numbers = try line.split(separator: ",").map { try #require(Double($0)) }
        points.append(
          Waypoint(
            time: Instant(seconds: numbers[0]),
            position: Position(
              x: Float(numbers[1]), y: Float(numbers[2]), z: Float(numbers[3]))))
      }
    }
    return try Walk(points)
  }

  static func looks(_ names: String..., on floor: Floor) throws -> WalkLooks {
    var looks = WalkLooks(try walk(names), on: floor)
    for name in names {
      var reader = try CSVReader(
        ByteSource(path: folder.appendingPathComponent("\(name).csv").path))
      while let row = try reader.next() {
        guard let receiver = row.receiver, let rssi = row.rssi,
          let id = ReceiverID(reader.receivers[receiver]), let index = floor.receiver(id)
        else { continue }
        looks.add(rssi: rssi, receiver: index, at: row.time)
      }
    }
    return looks
  }

  @Test(
    "Two walks predict a third better than the defaults do, and no worse than its own fit by far")
  func prediction() throws {
    let found = try SiteCalibration(
      Self.looks(
        "moving-beacon-straight_05", "moving-beacon-straight_01", on: Self.floor()),
      measuredPower: -59)
    #expect(found.exponentSource == .looks)
    #expect((1.4...1.7).contains(found.exponent.value))
    #expect((-61.0 ... -58.5).contains(found.measuredPower.value))
    #expect(found.scatter.rms < found.scatterBefore.rms - 1)
    // The receiver that every other fit finds 7 dB weaker too.
    #expect((6...8).contains(found.receivers[6].offset.value))

    let crossing = "moving-beacon-straight_03"
    let byDefault = try SiteCalibration(
      Self.looks(crossing, on: Self.floor()), measuredPower: -59)
    let calibrated = try SiteCalibration(
      Self.looks(crossing, on: Self.floor(found)),
      measuredPower: Float(found.measuredPower.value))
    #expect(calibrated.scatterBefore.rms < byDefault.scatterBefore.rms - 0.4)
    #expect(calibrated.scatterBefore.median < byDefault.scatterBefore.median - 0.1)
    #expect(calibrated.scatter.rms > calibrated.scatterBefore.rms - 0.7)
  }

  @Test("Different walks find the same floor, within three of their errors for nearly all numbers")
  func agreement() throws {
    let corridor = try SiteCalibration(
      Self.looks("moving-beacon-straight_05", on: Self.floor()), measuredPower: -59)
    let looks = try Self.looks("moving-beacon-straight_03", on: Self.floor())
    let crossing = try SiteCalibration(looks, measuredPower: -59)
    #expect(ClockDoubt(looks, found: crossing) == nil)
    let pairs =
      [(corridor.measuredPower, crossing.measuredPower), (corridor.exponent, crossing.exponent)]
      + zip(corridor.receivers.map(\.offset), crossing.receivers.map(\.offset))
    let agreeing = pairs.filter { one, other in
      abs(one.value - other.value)
        < 3
        * (one.standardError * one.standardError + other.standardError * other.standardError)
        .squareRoot()
    }
    #expect(agreeing.count >= pairs.count - 2)
  }
}
