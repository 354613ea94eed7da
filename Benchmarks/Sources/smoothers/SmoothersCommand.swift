import ArgumentParser

/// Scores every smoother on the recordings with ground truth.
@main
struct SmoothersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "smoothers",
    abstract: "How near the zones come to the truth on real recordings, by smoother and zone rule.",
    discussion: """
      Prints Markdown tables, the same ones every time. What is measured, and what the words mean, \
      is in Benchmarks/README.md under "Accuracy of the smoothers".
      """)

  func run() throws {
    let contenders = Contender.smoothers + Contender.timeConstants + Contender.zoneRules
    let judge = try Judge()
    var progress = Progress(of: contenders.count)
    let verdicts = try contenders.map { contender in
      progress.step(contender.name)
      return try judge.verdict(on: contender)
    }
    progress.clear()
    guard let standard = verdicts.first(where: { $0.name == Contender.standard }) else {
      throw Problem("the standard smoother is not among the smoothers")
    }
    let moving = MovingBeacon.Thresholds.allCases.map { thresholds in
      Table(of: verdicts, against: standard, thresholds)
    }
    let tables = moving + [Table(ofDoorsAndStillness: verdicts, against: standard)]
    print(tables.map(\.text).joined(separator: "\n"), terminator: "")
  }
}
