import ArgumentParser
import Foundation
import Proximity
import Workload

/// Times the belief over a floor; also what a profiler is run on.
@main
struct FloorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "floor",
    abstract: "Nanoseconds per look where all receivers speak to one belief for each shopper.",
    discussion: """
      Shoppers stroll over a floor of 24 m by 16 m with twelve receivers, which all hear them once a \
      second. A thousand looks are taken in at a time; the figure is the median over these batches.
      """)

  @Option(help: "Shoppers on the floor.")
  var shoppers = 5_000

  @Option(help: "Batches of a thousand looks.")
  var batches = 1_000

  @Option(help: "Width of the floor in metres; beyond 32 the window follows the shoppers.")
  var width = 24.0

  func validate() throws {
    guard (1...1_000_000).contains(shoppers), batches >= 1, (8...2_000).contains(width) else {
      throw ValidationError(
        "--shoppers wants 1 to 1,000,000, --batches at least 1, --width 8 to 2,000")
    }
  }

  func run() throws {
    var crowd = try StrollingCrowd(count: shoppers, width: width, seed: 1)
    let limits = Limits(
      shoppers: shoppers, identifiers: 1, tracks: shoppers * 12, beliefs: shoppers,
      presences: shoppers * 12, departures: shoppers * 12)
    var engine = try Engine(crowd.floor, limits: limits)
    var facts = 0
    // Two seconds, so that everybody is known.
    for _ in 0..<(shoppers * 24 / StrollingCrowd.batchSize + 1) {
      engine.ingest(crowd.next()) { _ in facts += 1 }
    }
    var times: [Double] = []
    for _ in 0..<batches {
      let sightings = crowd.next()
      let start = ContinuousClock.now
      engine.ingest(sightings) { _ in facts += 1 }
      times.append(
        Double((ContinuousClock.now - start).inNanoseconds) / Double(sightings.count))
    }
    times.sort()
    print("shoppers  ns a look  quietest tenth  refused  facts")
    print(
      String(
        format: "%8d %10.0f %15.0f %8d %6d", shoppers, times[times.count / 2],
        times[times.count / 10], engine.counters.beliefsRefused, facts))
  }
}
