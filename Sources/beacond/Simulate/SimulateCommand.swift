import ArgumentParser
import Foundation
import Proximity
import Simulation

/// `beacond simulate`: a day at a shop made of one number, told as a person would like to see it.
struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Live through a simulated day at a shop: who was where, and for how long.",
    discussion: """
      The same seed gives the same day and the same digest on every machine. It needs no radio, no \
      configuration and no network, and writes nothing but the picture if one is asked for.
      """)

  @Option(help: "What the day is made of.")
  var seed: UInt64 = 1

  @Option(help: "How many hours the shop is open, from 09:00 on; 1 to 24.")
  var hours = 8

  @Option(help: "How many shoppers have opted in; 1 to 1000.")
  var shoppers = 20

  @Option(help: "How many others come in an hour; 0 to 100000.")
  var strangers = 100

  @Option(help: "Draw presence over time into this SVG file.")
  var svg: String?

  func run() throws {
    let day = try shopDay()
    var progress = ProgressLine()
    let report = try DayReport(day) { time in
      progress.show("\(DayReport.clock(time)) of the day")
    }
    progress.clear()
    if let svg { try Self.write(report.picture, to: svg) }
    var output = StandardOutput()
    var table = TextTable(["shopper", "place", "from", "to", "dwell", ""])
    let visits = report.visits.sorted {
      ($0.shopper, $0.time.lowerBound) < ($1.shopper, $1.time.lowerBound)
    }
    var last: Int?
    for visit in visits {
      table.add([
        last == visit.shopper ? "" : "\(day.scenario.shoppers[visit.shopper].id)",
        "\(day.scenario.floor.places[Int(visit.place.rawValue)].id)",
        DayReport.clock(visit.time.lowerBound), DayReport.clock(visit.time.upperBound),
        Self.minutes(visit.time.upperBound - visit.time.lowerBound),
        visit.away.map { "back after \(Self.minutes($0))" } ?? "",
      ])
      last = visit.shopper
    }
    for line in table.lines { try output.write(line) }
    try output.write("")
    try output.write(
      "\(visits.count) visits were told of and \(report.truly) there truly were; "
        + "\(report.resolved) reports of shoppers, \(report.strangers) of strangers, dropped.")
    let digest = String(report.digest, radix: 16)
    try output.write(
      "seed \(seed), digest \(String(repeating: "0", count: 16 - digest.count))\(digest)")
    try output.flush()
  }

  private func shopDay() throws -> ShopDay {
    do {
      return try ShopDay(seed: seed, hours: hours, shoppers: shoppers, strangers: strangers)
    } catch {
      throw Failure(
        code: Failure.usage,
        message: "--\(error.path): \(error.problem); 'beacond simulate --help' lists the ranges")
    }
  }

  private static func write(_ picture: String, to path: String) throws {
    do {
      try Data(picture.utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      let reason = StandardOutput.cause(of: error)?.localizedFailureReason
      throw Failure(
        code: Failure.io,
        message:
          "\(path): the picture cannot be written: \(reason ?? "\(error)"); name a file in a "
          + "folder that exists and can be written to")
    }
  }

  private static func minutes(_ duration: Duration) -> String {
    let seconds = Int(duration / .seconds(1))
    return seconds < 60 ? "\(seconds) s" : "\(seconds / 60) min"
  }
}
