import ArgumentParser
import Foundation
import Gateway
import Ledger
import Logging
import Proximity
import Recording
import Site

/// `beacond replay`: recordings in, facts and decisions out.
struct ReplayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Replay recordings through the engine and print facts and decisions.",
    discussion: """
      Recordings are btsnoop files (datalink 1001, 1002 or 2001) or CSV files with the header \
      'time,receiver,beacon,rssi'; several are merged by time. A btsnoop file does not say who \
      recorded it: write RECEIVER=FILE, unless the site has but one receiver.

      Reports up to 5 s out of order are put in order; older ones are counted as late.

      Example: beacond replay --site shop.yaml --format jsonl door=door.btsnoop walk.csv
      """)

  @Option(help: "The site file (YAML).", completion: .file(extensions: ["yaml", "yml"]))
  var site: String

  @Option(help: "A table for people or JSON Lines for programs.")
  var format = EventFormat.table

  @Option(
    help: """
      As fast as it goes (max), or that many times as fast as it was recorded (0.001 to 1000000).
      """)
  var speed = ReplaySpeed.max

  @Option(
    help: """
      When the seconds of a CSV recording are 0, such as 2026-05-16T09:00:00Z; by default in 1970.
      """)
  var start: StartTime?

  @Argument(
    help: ArgumentHelp("The recordings; '-' is standard input.", valueName: "[receiver=]file"))
  var files: [String]

  func run() async throws {
    let site = try SiteFile.read(site)
    var replay = try await Replay(
      files.map { ReplayInput(argument: $0, in: site.floor) }, at: site, ledger: MemoryLedger(),
      origin: start?.instant ?? Instant(nanoseconds: 0))
    var printer = EventPrinter(format, site)
    let pace = ReplayPace(speed, from: replay.start)
    var progress = ProgressLine()
    defer { progress.clear() }
    while let (events, time) = try await replay.next() {
      await pace.wait(for: time)
      if !events.isEmpty {
        if StandardOutput.isTerminal { progress.clear() }
        try printer.print(events)
        if speed != .max { try printer.flush() }
      }
      progress.show("\(replay.summary.reports) reports, up to \(printer.clock(time))")
    }
    progress.clear()
    try printer.print(replay.openVisits)
    let summary = replay.summary
    try printer.print(summary)
    warn(of: summary)
  }

  private func warn(of summary: ReplaySummary) {
    for (file, damage) in summary.damage { Logger.command.warn(of: damage, in: file) }
    if summary.astray > 0 {
      Logger.command.warning(
        """
        \(summary.astray) reports lie hours ahead of those before and after them and are left out as \
        malformed
        """)
    }
    if summary.evicted > 0 {
      Logger.command.warning(
        """
        the engine's tables were full: the stalest gave way \(summary.evicted) times, and facts are \
        missing; replay fewer shoppers or receivers at once
        """)
    }
    if summary.elsewhere > 0 {
      Logger.command.warning(
        """
        \(summary.elsewhere) reports are of receivers that the site does not have, or of times more \
        than 146 years from 1970; they tell nothing
        """)
    }
  }
}

/// A moment on a command line.
struct StartTime: ExpressibleByArgument {
  let instant: Instant

  init?(argument: String) {
    let style = Date.ISO8601FormatStyle()
    let date =
      (try? style.parse(argument))
      ?? (try? style.year().month().day().time(includingFractionalSeconds: true).parse(argument))
    guard let date, abs(date.timeIntervalSince1970) < 4e9 else { return nil }
    instant = Instant(seconds: date.timeIntervalSince1970)
  }
}
