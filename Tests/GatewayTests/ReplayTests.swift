import Foundation
import Gateway
import Ledger
import Proximity
import Recording
import Site
import Testing

@Suite("Replay")
struct ReplayTests {
  /// Replays rows of `seconds since the shop opened, RSSI`.
  func replay(_ rows: [(Double, Int)]) async throws -> (lines: [String], ReplaySummary) {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("replay-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("walk.csv").path
    var text = "time,receiver,beacon,rssi\n"
    for (second, rssi) in rows { text += "\(Shop.start.seconds + second),hub,tag,\(rssi)\n" }
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    var replay = try await Replay(
      [ReplayInput(path: path)], at: Shop.site(credential: "{name: tag}"), ledger: MemoryLedger(),
      limits: Limits(shoppers: 8, identifiers: 8))
    var events: [GatewayEvent] = []
    while let next = try await replay.next() { events += next.events }
    return (events.lines, replay.summary)
  }

  @Test("One report with a time far ahead does not make those after it late")
  func astray() async throws {
    var rows = (0...25).map { (Double($0), -55) }
    rows.insert((1e6, -55), at: 10)
    rows.insert((3e8, -55), at: 0)
    let (lines, summary) = try await replay(rows)
    #expect(lines.first == "6 anna entered shelf 5")
    #expect(summary.malformed == 2 && summary.late == 0 && summary.resolved == 26)
  }

  @Test("A recording that goes on days later is believed")
  func gap() async throws {
    let rows = (0...10).map { (Double($0), -55) } + (0...10).map { (2e5 + Double($0), -55) }
    let (lines, summary) = try await replay(rows)
    #expect(lines.contains { $0.contains("returned") })
    #expect(summary.malformed == 0 && summary.late == 0 && summary.resolved == 22)
  }

  @Test("What a full table gave up is counted")
  func evicted() async throws {
    let extra = """
      shoppers: [{id: a, credential: {name: a}, consents: [presence]},
        {id: b, credential: {name: b}, consents: [presence]}]
      """
    let yaml = """
      version: 1
      site: {name: Shop, zone: UTC}
      receivers: [{id: hub}]
      places: [{id: shelf, brand: house, receivers: [hub], radius: 3}]
      """
    let site = try Site(
      yaml: Array("\(yaml)\n\(extra)".utf8), source: "shop.yaml", for: .replay)
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("full-\(UUID().uuidString).csv").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try "time,receiver,beacon,rssi\n0,hub,a,-60\n1,hub,b,-60\n".write(
      toFile: path, atomically: true, encoding: .utf8)
    for (tracks, evicted) in [(2, 0), (1, 1)] {
      var replay = try await Replay(
        [ReplayInput(path: path)], at: site, ledger: MemoryLedger(),
        limits: Limits(shoppers: 8, identifiers: 8, tracks: tracks))
      while try await replay.next() != nil {}
      #expect(replay.summary.evicted == evicted)
    }
  }

  @Test("Five seconds of disorder are put in order, more is late")
  func disorder() async throws {
    let (_, summary) = try await replay([(0, -55), (10, -55), (5, -55), (4.9, -55), (11, 127)])
    #expect(summary.late == 1 && summary.resolved == 3 && summary.unavailable == 1)
    #expect(summary.reports == 5)
  }
}
