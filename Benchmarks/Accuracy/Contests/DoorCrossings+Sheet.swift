import Scoring

extension DoorCrossings {
  /// Everybody's figures, the engine's first.
  func sheet(_ progress: inout Progress) throws -> Sheet {
    var sheet = Sheet(
      key: "door-crossings", title: "Door, one walk and five cars in and out",
      notes: [
        """
        Split: none; nothing is tuned or calibrated here. Found: of \(transitions(ofCars: false)) ends and beginnings of a stay \
        inside or outside on the walk and \(transitions(ofCars: true)) with the cars.
        """
      ], measures: Self.measures)
    progress.step("door")
    sheet.rows.append(
      try row("engine, defaults") { course in
        try Detection(byEngineOf: course, measuredPower: -59)
      })
    sheet.rows.append(
      try row("engine, defaults, no positions", withPositions: false) { course in
        try Detection(byEngineOf: course, measuredPower: -59)
      })
    for peer in Peer.all {
      progress.step("door: \(peer.name)")
      sheet.rows.append(
        try row(peer.name) { course in
          // Whatever is heard at all is near enough: which receiver has it is the question.
          peer.detect(
            Levels(of: course, by: peer), Candidate(threshold: -200, gap: 0), in: course,
            isRace: true)
        })
    }
    return sheet
  }

  private static let measures: [Measure] = [
    .bad("walk: error"), .rate("walk: flaps/h"), .delay("enter"), .delay("exit"),
    .found("walk: found"), .found("cars: found"), .rate("cars: flaps/h"),
    .good("returns: precision"), .good("returns: recall"), .found("exact runs"),
  ]

  private func transitions(ofCars isCar: Bool) -> Int {
    runs.filter { $0.isWalk != isCar }.reduce(0) { sum, run in
      sum + 2 * (run.truth[0].count + run.truth[1].count - 1)
    }
  }

  private func row(
    _ name: String, withPositions: Bool = true, _ detect: (Course) throws -> Detection
  ) throws -> Row {
    var (walk, cars) = (Tally(), Tally())
    for run in runs {
      let course = try course(run, withPositions: withPositions)
      let tally = tally(run, try detect(course), in: course)
      if run.isWalk { walk += tally } else { cars += tally }
    }
    var all = walk.part.visits
    all += cars.part.visits
    let values: [Double?] = [
      walk.error, walk.flapsPerHour, walk.part.near.entryDelays.median,
      walk.part.near.exitDelays.median, Double(walk.part.near.found),
      Double(cars.part.near.found), cars.flapsPerHour, all.returnPrecision, all.returnRecall,
      Double(walk.exactRuns + cars.exactRuns),
    ]
    return Row(name, values.map { Row.Cell(value: $0) })
  }
}
