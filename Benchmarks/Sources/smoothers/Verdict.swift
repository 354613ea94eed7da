import Accuracy

/// All that was measured of a contender.
struct Verdict {
  let name: String
  let stateBytes: Int?
  /// By thresholds and then by radius.
  let moving: [MovingBeacon.Thresholds: [MovingBeacon.Result]]
  let walk: DoorCrossings.Result
  let car: DoorCrossings.Result
  let flapsPerHour: Double
}

/// Measures contenders on all recordings.
struct Judge {
  private let beacon: MovingBeacon
  private let doors: DoorCrossings
  private let stillness: StandingStill

  init() throws {
    beacon = try MovingBeacon()
    doors = try DoorCrossings()
    stillness = try StandingStill()
  }

  func verdict(on contender: Contender) throws -> Verdict {
    var moving: [MovingBeacon.Thresholds: [MovingBeacon.Result]] = [:]
    for thresholds in MovingBeacon.Thresholds.allCases {
      moving[thresholds] = try MovingBeacon.radii.indices.map { radius in
        try beacon.result(contender, thresholds, radius: radius)
      }
    }
    return Verdict(
      name: contender.name, stateBytes: contender.stateBytes, moving: moving,
      walk: try doors.result(contender, of: doors.walk),
      car: try doors.result(contender, of: doors.car),
      flapsPerHour: try stillness.flapsPerHour(contender))
  }
}
