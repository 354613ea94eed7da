import Proximity
import Scoring
import Simulation

extension SimulatedDays {
  /// Everybody's figures, the engine's first.
  func sheet(_ progress: inout Progress) throws -> Sheet {
    var results = try engine(&progress)
    for peer in Peer.all {
      progress.step("simulated days: \(peer.name)")
      let candidates = Candidate.all(of: peer, every: 2)
      let all = outings.map { outing in
        let levels = Levels(of: outing.course, by: peer)
        return candidates.map { candidate in
          Part(
            peer.detect(levels, candidate, in: outing.course, isRace: true), truth: outing.truth,
            in: outing.course)
        }
      }
      let best = bestOnOthers(all, folds: outings.map { $0.day % 2 }, Part.f1)
      results.append(
        Result(name: peer.name, parts: outings.indices.map { all[$0][best[$0]] }, isPeer: true))
    }
    var sheet = Sheet(
      key: "simulated-days",
      title: "Simulated days, \(Self.days) with \(Self.intervals.count) shoppers each",
      notes: [
        """
        Split: days of even and of odd number; thresholds and calibrations know the other half. \
        Visit F1 at … s: of the shoppers whose beacons advertise every … s.
        """, results.lead,
      ],
      measures: Self.measures)
    sheet.rows = results.map { row($0) }
    return sheet
  }

  private func engine(_ progress: inout Progress) throws -> [Result] {
    progress.step("simulated days")
    let fits = (0...1).map { half in
      // Every tenth look is plenty.
      let samples = outings.filter { $0.day % 2 != half }.flatMap(\.samples).enumerated()
      return Calibration(
        fittedTo: samples.filter { $0.offset % 10 == 0 }.map(\.element),
        receivers: floor.receivers.count)
    }
    let calibrated = try outings.map { try part($0, fits[$0.day % 2]) }
    let defaults = try outings.map { try part($0, .standard(receivers: floor.receivers.count)) }
    return [
      Result(name: "engine", parts: calibrated), Result(name: "engine, defaults", parts: defaults),
    ]
  }

  private func part(_ outing: Outing, _ calibration: Calibration) throws -> Part {
    var course = outing.course
    course.floor = try Floor(
      receivers: zip(floor.receivers, calibration.offsets).map { receiver, offset in
        Receiver(id: receiver.id, position: receiver.position, offset: offset)
      }, places: floor.places, exponent: calibration.exponent)
    return Part(
      try Detection(byEngineOf: course, measuredPower: calibration.measuredPower),
      truth: outing.truth, in: course)
  }

  private static var measures: [Measure] {
    [
      .good("F1"), .rate("false/h"), .good("visits: F1"), .good("visits: precision"),
      .good("visits: recall"), .good("returns: F1"), .delay("dwell error"), .seconds("p90"),
      .bias("dwell bias"),
    ] + intervals.map { .good("visit F1 at \($0.text(2)) s") }
  }

  private func row(_ result: Result) -> Row {
    let sum = Part.sum(result.parts)
    let visits = sum.visits
    let days = Result(
      name: result.name,
      parts: (0..<Self.days).map { day in
        .sum(outings.indices.filter { outings[$0].day == day }.map { result.parts[$0] })
      })
    let values: [Double?] = [
      sum.near.falseTransitionsPerHour, visits.f1, visits.precision, visits.recall,
      visits.returnF1, visits.dwellErrors.median, visits.dwellErrors.map(abs).quantile(0.9),
      visits.dwellBias,
    ]
    let byInterval = Self.intervals.map { interval in
      Part.sum(
        outings.indices.filter { outings[$0].interval == interval }.map { result.parts[$0] }
      ).visits.f1
    }
    return Row(
      result.name,
      [Row.Cell(value: sum.near.f1, range: days.range)]
        + (values + byInterval).map { Row.Cell(value: $0) })
  }
}
