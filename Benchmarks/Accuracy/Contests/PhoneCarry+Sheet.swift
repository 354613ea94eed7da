import Scoring
import Simulation

extension PhoneCarry {
  /// dBm at 1 m that are tried for the engine where they are tuned.
  private static let powers = Array(stride(from: Float(-82), through: -46, by: 2))

  /// Everybody's figures, the engine's first.
  func sheet(_ progress: inout Progress) throws -> Sheet {
    var sheet = Sheet(
      key: "phone-carry", title: "Phones carried in thirteen ways, near (6 ft) or far (10 ft)",
      notes: [
        """
        Split: other ways leaves one way of carrying out, same way leaves one log of the same way \
        out; nine tenths of F1 are by log.
        """
      ],
      measures: [
        .good("other ways: macro-F1"), .rate("other ways: flaps/h"), .good("same way: macro-F1"),
        .rate("same way: flaps/h"),
      ])
    progress.step("phones")
    sheet.rows.append(
      row(
        "engine", try logs.map { log in try engine(log, measuredPower(of: others(log))) },
        try logs.indices.map { try engine(logs[$0], measuredPower(of: siblings($0))) }))
    let tuned = try logs.map { log in try Self.powers.map { try engine(log, $0) } }
    sheet.rows.append(tunedRow("engine, threshold tuned", tuned))
    let defaults = try logs.map { try engine($0, -59) }
    sheet.rows.append(row("engine, defaults", defaults, defaults))
    for peer in Peer.all {
      progress.step("phones: \(peer.name)")
      let candidates = Candidate.all(of: peer, every: 2)
      let all = logs.map { log in
        let levels = Levels(of: log.course, by: peer)
        return candidates.map { verdict(log, peer.near(levels, $0, isRace: false)[0]) }
      }
      sheet.rows.append(tunedRow(peer.name, all))
    }
    return sheet
  }

  private func engine(_ log: Log, _ power: Float) throws -> Verdict {
    verdict(log, try Detection(byEngineOf: log.course, measuredPower: power).near[0])
  }

  /// All that are carried in another way.
  private func others(_ log: Log) -> [Log] { logs.filter { $0.state != log.state } }

  /// All others that are carried in the same way.
  private func siblings(_ index: Int) -> [Log] {
    logs.indices.filter { $0 != index && logs[$0].state == logs[index].state }.map { logs[$0] }
  }

  /// - Parameter all: by log and then by candidate.
  private func tunedRow(_ name: String, _ all: [[Verdict]]) -> Row {
    let others = bestOnOthers(all, folds: logs.map(\.state), \.macroF1)
    var same: [Verdict] = []
    for state in 0...(logs.last?.state ?? 0) {
      let members = logs.indices.filter { logs[$0].state == state }
      let best = bestOnOthers(members.map { all[$0] }, folds: members, \.macroF1)
      same += zip(members, best).map { all[$0][$1] }
    }
    return row(name, logs.indices.map { all[$0][others[$0]] }, same)
  }

  private func row(_ name: String, _ other: [Verdict], _ same: [Verdict]) -> Row {
    Row(
      name,
      [other, same].flatMap { verdicts in
        var generator = SplitMix64(seed: 1)
        let range = bootstrap(verdicts, using: &generator, \.macroF1)
        return [
          Row.Cell(value: verdicts.macroF1, range: range),
          Row.Cell(value: verdicts.flapsPerHour),
        ]
      })
  }
}
