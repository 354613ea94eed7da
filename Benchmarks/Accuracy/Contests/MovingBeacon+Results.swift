import Scoring

extension MovingBeacon {
  /// What a site consists of.
  enum Site: Sendable {
    /// One receiver, which knows of no other.
    case oneReceiver
    /// All twelve, and where they are.
    case allReceivers
  }

  /// dB by which the engine's thresholds are moved where they are tuned, farther first.
  private static let moves = Array(stride(from: Float(8), through: -8, by: -1))

  /// Everybody's, the engine's first.
  func results(_ site: Site, _ progress: inout Progress) throws -> [Result] {
    progress.step("moving beacon, \(site)")
    let calibrated = try tracks.indices.map { track in
      try part(track, calibration(without: track), site)
    }
    let defaults = try tracks.indices.map { track in
      try part(track, .standard(receivers: receivers.count), site)
    }
    var results = [
      Result(name: "engine", parts: calibrated),
      Result(name: "engine, threshold tuned", parts: try tuned(site)),
      Result(name: "engine, defaults", parts: defaults),
    ]
    for peer in Peer.all {
      progress.step("moving beacon, \(site): \(peer.name)")
      let parts = try parts(of: peer, site)
      results.append(Result(name: peer.name, parts: parts, isPeer: true))
    }
    progress.step("moving beacon, \(site): bound")
    results.append(Result(name: [Result].bound, parts: try bounds(site)))
    return results
  }

  /// The engine's on a track.
  ///
  /// - Parameter change: what becomes of each course before the engine gets it.
  func part(
    _ track: Int, _ calibration: Calibration, _ site: Site,
    _ change: (Course) -> Course = { $0 }
  ) throws -> Part {
    try part(track, calibration, site) { course in
      try Detection(byEngineOf: change(course), measuredPower: calibration.measuredPower)
    }
  }

  /// What the engine's model could make of each track if it knew the future, calibrated as the
  /// engine is.
  private func bounds(_ site: Site) throws -> [Part] {
    try tracks.indices.map { track in
      let calibration = calibration(without: track)
      return try part(track, calibration, site) { course in
        try Detection(byBoundOf: course, measuredPower: calibration.measuredPower)
      }
    }
  }

  private func part(
    _ track: Int, _ calibration: Calibration, _ site: Site,
    detect: (Course) throws -> Detection
  ) throws -> Part {
    switch site {
    case .allReceivers:
      let course = try course(track, calibration)
      return Part(try detect(course), truth: tracks[track].truth, in: course)
    case .oneReceiver:
      return .sum(
        try receivers.indices.map { receiver in
          let course = try course(track, calibration, only: receiver)
          return Part(try detect(course), truth: [tracks[track].truth[receiver]], in: course)
        })
    }
  }

  /// The engine's with what was best on the other tracks, whose calibration knows nothing of the
  /// track either.
  private func tuned(_ site: Site) throws -> [Part] {
    try tracks.indices.map { track in
      let calibration = calibration(without: track)
      let all = try tracks.indices.map { other in
        try Self.moves.map { move in
          var moved = calibration
          moved.measuredPower -= move
          return try part(other, moved, site)
        }
      }
      let best = bestOnOthers(all, folds: Array(tracks.indices), Part.f1)
      return all[track][best[track]]
    }
  }

  /// A peer's with the threshold that was best on the other tracks.
  private func parts(of peer: Peer, _ site: Site) throws -> [Part] {
    let detections = try detections(by: peer, site)
    return try tracks.indices.map { track in
      Part(detections[track], truth: tracks[track].truth, in: try plainCourse(track))
    }
  }

  /// By track, what a peer makes of it with the threshold that was best on the other tracks.
  func detections(by peer: Peer, _ site: Site) throws -> [Detection] {
    let candidates = Candidate.all(of: peer, every: 1)
    let levels = try tracks.indices.map { Levels(of: try plainCourse($0), by: peer) }
    let detect = { (track: Int, candidate: Candidate) in
      peer.detect(
        levels[track], candidate, in: try plainCourse(track), isRace: site == .allReceivers)
    }
    let all = try tracks.indices.map { track in
      try candidates.map { candidate in
        Part(
          try detect(track, candidate), truth: tracks[track].truth, in: try plainCourse(track))
      }
    }
    let best = bestOnOthers(all, folds: Array(tracks.indices), Part.f1)
    return try tracks.indices.map { try detect($0, candidates[best[$0]]) }
  }

  /// What peers get: they know of no calibration.
  private func plainCourse(_ track: Int) throws -> Course {
    try course(track, .standard(receivers: receivers.count))
  }
}
