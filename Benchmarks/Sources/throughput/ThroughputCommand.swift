import ArgumentParser
import CProcess
import Foundation
import Gateway
import Ledger
import Proximity
import Recording
import Site
import Workload

/// Replays a long recording as `beacond replay` does, from file to facts.
@main
struct ThroughputCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "throughput",
    abstract: "Reports per second of a btsnoop file replayed through the gateway.",
    subcommands: [KeysCommand.self])

  @Option(help: "Reports in the recording.")
  var reports = 2_000_000

  @Option(help: "Shoppers enrolled, at most 10,000: more do not fit a site file.")
  var shoppers = 10_000

  @Option(help: "Strangers' reports for each one of a shopper's.")
  var strangers = 1

  @Option(help: "How often the recording is replayed.")
  var runs = 5

  @Option(help: "Where to keep the recording; one that is there already is replayed as it is.")
  var recording: String?

  func validate() throws {
    guard reports > 0, (1...10_000).contains(shoppers), strangers >= 0, runs > 0 else {
      throw ValidationError("--shoppers wants 1 to 10,000, the others at least 1")
    }
  }

  func run() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "beacon-throughput-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let crowd = try Crowd(count: shoppers, receivers: 1)
    let path = recording ?? folder.appending(path: "crowd.btsnoop").path
    if !FileManager.default.fileExists(atPath: path) { try record(crowd, to: path) }
    let site = try Site(yaml: crowd.siteFile.utf8, source: "crowd.yaml", for: .replay)
    var samples: [Sample] = []
    for _ in 0..<runs {
      let sample = try await replay(path, at: site)
      print(sample)
      samples.append(sample)
    }
    samples.sort { $0.cpuPerReport < $1.cpuPerReport }
    print("median: \(samples[samples.count / 2])")
    print("peak resident memory: \(peak_resident_bytes() >> 20) MiB")
  }

  private func record(_ crowd: Crowd, to path: String) throws {
    let traffic = Traffic(of: crowd, seconds: 20, strangers: strangers)
    let start: Int64 = 1_700_000_000_000_000_000
    var writer = try BtsnoopWriter(path: path)
    for report in 0..<reports {
      let begin = report % traffic.count * WireEvent.length
      try writer.append(
        traffic.bytes.span.extracting(begin..<begin + WireEvent.length),
        at: Instant(nanoseconds: start + Int64(report) * traffic.interval))
    }
    try writer.finish()
  }

  private func replay(_ path: String, at site: Site) async throws -> Sample {
    var replay = try await Replay([ReplayInput(path: path)], at: site, ledger: MemoryLedger())
    let start = ContinuousClock.now
    let cpuStart = clock()
    while try await replay.next() != nil {}
    let summary = replay.summary
    return Sample(
      reports: summary.reports, resolved: summary.resolved, facts: summary.facts,
      wall: ContinuousClock.now - start,
      cpu: .microseconds(Int64(clock() - cpuStart) * 1_000_000 / Int64(CLOCKS_PER_SEC)))
  }
}
