import Calibration
import Foundation
import Proximity

/// A made-up floor on which everything is known.
struct Shopfloor {
  var power = -63.0
  var exponent = 1.8
  /// dB of each receiver, adding up to 0.
  var offsets = [3.0, -4, 0.5, -2, 1, 1.5]
  /// dB of each look.
  var noise = 4.0
  /// How often a look fades, and by how many dB at most.
  var fades = (chance: 0.0, depth: 0.0)
  /// Each receiver hears the beacon once in so many seconds.
  var interval = 0.5
  var seconds = 240.0
  /// How many looks the first receiver has, if not all.
  var looksOfFirst = Int.max
  var seed: UInt64 = 1
  /// By how many seconds the receivers' clock is ahead of the walk's.
  var clock = 0.0
  /// Metres from one corner to the next.
  var size: Float = 12

  var positions: [Position] {
    let places: [(Float, Float)] = [(0, 0), (1, 0), (1, 1), (0, 1), (0.5, 0.2), (0.3, 0.7)]
    return offsets.indices.map {
      Position(x: size * places[$0].0, y: size * places[$0].1, z: 2.5)
    }
  }

  /// A floor that knows nothing of power, exponent and offsets yet.
  func floor() throws -> Floor {
    let receivers = positions.enumerated().map {
      Receiver(id: ReceiverID("r\($0)") ?? "r", position: $1)
    }
    return try Floor(
      receivers: receivers, places: [Place(id: "all", receivers: ["r0"], radius: 3)])
  }

  /// To and fro between the corners.
  func walk() throws -> Walk {
    let corners: [(Float, Float)] = [(0.1, 0.1), (0.9, 0.2), (0.1, 0.8), (0.9, 0.9), (0.2, 0.5)]
    return try Walk(
      corners.enumerated().map { index, corner in
        Waypoint(
          time: Instant(seconds: seconds * Double(index) / 4),
          position: Position(x: size * corner.0, y: size * corner.1, z: 1.2))
      })
  }

  /// What the receivers hear.
  func looks() throws -> WalkLooks {
    let (walk, floor) = (try walk(), try floor())
    var looks = WalkLooks(walk, on: floor)
    var random = SplitMix64(seed: seed)
    for (index, position) in positions.enumerated() {
      let count = min(Int(seconds / interval), index == 0 ? looksOfFirst : .max)
      for step in 0..<count {
        let time = Instant(seconds: (Double(step) + 0.5) * interval)
        guard let metres = walk.position(at: time)?.metres(to: position) else { continue }
        var rssi = power - 10 * exponent * log10(metres) - offsets[index]
        rssi += noise * random.normal()
        if random.part() < fades.chance { rssi -= fades.depth * random.part() }
        looks.add(
          rssi: Float(rssi.rounded()), receiver: ReceiverIndex(UInt16(index)),
          at: time + .milliseconds(Int(1000 * clock)))
      }
    }
    return looks
  }

  func calibration() throws -> SiteCalibration {
    try SiteCalibration(looks(), measuredPower: -59)
  }
}

extension Estimate {
  /// How many standard errors lie between the value and the true one.
  func miss(_ truth: Double) -> Double { abs(value - truth) / standardError }
}

extension Position {
  func metres(to other: Position) -> Double {
    Double((pow(x - other.x, 2) + pow(y - other.y, 2) + pow(z - other.z, 2)).squareRoot())
  }
}
