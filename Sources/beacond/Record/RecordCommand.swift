import Advertising
import ArgumentParser
import BlueZ
import Foundation
import Logging
import Proximity
import Recording
import Site

/// `beacond record`: test beacons into a file.
struct RecordCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Record the test beacons of a site file, for calibration and reports of faults.",
    discussion: """
      Writes a btsnoop file of what was heard of the site's 'shoppers', who have to be beacons of \
      your own with fixed identifiers: address, frame, RSSI and time. Of everybody else it writes how \
      many advertisements there were in each second, to FILE.counts.csv, and nothing more.

      The file begins anew at --size, and --keep of them stay, as FILE.1 and so on. Ends with \
      Ctrl-C, or after --seconds.
      """)

  @Option(help: "The site file (YAML) with the test beacons.")
  var site: String

  @Option(help: "The adapter: hci0, an address or any.")
  var adapter = AdapterChoice(.any)

  @Option(help: "Through what it listens: automatic, monitor, raw or user.")
  var path = RadioPath.automatic

  @Option(help: "How large a file may become, in MiB (1 to 1024).")
  var size = 16

  @Option(help: "How many files stay (1 to 100).")
  var keep = 4

  @Option(help: "How long to record, in seconds.")
  var seconds: Int?

  @Argument(help: "The file.", completion: .file(extensions: ["btsnoop"]))
  var file: String

  func validate() throws {
    guard (1...1024).contains(size), (1...100).contains(keep) else {
      throw ValidationError("--size takes 1 to 1024, and --keep 1 to 100")
    }
  }

  func run() async throws {
    let beacons = try Self.beacons(of: SiteFile.read(site))
    var recording = try RotatingRecording(path: file, limit: size << 20, keep: keep)
    let stream = try AdvertisementStream(
      [AdapterBinding(adapter.adapter, receiver: ReceiverIndex(0))], options: path.options)
    let interruption = Interruption(of: stream)
    defer { withExtendedLifetime(interruption) {} }
    let clock = LiveClock()
    var strangers = StrangerCounts(limit: (size << 20) / 16 * keep)
    let start = RadioClock.now
    for try await element in stream {
      for change in element.health where change.health != .hearing {
        Logger.command.warning("\(change.health.advice)")
      }
      for advertisement in element.advertisements {
        let time = clock.instant(advertisement.time)
        if Self.isOne(of: beacons, advertisement) {
          try recording.append(TestBeaconEvent.bytes(advertisement), at: time)
        } else {
          strangers.count(at: time)
        }
      }
      if let seconds, RadioClock.now - start >= .seconds(seconds) { await stream.stop() }
    }
    try recording.finish()
    try Data(strangers.csv.utf8).write(to: URL(fileURLWithPath: "\(file).counts.csv"))
  }

  static func isOne(of beacons: Set<BeaconIdentifier>, _ advertisement: Advertisement) -> Bool {
    advertisement.beacon.map(beacons.contains) == true
      || advertisement.address.map { beacons.contains($0.identifier) } == true
  }

  /// The identifiers of the site's test beacons.
  static func beacons(of site: Site) throws -> Set<BeaconIdentifier> {
    var beacons: Set<BeaconIdentifier> = []
    for shopper in site.shoppers {
      guard case .fixed(let identifiers) = shopper.credential else {
        throw Failure(
          code: Failure.badInput,
          message: "shopper '\(shopper.id)': a test beacon has a fixed identifier or address")
      }
      beacons.formUnion(identifiers)
    }
    guard !beacons.isEmpty else {
      throw Failure(code: Failure.badInput, message: "the site has no shoppers: nothing to record")
    }
    return beacons
  }
}

/// How many advertisements of strangers came in each second.
struct StrangerCounts {
  private var seconds: [(second: Int64, count: Int)] = []
  private let limit: Int

  /// Keeps the last `limit` seconds.
  init(limit: Int) { self.limit = max(1, limit) }

  mutating func count(at time: Instant) {
    let second = time.nanoseconds / 1_000_000_000
    if let last = seconds.last, last.second == second {
      seconds[seconds.count - 1].count += 1
    } else {
      if seconds.count >= limit { seconds.removeFirst(limit / 2 + 1) }
      seconds.append((second, 1))
    }
  }

  var csv: String {
    "time,strangers\n" + seconds.map { "\($0.second),\($0.count)\n" }.joined()
  }
}
