import Alerts
import ArgumentParser
import Foundation
import Gateway
import Ledger
import Proximity
import Simulation
import Site

/// `beacond demo`: a real recording and a simulated shop day, from fixtures alone.
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Show a real recording become visits and a simulated day become alerts.",
    discussion: """
      Plays from the folder Fixtures of the source tree. It needs no radio, no configuration and \
      no network, and writes nothing.
      """)

  @Option(help: "The folder Fixtures, if it is not above the working directory.")
  var fixtures: String?

  func run() async throws {
    let folder = try FixtureFolder(fixtures)
    var output = StandardOutput()
    try await showRecording(folder, &output)
    let strangers = try await showDay(folder, &output)
    try output.write("3. Strangers")
    try output.write("")
    try output.write(strangers)
    try output.write("")
    for line in Self.whereToGoNext { try output.write(line) }
    try output.flush()
  }

  private func showRecording(
    _ folder: FixtureFolder, _ output: inout StandardOutput
  ) async throws {
    let site = try SiteFile.read(folder.file("Recordings/moving-beacon.site.yaml"))
    let walks = ["01", "03", "05"].map { "Recordings/moving-beacon-straight_\($0).csv" }
    var replay = try await Replay(
      walks.map { ReplayInput(path: folder.file($0)) }, at: site, ledger: MemoryLedger())
    let local = LocalTime(zone: site.zone.description)
    var visits = VisitCollection()
    var progress = ProgressLine()
    while let (events, time) = try await replay.next() {
      visits.add(events)
      progress.show("recording: \(local.time(time))")
    }
    progress.clear()
    visits.add(replay.openVisits)
    let summary = replay.summary
    try output.write("1. A real recording: three walks of one beacon past 12 receivers on a floor")
    try output.write(
      "   (philotuxo, Position-Annotated-BLE-RSSI-Dataset, CC0 1.0; the place names are ours)")
    try output.write("")
    for line in visits.table(local).lines { try output.write("   \(line)") }
    try output.write("")
    try output.write(
      "   \(summary.resolved) reports became \(visits.zoneChanges) changes of zone and "
        + "\(visits.visits.count) visits.")
    try output.write("")
    try output.flush()
  }

  /// Returns what there is to say of strangers.
  private func showDay(
    _ folder: FixtureFolder, _ output: inout StandardOutput
  ) async throws -> String {
    let site = try SiteFile.read(folder.file("Demo/day.site.yaml"))
    var day = try await DemoShopDay(site)
    let local = LocalTime(zone: site.zone.description)
    try output.write("2. A simulated day at \(site.name), \(local.date(DemoDay.time.lowerBound))")
    try output.write("")
    for role in DemoDay.cast {
      try output.write("   \(role.shopper): \(role.story)")
    }
    try output.write("")
    var decisions = TextTable(["time", "shopper", "alert", "decision", "because"])
    var visits = 0
    var progress = ProgressLine()
    while let (events, time) = await day.next() {
      for event in events { add(event, local, to: &decisions, &visits) }
      progress.show("simulated day: \(local.time(time))")
    }
    progress.clear()
    for line in decisions.lines { try output.write("   \(line)") }
    try output.write("")
    let counts = day.counts
    try output.write("   \(counts.packets) advertising reports, \(visits) visits.")
    try output.write("")
    return "   \(counts.strangersReports) reports were of strangers. Each was compared in memory "
      + "and dropped;\n   this count is all that is left. That they came from \(counts.strangers) "
      + "strangers, only\n   the simulation knows."
  }

  private func add(
    _ event: GatewayEvent, _ local: LocalTime, to decisions: inout TextTable, _ visits: inout Int
  ) {
    switch event {
    case .decision(let decision, let shopper, let time):
      decisions.add([
        local.time(time), shopper.description, decision.candidate.alert.description,
        decision.outcome.rawValue,
        decision.sentence(for: .shopper) { local.time($0, seenFrom: time) },
      ])
    case .fact(.dwell(let dwell), _, _) where dwell.phase == .entered: visits += 1
    case .fact(.return, _, _): visits += 1
    case .fact: break
    }
  }

  private static let whereToGoNext = [
    "Where to go next (in the source tree; beacond is .build/release/beacond)",
    "",
    "   beacond replay --site Fixtures/Recordings/moving-beacon.site.yaml \\",
    "     Fixtures/Recordings/moving-beacon-straight_05.csv       every fact of the recording above",
    "   beacond check Fixtures/Sites/example.yaml                 a site file to start from",
    "   beacond decode 0201060303AAFE0C16AAFE10EE03737769667401   what an advertisement says",
    "   README.md                                                 the library in 15 lines",
  ]
}
