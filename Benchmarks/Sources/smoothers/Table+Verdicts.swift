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
      sum.f1.map { String(format: "%.2f", $0) } ?? "–",
      difference.map { "\(signed($0.lowerBound, 2))…\(signed($0.upperBound, 2))" } ?? "–",
      String(format: "%.0f", sum.falseTransitionsPerHour),
      sum.entryDelays.median.map { signed($0, 1) } ?? "–",
      sum.exitDelays.median.map { signed($0, 1) } ?? "–",
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
        walk.entryDelays.median.map { Self.signed($0, 1) } ?? "–",
        walk.exitDelays.median.map { Self.signed($0, 1) } ?? "–",
        "\(walk.found) of \(walk.transitions)", "\(car.found) of \(car.transitions)",
        String(format: "%.0f", Score.sum([walk, car]).falseTransitionsPerHour),
        String(format: "%.1f", verdict.flapsPerHour), verdict.stateBytes.map { "\($0)" } ?? "–",
      ])
    }
  }

  /// With its sign, and without one for what rounds to nothing.
  private static func signed(_ number: Double, _ decimals: Int) -> String {
    let text = String(format: "%+.*f", decimals, number)
    return text.contains { "123456789".contains($0) } ? text : String(text.dropFirst())
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
