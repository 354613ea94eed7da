import Foundation
import Proximity
import Scoring

/// How often the zone changes while nobody moves.
///
/// A flap is a change between near and not near that becomes known more than 30 s after the last
/// move.
struct StandingStill: Sendable {
  struct Run: Sendable {
    let looks: [Look]
    let length: Double
    /// Seconds, the first one being the beginning.
    let moves: [Double]
    /// Path losses, every 2 dB from that below which 3 % of the looks lie to that below which 97 %
    /// lie.
    let thresholds: [Float]
  }

  static let measuredPower: Float = -59
  private static let settling = 30.0
  private static let step: Float = 2
  private static let names = [
    "20210103-1026", "20210104-1422", "20210105-1754", "20210106-0815", "20210106-1501",
    "20210106-2251", "20210107-1123", "20210107-2245",
  ]

  let runs: [Run]

  init() throws {
    runs = try Self.names.map { name in
      let fixture = try Fixture("standing-still-\(name)", receivers: ["A"], truth: ["distance"])
      let losses = fixture.looks.map { Double(Self.measuredPower - $0.rssi) }
      guard let lowest = losses.quantile(0.03), let highest = losses.quantile(0.97) else {
        throw Problem("standing-still-\(name).csv holds no look")
      }
      return Run(
        looks: fixture.looks, length: fixture.length, moves: fixture.truth.map(\.time),
        thresholds: Array(stride(from: Float(lowest), through: Float(highest), by: Self.step)))
    }
  }

  /// A run at a site with a place for each of some path losses.
  func course(_ run: Run, _ losses: [Float], exponent: Float) throws -> Course {
    let places = try losses.map { loss in
      guard let id = PlaceID("\(loss) dB") else { throw Problem("no name for a place") }
      // The radius whose threshold it is.
      return Place(
        id: id, receivers: ["A"], radius: min(1000, max(0.1, pow(10, loss / (10 * exponent)))))
    }
    return Course(
      floor: try Floor(receivers: [Receiver(id: "A")], places: places, exponent: exponent),
      looks: run.looks, length: run.length)
  }

  /// Flaps in an hour of one place.
  func flapsPerHour(_ run: Run, _ near: [[Interval]]) -> Double {
    let flaps = near.joined().flatMap { [$0.start, $0.end] }.count { time in
      let moved = run.moves.last { $0 <= time } ?? 0
      return time - moved > Self.settling && time < run.length
    }
    let watched = run.length - Double(run.moves.count) * Self.settling
    return Double(flaps) / Double(near.count) / (watched / 3600)
  }
}
