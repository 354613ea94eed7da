import Accuracy
import Foundation
import Simulation

extension Table {
  /// Near on the moving beacon; a rule that changes nothing there has no row.
  init(of verdicts: [Verdict], against standard: Verdict, _ thresholds: MovingBeacon.Thresholds) {
    let standards = standard.moving[thresholds] ?? []
    let facts = zip(MovingBeacon.radii, standards).map { radius, result in
      let sum = Score.sum(result.scores)
      let always = 2 * sum.trueLength / (sum.length + sum.trueLength)
      return String(
        format: "%d visits within %g m (saying near all the time has F1 %.2f)", sum.visits, radius,
        always)
    }
    let isMoved = thresholds == .moved
    let columns = ["F1", "above default", "false/h", "enter s", "exit s", "missed"]
    let header = MovingBeacon.radii.flatMap { radius in
      let columns = columns + (isMoved ? ["moved dB"] : [])
      return columns.map { $0 == "F1" ? String(format: "%g m: F1", radius) : $0 }
    }
    self.init("Moving beacon, \(thresholds.title): \(facts.joined(separator: ", "))", [""] + header)
    for verdict in verdicts {
      let results = verdict.moving[thresholds] ?? []
      guard verdict.name == standard.name || results != standards else { continue }
      add([verdict.name] + zip(results, standards).flatMap(Self.cells))
    }
  }

  private static func cells(
    _ result: MovingBeacon.Result, _ standard: MovingBeacon.Result
  ) -> [String] {
    let sum = Score.sum(result.scores)
    // The same draws for everybody.
    var generator = SplitMix64(seed: 1)
    let difference =
      result == standard
      ? nil : differenceInF1(result.scores, standard.scores, using: &generator)
    let moves = result.moves.map { String(format: "%+.0f", $0) }.joined(separator: " ")
    return [
      text(sum.f1, "%.2f"),
      difference.map { String(format: "%+.2f…%+.2f", $0.lowerBound, $0.upperBound) } ?? "–",
      text(sum.falseTransitionsPerHour, "%.0f"),
      text(sum.entryDelays.median, "%+.1f"),
      text(sum.exitDelays.median, "%+.1f"),
      "\(sum.missed)",
    ] + (moves.isEmpty ? [] : [moves])
  }

  /// In or out, and nobody moving; a rule that changes nothing there has no row.
  init(ofDoorsAndStillness verdicts: [Verdict], against standard: Verdict) {
    self.init(
      "Door and standing still",
      [
        "", "walk: error", "enter s", "exit s", "crossings found", "car: found", "extra/h",
        "still: flaps/h", "state bytes",
      ])
    for verdict in verdicts {
      let isSame =
        verdict.walk == standard.walk && verdict.car == standard.car
        && verdict.flapsPerHour == standard.flapsPerHour
      guard verdict.name == standard.name || !isSame else { continue }
      let (walk, car) = (verdict.walk.score, verdict.car.score)
      add([
        verdict.name, String(format: "%.1f %%", verdict.walk.error * 100),
        Self.text(walk.entryDelays.median, "%+.1f"), Self.text(walk.exitDelays.median, "%+.1f"),
        "\(walk.found) of \(walk.transitions)", "\(car.found) of \(car.transitions)",
        Self.text(Score.sum([walk, car]).falseTransitionsPerHour, "%.0f"),
        Self.text(verdict.flapsPerHour, "%.1f"), verdict.stateBytes.map { "\($0)" } ?? "–",
      ])
    }
  }

  private static func text(_ number: Double?, _ format: String) -> String {
    number.map { String(format: format, $0) } ?? "–"
  }
}

extension MovingBeacon.Thresholds {
  fileprivate var title: String {
    switch self {
    case .calibrated: "calibrated"
    case .uncalibrated: "uncalibrated"
    case .moved: "each with the threshold that was best on the two other tracks"
    }
  }
}
