import Calibration
import Foundation
import Proximity
import Testing

@Suite("Walks and looks")
struct WalkTests {
  static func point(_ seconds: Double, _ x: Float, _ y: Float = 0) -> Waypoint {
    Waypoint(time: Instant(seconds: seconds), position: Position(x: x, y: y, z: 1))
  }

  static let receivers = [
    Receiver(id: "a", position: Position(x: 0, y: 0, z: 1)), Receiver(id: "b"),
  ]

  static func floor(_ receivers: [Receiver] = Self.receivers) throws -> Floor {
    try Floor(receivers: receivers, places: [Place(id: "p", receivers: ["a"], radius: 2)])
  }

  @Test("Between points the walk is straight and steady, and outside it is nowhere")
  func position() throws {
    let walk = try Walk([Self.point(10, 0), Self.point(20, 4), Self.point(21, 4, 8)])
    #expect(walk.position(at: Instant(seconds: 10)) == Self.point(0, 0).position)
    #expect(walk.position(at: Instant(seconds: 15)) == Self.point(0, 2).position)
    #expect(walk.position(at: Instant(seconds: 20)) == Self.point(0, 4).position)
    #expect(walk.position(at: Instant(seconds: 20.5)) == Self.point(0, 4, 4).position)
    #expect(walk.position(at: Instant(seconds: 21)) == Self.point(0, 4, 8).position)
    #expect(walk.position(at: Instant(seconds: 9.999)) == nil)
    #expect(walk.position(at: Instant(seconds: 21.001)) == nil)
  }

  @Test("Points that tell no walk are refused by number")
  func refusals() {
    #expect(throws: WalkError.tooShort) { try Walk([]) }
    #expect(throws: WalkError.tooShort) { try Walk([Self.point(0, 0)]) }
    #expect(throws: WalkError.outOfOrder(1)) { try Walk([Self.point(1, 0), Self.point(1, 2)]) }
    #expect(throws: WalkError.outOfOrder(2)) {
      try Walk([Self.point(1, 0), Self.point(2, 2), Self.point(1.5, 2)])
    }
    #expect(throws: WalkError.nowhere(1)) { try Walk([Self.point(1, 0), Self.point(2, .nan)]) }
    #expect(throws: WalkError.nowhere(0)) { try Walk([Self.point(1, 2e5), Self.point(2, 0)]) }
    #expect(throws: WalkError.outOfOrder(0)) {
      try Walk([
        Waypoint(time: Instant(nanoseconds: .min), position: Position(x: 0, y: 0, z: 0)),
        Self.point(0, 0),
      ])
    }
    #expect(throws: WalkError.tooLong) {
      try Walk((0...Walk.longest).map { Self.point(Double($0), 0) })
    }
  }

  @Test("Every report is counted once, and copies within 10 ms are one look")
  func counters() throws {
    var looks = WalkLooks(try Walk([Self.point(0, 1), Self.point(10, 5)]), on: try Self.floor())
    let (a, b) = (ReceiverIndex(0), ReceiverIndex(1))
    for time in [1, 1.004, 1.009, 1.02, 1.029] {
      looks.add(rssi: -60, receiver: a, at: Instant(seconds: time))
    }
    looks.add(rssi: -60, receiver: b, at: Instant(seconds: 1))
    looks.add(rssi: -60, receiver: a, at: Instant(seconds: -1))
    looks.add(rssi: -60, receiver: a, at: Instant(seconds: 11))
    looks.add(rssi: .nan, receiver: a, at: Instant(seconds: 2))
    looks.add(rssi: -60, receiver: ReceiverIndex(.max), at: Instant(seconds: 2))
    let counters = looks.counters
    #expect(counters.looks == 2)
    #expect(counters.duplicates == 3)
    #expect(counters.unplaced == 1)
    #expect(counters.outside == 2)
    #expect(counters.elsewhere == 2)
    #expect(counters.overflows == 0)
    #expect(looks.heard == Instant(seconds: -1)...Instant(seconds: 11))
  }

  @Test("What gives no calibration says why")
  func errors() throws {
    let walk = try Walk([Self.point(0, 1), Self.point(10, 5)])
    func error(
      _ times: [Double], at receiver: Int = 0, _ floor: Floor
    ) -> CalibrationError? {
      var looks = WalkLooks(walk, on: floor)
      for time in times {
        looks.add(
          rssi: -60, receiver: ReceiverIndex(UInt16(receiver)), at: Instant(seconds: time))
      }
      do throws(CalibrationError) {
        _ = try SiteCalibration(looks, measuredPower: -59)
        return nil
      } catch {
        return error
      }
    }
    let floor = try Self.floor()
    #expect(error([], floor) == .notHeard)
    #expect(error([1, 2, 3], floor) == .tooFewLooks(3))
    #expect(error([1, 2, 3], at: 1, floor) == .notPlaced)
    #expect(error([1], try Self.floor([Receiver(id: "a")])) == .noPositions)
    #expect(
      error([1000, 1010], floor)
        == .neverOnWalk(
          heard: Instant(seconds: 1000)...Instant(seconds: 1010), walk: walk.span))
    let few = try #require(error([1, 2, 3], floor))
    #expect(few.description.contains("3 looks are too few"))
  }
}
