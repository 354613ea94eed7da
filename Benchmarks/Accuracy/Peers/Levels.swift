import Proximity
import Scoring

/// What a filter makes of the looks of a course, whatever the threshold may be.
struct Levels: Sendable {
  struct Level: Sendable {
    var time: Double
    var receiver: Int
    /// dBm; nothing when the look changed nothing.
    var level: Float?
  }

  let levels: [Level]
  let receivers: Int
  let length: Double

  init(of course: Course, by peer: Peer) {
    receivers = course.floor.receivers.count
    length = course.length
    var filters: [any Filter] = (0..<receivers).map { _ in peer.filter() }
    levels = course.looks.map { look in
      Level(
        time: look.time, receiver: look.receiver,
        level: filters[look.receiver].level(after: look.rssi, at: look.time))
    }
  }
}

/// What can be tuned of a peer.
struct Candidate: Equatable, Sendable {
  /// dBm, halfway between entering and leaving.
  var threshold: Float
  /// dB between the two.
  var gap: Float

  /// All that are tried for a peer.
  static func all(of peer: Peer, every step: Float) -> [Candidate] {
    peer.gaps.flatMap { gap in
      stride(from: -40, through: -100, by: -step).map { Candidate(threshold: $0, gap: gap) }
    }
  }
}
