import Accuracy
import Foundation
import Proximity
import Site

/// How often the zone changes while nobody moves, wherever the threshold may lie.
///
/// A flap is a change between near and not near that becomes known more than 30 s after the last
/// move. There are as many places as there are thresholds: every 2 dB from the path loss below
/// which 3 % of a recording's looks lie to that below which 97 % lie. No threshold is preferred, so
/// none is tuned.
struct StandingStill {
  private static let settling = 30.0
  private static let step: Float = 2
  private static let exponent: Float = 2

  private let recordings: [Fixture]

  init() throws {
    recordings = try ["20210106-0815", "20210107-2245"].map { run in
      try Fixture("standing-still-\(run)", truth: ["distance"])
    }
  }

  /// Flaps in an hour of one place, in the mean over thresholds and then over recordings.
  func flapsPerHour(_ contender: Contender) throws -> Double {
    let rates = try recordings.map { fixture in
      let floor = try floor(fixture)
      let detected = try contender.detect(
        floor, fixture.sightings(on: floor, measuredPower: Site.defaultMeasuredPower))
      let moves = fixture.truth.map(\.time)
      let flaps = detected.joined().flatMap { [$0.start, $0.end] }.count { time in
        let moved = moves.last { $0 <= time } ?? 0
        return time - moved > Self.settling && time < fixture.length
      }
      let watched = fixture.length - Double(moves.count) * Self.settling
      return Double(flaps) / Double(detected.count) / (watched / 3600)
    }
    return rates.reduce(0, +) / Double(rates.count)
  }

  private func floor(_ fixture: Fixture) throws -> Floor {
    let losses = fixture.looks.map { Double(Site.defaultMeasuredPower - $0.rssi) }
    guard let lowest = losses.quantile(0.03), let highest = losses.quantile(0.97) else {
      throw Problem("a recording of standing still holds no look")
    }
    let thresholds = stride(from: Float(lowest), through: Float(highest), by: Self.step)
    let places = try thresholds.map { threshold in
      // The radius whose threshold it is.
      let radius = pow(10, threshold / (10 * Self.exponent))
      guard let id = PlaceID("\(threshold) dB") else { throw Problem("no name for a place") }
      return Place(id: id, receivers: ["A"], radius: radius)
    }
    return try Floor(
      receivers: [Receiver(id: "A")], places: places, exponent: Self.exponent)
  }
}
