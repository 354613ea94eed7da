import BlueZ
import Foundation
import Proximity

/// A shop's day through `beacond run`, in virtual time.
///
/// Beacons advertise every 2 s, as tags that are to last a year do, so that the day takes minutes:
/// an advertisement costs some 100,000 instructions of kernel, controller and daemon together, an
/// hour in which nothing happens some seconds.
enum Day {
  static let scenarios = [
    Scenario(name: "day: 24 hours with 200 shoppers are as they were scripted", suite: .day) {
      try day()
    }
  ]

  /// Somebody is in the shop, in seconds since midnight.
  private struct Visit {
    let arrival: Double
    let dwell: Double
    var departure: Double { arrival + dwell }
  }

  private static let shoppers = 200
  private static let interval = 2.0
  /// What a fact may differ from the script: an interval at either end, and a lost look or two.
  private static let tolerance = 6.0

  /// One to three visits of each shopper between nine and nine, at least 20 minutes apart.
  private static func plan(_ random: inout Seeded) -> [[Visit]] {
    (0..<shoppers).map { _ in
      var visits: [Visit] = []
      var time = 9 * 3600 + 5 * 3600 * random.uniform()
      for _ in 0..<(1 + Int(3 * random.uniform())) {
        let dwell = 120 + 900 * random.uniform()
        visits.append(Visit(arrival: time, dwell: dwell))
        time += dwell + 1200 + 4800 * random.uniform()
      }
      return visits
    }
  }

  private static func script(_ visits: [[Visit]], _ random: inout Seeded) -> AirScript {
    var script = AirScript()
    for (shopper, visits) in visits.enumerated() {
      let address = Payload.address(0xC3EE_0000_0000 | UInt64(shopper))
      for visit in visits {
        var time = visit.arrival
        while time <= visit.departure {
          let rssi = -58 + Int(6 * random.uniform())
          script.add("advertise 3 \(address) \(rssi) \(Payload.iBeacon(shopper))", at: time)
          time += interval * (0.9 + 0.2 * random.uniform())
        }
      }
    }
    // The shop's own till, which nobody enrolled, goes on all night.
    for time in stride(from: 0.5, to: 86_400, by: 5) {
      script.add("advertise 3 C3:EE:00:FF:FF:FF -70 \(Payload.iBeacon(65_000))", at: time)
    }
    script.add("status", at: 86_400)
    return script
  }

  private static func day() throws -> String {
    var random = Seeded(seed: 24)
    let visits = plan(&random)
    let script = script(visits, &random)
    try script.write(to: "/run/radio-bed-day")
    let controller = try VirtualController()
    let daemon = try RunningDaemon(site: Figures.site(shoppers: shoppers))
    try daemon.expect("door hears", within: 60)
    try controller("await scan")
    let midnight = Date.now
    try controller.begin("play /run/radio-bed-day")
    var resident: [Int] = []
    for hour in 1...24 {
      while Date.now < midnight + Double(hour) * 3600, daemon.process.isRunning {
        _ = daemon.read(within: 60)
      }
      try require(daemon.process.isRunning, "it ended in hour \(hour): \(daemon.errors)")
      resident.append(daemon.residentKiB)
    }
    let account = try controller.finish()
    Tool.pause(120)
    daemon.end()
    try require(account.unheard == 0 && account.duplicates == 0, "\(account.unheard) unheard")
    let report = try Report(daemon.output)
    let worst = try compare(report, visits, since: midnight.timeIntervalSince1970)
    // What the first busy hours needed, the rest of the day must do with.
    let (noon, night) = (resident[11], resident[23])
    try require(night - noon < 1024, "resident by the hour, in KiB: \(resident)")
    let count = visits.reduce(0) { $0 + $1.count }
    return String(
      format: """
        %d advertisements, %d visits and %d returns as scripted, at most %.1f s off; resident %d KiB \
        at noon, %d KiB at midnight
        """, account.aired, count, count - shoppers, worst, noon, night)
  }

  /// The most that a time differs.
  private static func compare(
    _ report: Report, _ planned: [[Visit]], since midnight: Double
  ) throws -> Double {
    var worst = 0.0
    for (shopper, planned) in planned.enumerated() {
      let entered = report.visits("entered", of: "s\(shopper)")
      let departed = report.visits("departed", of: "s\(shopper)")
      try require(
        entered.count == planned.count && departed.count == planned.count,
        "shopper \(shopper): \(planned) became \(entered) and \(departed)")
      for (number, visit) in planned.enumerated() {
        let isReturn = number > 0
        var errors = [
          entered[number].since - midnight - visit.arrival, departed[number].dwell - visit.dwell,
          departed[number].since - midnight - visit.departure,
        ]
        if isReturn {
          errors.append(
            (entered[number].away ?? .infinity) - (visit.arrival - planned[number - 1].departure))
        }
        let largest = errors.map(abs).max() ?? 0
        try require(
          largest <= tolerance && entered[number].returned == isReturn,
          "shopper \(shopper), visit \(number): off by \(errors) s, \(entered[number])")
        worst = max(worst, largest)
      }
    }
    return worst
  }
}

/// The visits that a daemon printed as JSON Lines.
struct Report {
  struct Visit: Decodable {
    let event: String
    let phase: String?
    let shopper: String?
    let since: Double
    let dwell: Double
    let returned: Bool
    let away: Double?
  }

  private let visits: [String: [Visit]]

  init(_ output: String) throws {
    let decoder = JSONDecoder()
    let lines = output.split(separator: "\n").filter { $0.contains("\"event\":\"visit\"") }
    let all = try lines.map { try decoder.decode(Visit.self, from: Data($0.utf8)) }
    visits = Dictionary(grouping: all) { $0.shopper ?? "" }
  }

  func visits(_ phase: String, of shopper: String) -> [Visit] {
    (visits[shopper] ?? []).filter { $0.phase == phase }
  }
}
