import Proximity
import Scoring

/// One look of a receiver at the beacon.
struct Look: Equatable, Sendable {
  /// Seconds since the beginning of the recording.
  var time: Double
  /// The receiver's position in the list of the floor.
  var receiver: Int
  /// dBm.
  var rssi: Float
}

/// What everybody gets: a site, and the looks at one beacon there.
struct Course: Sendable {
  /// Receivers with or without positions, places, and a calibration or none.
  var floor: Floor
  /// In ascending order of time.
  var looks: [Look]
  /// Seconds from the beginning of the recording to its end.
  var length: Double

  /// By place, the receivers that watch it.
  var watchers: [[Int]] {
    floor.places.map { place in
      place.receivers.compactMap { floor.receiver($0).map { Int($0.rawValue) } }
    }
  }
}

/// What somebody made of a course.
struct Detection: Equatable, Sendable {
  /// By place, when somebody was known to be there, as it was known at the time.
  var near: [[Interval]]
  /// By place, when somebody is said to have been there, with hindsight.
  var zones: [[Interval]]
  /// By place, the visits, with hindsight.
  var visits: [[Visit]]
}

extension Detection {
  /// Of who knows no visits: those which what was known amounts to, by the rules of the floor.
  init(near: [[Interval]], on floor: Floor) {
    self.near = near
    zones = near
    visits = near.map {
      $0.visits(
        minimumDwell: floor.visits.minimumDwell.seconds, mergeGap: floor.visits.mergeGap.seconds)
    }
  }
}

extension Duration {
  /// For statistics.
  var seconds: Double { Double(inNanoseconds) / 1e9 }
}

/// Why the fixtures cannot be scored.
struct Problem: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
