import Foundation
import Proximity
import Scoring

extension StandingStill {
  /// Everybody's figures, the engine's first.
  func sheet(_ progress: inout Progress) throws -> Sheet {
    var sheet = Sheet(
      key: "standing-still", title: "Standing still, eight pairs of phones that nobody moves",
      notes: ["Split: none; nothing is tuned or calibrated here."],
      measures: [.rate("flaps/h, any threshold"), .rate("worst run"), .rate("flaps/h, 2.5 m")])
    let standard = Floor.defaultExponent
    let radius = 10 * standard * log10(2.5)
    progress.step("standing still")
    sheet.rows.append(
      try row("engine, defaults") { run in
        // With 2, the farthest threshold is still within 200 m.
        try [(run.thresholds, 2), ([radius], standard)].map { losses, exponent in
          let course = try course(run, losses, exponent: exponent)
          return try Detection(byEngineOf: course, measuredPower: Self.measuredPower).near
        }
      })
    for peer in Peer.all {
      progress.step("standing still: \(peer.name)")
      sheet.rows.append(
        try row(peer.name) { run in
          let levels = Levels(of: try course(run, [radius], exponent: standard), by: peer)
          return [run.thresholds, [radius]].map { losses in
            losses.flatMap { loss in
              let candidate = Candidate(threshold: Self.measuredPower - loss, gap: peer.gaps[0])
              return peer.near(levels, candidate, isRace: false)
            }
          }
        })
    }
    return sheet
  }

  /// - Parameter near: by thresholds and then by place.
  private func row(_ name: String, _ near: (Run) throws -> [[[Interval]]]) throws -> Row {
    let rates = try runs.map { run in try near(run).map { flapsPerHour(run, $0) } }
    let values = [
      rates.map { $0[0] }.mean, rates.map { $0[0] }.max(), rates.map { $0[1] }.mean,
    ]
    return Row(name, values.map { Row.Cell(value: $0) })
  }
}
