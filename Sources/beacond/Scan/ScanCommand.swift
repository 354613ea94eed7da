import ArgumentParser
import BlueZ
import Foundation
import Proximity

/// `beacond scan`: what this hub hears now, in numbers.
struct ScanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scan",
    abstract: "Show how much this hub hears now, refreshed every second.",
    discussion: """
      How many advertisements, from about how many transmitters, how strong, and how many carry a \
      beacon's frame; never whose. Ends with Ctrl-C, or after --seconds.
      """)

  @Option(help: "The adapters: hci0, an address or any; up to six.")
  var adapter: [AdapterChoice] = []

  @Option(help: "Through what it listens: automatic, monitor, raw or user.")
  var path = RadioPath.automatic

  @Option(help: "How long to listen, in seconds.")
  var seconds: Int?

  func run() async throws {
    let adapters = adapter.isEmpty ? [.any] : adapter.map(\.adapter)
    let bindings = adapters.enumerated().map {
      AdapterBinding($1, receiver: ReceiverIndex(UInt16($0)))
    }
    let stream = try AdvertisementStream(bindings, options: path.options)
    let interruption = Interruption(of: stream)
    defer { withExtendedLifetime(interruption) {} }
    try await show(stream, adapters)
  }

  private func show(_ stream: AdvertisementStream, _ adapters: [AdapterSelection]) async throws {
    var second = HeardSecond(receivers: adapters.count)
    var health = [SourceHealth](repeating: .starting, count: adapters.count)
    let start = RadioClock.now
    var next = start + .seconds(1)
    var shown = 0
    for try await element in stream {
      for change in element.health { health[Int(change.receiver.rawValue)] = change.health }
      second.add(element.advertisements)
      let now = RadioClock.now
      guard now >= next else { continue }
      next = now + .seconds(1)
      try print(second, health, adapters, stream.counts, refresh: shown > 0)
      shown += 1
      second = HeardSecond(receivers: adapters.count)
      if let seconds, now - start >= .seconds(seconds) { await stream.stop() }
    }
  }

  private func print(
    _ second: HeardSecond, _ health: [SourceHealth], _ adapters: [AdapterSelection],
    _ counts: SourceCounts, refresh: Bool
  ) throws {
    var table = TextTable(["adapter", "heard/s", "transmitters", "frames/s", "RSSI", "health"])
    for (position, adapter) in adapters.enumerated() {
      let heard = second.receivers[position]
      table.add([
        "\(adapter)", "\(heard.count)", "~\(heard.transmitters)", "\(heard.frames)",
        heard.strength, health[position].advice,
      ])
    }
    var output = StandardOutput()
    if refresh, StandardOutput.isTerminal {
      try output.write("\u{1B}[\(adapters.count + 3)A\u{1B}[J")
    }
    for line in table.lines { try output.write(line) }
    try output.write("\(counts.drops) lost, \(counts.damaged) damaged so far")
    try output.flush()
  }
}
