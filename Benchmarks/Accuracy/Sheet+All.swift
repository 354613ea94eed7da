extension Sheet {
  /// Everything that is measured.
  static func all(_ progress: inout Progress) throws -> [Sheet] {
    let beacon = try MovingBeacon()
    return try movingBeacon(beacon, &progress) + [
      try DoorCrossings().sheet(&progress), try StandingStill().sheet(&progress),
      try PhoneCarry().sheet(&progress), try SimulatedDays().sheet(&progress),
      try Ablations(beacon: beacon).sheet(&progress),
    ]
  }

  private static func movingBeacon(
    _ beacon: MovingBeacon, _ progress: inout Progress
  ) throws -> [Sheet] {
    let split = "Split: leave one track out; thresholds and calibrations know the other four."
    let one = try beacon.results(.oneReceiver, &progress)
    let all = try beacon.results(.allReceivers, &progress)
    return [
      Sheet(
        near: "moving-beacon-one-receiver",
        "Moving beacon, one receiver at a time, near within 2.5 m", one,
        notes: [split, one.lead, one.room]),
      Sheet(
        near: "moving-beacon-all-receivers",
        "Moving beacon, all twelve receivers and their positions, near within 2.5 m", all,
        notes: [split, all.lead, all.room]),
    ]
  }
}
