import Foundation
import Proximity
import Scoring

extension Picture {
  /// Draws every track of the moving beacon and the walk through the door, a file each.
  static func drawAll(into folder: String, _ progress: inout Progress) throws {
    let folder = URL(filePath: folder, directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    progress.step("pictures")
    for (name, picture) in try beacon(MovingBeacon(), &progress) + [door(DoorCrossings())] {
      try Data(picture.svg.utf8).write(to: folder.appending(path: "\(name).svg"))
    }
  }

  private static func beacon(
    _ beacon: MovingBeacon, _ progress: inout Progress
  ) throws -> [(String, Picture)] {
    let results = try beacon.results(.allReceivers, &progress)
    guard let best = results.bestPeer, let peer = Peer.all.first(where: { $0.name == best.name })
    else { return [] }
    let detections = try beacon.detections(by: peer, .allReceivers)
    return try beacon.tracks.indices.map { track in
      let calibration = beacon.calibration(without: track)
      let course = try beacon.course(track, calibration)
      let engine = try Detection(byEngineOf: course, measuredPower: calibration.measuredPower)
      let f1 = { (parts: [Part]) in Part.f1([parts[track]]).map { $0.text(2) } ?? "–" }
      return (
        beacon.tracks[track].name,
        Picture(
          title: """
            \(beacon.tracks[track].name): near within \(MovingBeacon.radius) m, F1 \
            \(f1(results[0].parts)), \(peer.name) \(f1(best.parts))
            """,
          peerName: peer.name, length: course.length, thresholds: thresholds,
          strips: strips(
            course, beacon.tracks[track].truth, engine, detections[track],
            try likelihoods(of: course, measuredPower: calibration.measuredPower)))
      )
    }
  }

  private static func door(_ door: DoorCrossings) throws -> (String, Picture) {
    let run = door.runs[0]
    let course = try door.course(run, withPositions: true)
    let engine = try Detection(byEngineOf: course, measuredPower: -59)
    // Nothing of these recordings was needed to choose it: it loses least on the moving beacon.
    guard let peer = Peer.all.first(where: { $0.name == "running mean of 5 s" }) else {
      throw Problem("there is no running mean among the peers")
    }
    let other = peer.detect(
      Levels(of: course, by: peer), Candidate(threshold: -200, gap: 0), in: course, isRace: true)
    return (
      run.name,
      Picture(
        title: "\(run.name): which side of the door", peerName: peer.name, length: course.length,
        thresholds: thresholds,
        strips: strips(
          course, run.truth, engine, other, try likelihoods(of: course, measuredPower: -59)))
    )
  }

  /// To enter and to stay, on a floor with positions.
  private static var thresholds: [Double] {
    let rules = BeliefRules()
    return [Double(rules.enter), Double(rules.leave)]
  }

  /// Four times a second, or as often as can be seen.
  private static func likelihoods(
    of course: Course, measuredPower: Float
  ) throws -> [[(time: Double, likelihood: Double?)]] {
    try course.likelihoods(measuredPower: measuredPower, every: max(0.25, course.length / 1000))
  }

  /// In a strip; more of them are a black bar.
  private static let mostDots = 1000

  private static func strips(
    _ course: Course, _ truth: [[Interval]], _ engine: Detection, _ peer: Detection,
    _ likelihoods: [[(time: Double, likelihood: Double?)]]
  ) -> [Strip] {
    zip(course.floor.places, course.watchers).enumerated().map { place, watched in
      let looks = course.looks.filter { watched.1.contains($0.receiver) }
      let step = max(1, looks.count / mostDots)
      return Strip(
        name: watched.0.id.description,
        looks: looks.enumerated().filter { $0.offset % step == 0 }.map(\.element),
        likelihood: likelihoods[place], truth: truth[place],
        near: engine.near[place], zones: engine.zones[place], peer: peer.near[place])
    }
  }
}
