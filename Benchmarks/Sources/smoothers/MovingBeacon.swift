import Accuracy
import Proximity
import Site

/// Near on three tracks through a floor of twelve receivers, each a place of its own.
struct MovingBeacon {
  /// How path loss becomes metres.
  enum Thresholds: CaseIterable {
    /// As the site file says, whose fit knows nothing of these tracks.
    case calibrated
    /// As of a site that states nothing.
    case uncalibrated
    /// As the site file says, moved for each contender, radius and track by the whole dB within ±8
    /// with which the contender does best, by F1, on the two other tracks.
    case moved
  }

  /// Metres from the receiver, horizontally.
  static let radii: [Float] = [2.5, 4]

  /// The scores of a contender.
  struct Result: Equatable {
    /// For each receiver on each track.
    var scores: [Score] = []
    /// For each track, dB by which the thresholds were moved; farther is positive.
    var moves: [Float] = []
  }

  private struct Track {
    let sightings: [Sighting]
    let recording: Interval
    /// By radius and then by receiver.
    let truth: [[[Interval]]]
  }

  private let tracks: [Track]
  private let site: Site

  init() throws {
    let site = try Fixture.site("moving-beacon")
    self.site = site
    tracks = try ["01", "03", "05"].map { track in
      let fixture = try Fixture("moving-beacon-straight_\(track)", truth: ["x", "y", "z"])
      let points = fixture.truth.map { Path.Point(time: $0.time, x: $0.values[0], y: $0.values[1]) }
      let path = Path(points)
      let recording = Interval(0, fixture.length)
      return Track(
        sightings: try fixture.sightings(on: site.floor, measuredPower: site.measuredPower),
        recording: recording,
        truth: try Self.radii.map { radius in
          try site.floor.receivers.map { receiver in
            guard let spot = receiver.position else {
              throw Problem("receiver '\(receiver.id)' has no position")
            }
            return path.within(
              Double(radius), ofX: Double(spot.x), y: Double(spot.y), during: recording)
          }
        })
    }
  }

  /// Scores a contender for the radius of that number.
  func result(
    _ contender: Contender, _ thresholds: Thresholds, radius: Int
  ) throws -> Result {
    switch thresholds {
    case .calibrated:
      let floor = try floor(radius, site.floor.receivers, site.floor.exponent)
      return Result(
        scores: try tracks.flatMap { try scores(contender, on: floor, $0, moved: 0, radius) })
    case .uncalibrated:
      let receivers = site.floor.receivers.map { Receiver(id: $0.id, position: $0.position) }
      let floor = try floor(radius, receivers, Floor.defaultExponent)
      let move = site.measuredPower - Site.defaultMeasuredPower
      return Result(
        scores: try tracks.flatMap { try scores(contender, on: floor, $0, moved: move, radius) })
    case .moved: return try moved(contender, radius)
    }
  }

  private func moved(_ contender: Contender, _ radius: Int) throws -> Result {
    let floor = try floor(radius, site.floor.receivers, site.floor.exponent)
    let moves = Array(stride(from: Float(-8), through: 8, by: 1))
    // By move and then by track.
    let all = try moves.map { move in
      try tracks.map { try scores(contender, on: floor, $0, moved: move, radius) }
    }
    var result = Result()
    for track in tracks.indices {
      let others = all.map { scores in
        Score.sum(tracks.indices.filter { $0 != track }.flatMap { scores[$0] }).f1 ?? 0
      }
      guard let best = others.indices.max(by: { others[$0] < others[$1] }) else { continue }
      result.scores += all[best][track]
      result.moves.append(moves[best])
    }
    return result
  }

  /// A score for each receiver of a track.
  private func scores(
    _ contender: Contender, on floor: Floor, _ track: Track, moved move: Float, _ radius: Int
  ) throws -> [Score] {
    let sightings = track.sightings.map { sighting in
      var sighting = sighting
      sighting.pathLoss -= move
      return sighting
    }
    return zip(track.truth[radius], try contender.detect(floor, sightings)).map { truth, detected in
      Score(truth: truth, detected: detected, during: track.recording)
    }
  }

  private func floor(
    _ radius: Int, _ receivers: [Receiver], _ exponent: Float
  ) throws -> Floor {
    let places = try receivers.map { receiver in
      guard let id = PlaceID(receiver.id.description) else {
        throw Problem("'\(receiver.id)' cannot be a place")
      }
      return Place(id: id, receivers: [receiver.id], radius: Self.radii[radius])
    }
    return try Floor(receivers: receivers, places: places, exponent: exponent)
  }
}
