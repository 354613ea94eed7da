import Scoring
import Simulation

/// What a worse world does to the engine on the moving beacon: its calibration knows nothing of it.
struct Ablations: Sendable {
  let beacon: MovingBeacon

  /// A way in which the looks of a recording are worse, or more, than they were.
  private struct Change: Sendable {
    let name: String
    let apply: @Sendable ([Look]) -> [Look]
  }

  private static var changes: [Change] {
    [
      Change(name: "as recorded") { $0 },
      Change(name: "30 % of the looks lost") { looks in
        var random = SplitMix64(seed: 1)
        return looks.filter { _ in !random.happens(0.3) }
      },
      Change(name: "times off by up to 200 ms") { looks in
        var random = SplitMix64(seed: 2)
        return looks.map { look in
          Look(
            time: max(0, look.time + random.uniform(in: -0.2...0.2)), receiver: look.receiver,
            rssi: look.rssi)
        }.sorted { ($0.time, $0.receiver) < ($1.time, $1.receiver) }
      },
      Change(name: "beacon 10 dB stronger") { looks in
        looks.map { Look(time: $0.time, receiver: $0.receiver, rssi: $0.rssi + 10) }
      },
      Change(name: "beacon 10 dB weaker") { looks in
        looks.map { Look(time: $0.time, receiver: $0.receiver, rssi: $0.rssi - 10) }
      },
      Change(name: "a look every 5 s", apply: thinned),
      Change(name: "ten looks for each, ±2 dB", apply: repeated),
    ]
  }

  /// The first look of each receiver in every 5 s.
  private static func thinned(_ looks: [Look]) -> [Look] {
    var latest: [Int: Int] = [:]
    return looks.filter { look in
      let turn = Int(look.time / 5)
      defer { latest[look.receiver] = turn }
      return latest[look.receiver] != turn
    }
  }

  /// Each look and nine like it, evenly until the receiver's next one.
  private static func repeated(_ looks: [Look]) -> [Look] {
    var random = SplitMix64(seed: 3)
    var next: [Int: Double] = [:]
    var all: [Look] = []
    for look in looks.reversed() {
      let gap = min(1, (next[look.receiver] ?? look.time) - look.time)
      next[look.receiver] = look.time
      for turn in 0..<10 where turn == 0 || gap > 0 {
        all.append(
          Look(
            time: look.time + Double(turn) / 10 * gap, receiver: look.receiver,
            rssi: (look.rssi + 2 * Float(random.gaussian())).rounded()))
      }
    }
    return all.sorted { ($0.time, $0.receiver) < ($1.time, $1.receiver) }
  }

  func sheet(_ progress: inout Progress) throws -> Sheet {
    var sheet = Sheet(
      key: "ablations", title: "The engine on the moving beacon, when the world is worse",
      notes: [
        """
        Split: leave one track out; calibrated on the other four as they were recorded. One receiver \
        silent: each of the twelve in turn, scored on the places of the others.
        """
      ],
      measures: [
        .good("one receiver: F1"), .rate("one receiver: false/h"), .good("all receivers: F1"),
        .rate("all receivers: false/h"),
      ])
    for change in Self.changes {
      progress.step("ablations: \(change.name)")
      let parts = try [MovingBeacon.Site.oneReceiver, .allReceivers].map { site in
        try beacon.tracks.indices.map { track in
          try beacon.part(track, beacon.calibration(without: track), site) { course in
            var course = course
            course.looks = change.apply(course.looks)
            return course
          }
        }
      }
      sheet.rows.append(Self.row(change.name, parts))
    }
    progress.step("ablations: one receiver silent")
    let silent = try beacon.tracks.indices.map { try withoutOneReceiver($0) }
    sheet.rows.append(Self.row("one receiver silent", [nil, silent]))
    return sheet
  }

  /// Of a track, with each of the receivers silent in turn.
  private func withoutOneReceiver(_ track: Int) throws -> Part {
    let calibration = beacon.calibration(without: track)
    var sum = Part()
    for silent in beacon.receivers.indices {
      var course = try beacon.course(track, calibration)
      course.looks.removeAll { $0.receiver == silent }
      sum += Part(
        try Detection(byEngineOf: course, measuredPower: calibration.measuredPower),
        truth: beacon.tracks[track].truth, in: course, unwatched: silent)
    }
    return sum
  }

  /// - Parameter parts: by site and then by track.
  private static func row(_ name: String, _ parts: [[Part]?]) -> Row {
    Row(
      name,
      parts.flatMap { parts -> [Row.Cell] in
        guard let parts else { return [Row.Cell(), Row.Cell()] }
        let result = Result(name: name, parts: parts)
        return [
          Row.Cell(value: result.f1, range: result.range),
          Row.Cell(value: Part.sum(parts).near.falseTransitionsPerHour),
        ]
      })
  }
}
