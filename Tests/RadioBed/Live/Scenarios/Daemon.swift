import BlueZ
import Foundation
import Proximity

/// The daemon, as the service manager starts it.
enum Daemon {
  static let scenarios = [
    Scenario(name: "run: from the air to facts, and away within two seconds") {
      try run()
    },
    Scenario(name: "run: reads its site again") { try reload() },
    Scenario(name: "run: killed in the middle, and started again") { try killed() },
    Scenario(name: "record: test beacons as they are, strangers as a count") { try record() },
    Scenario(name: "doctor: finds what is wrong with a machine") { try doctor() },
  ]

  private static let site = """
    version: 1
    site: {name: Bed, zone: Europe/London}
    visit: {minimum-dwell: 1s}
    receivers: [{id: door}]
    places: [{id: entrance, brand: bed, receivers: [door], radius: 4}]
    purposes: [{id: presence, text: We note when you are near., benefit: None., version: 1}]
    shoppers:
      - id: 7f3a
        credential: {ibeacon: f7826da6-4fa2-4e98-8024-bc5b71e0893e/1/7}
        consents: [presence]
    """

  /// A running `beacond run` whose output goes to files.
  private final class Running {
    let process = Process()
    let folder = "/run/radio-bed"
    private let notifications = NotificationSocket(path: "/run/radio-bed-notify")

    init() throws {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try Daemon.site.write(toFile: "\(folder)/site.yaml", atomically: true, encoding: .utf8)
      for name in ["output", "errors"] {
        _ = FileManager.default.createFile(atPath: "\(folder)/\(name)", contents: nil)
      }
      process.executableURL = Tool.url("beacond")
      process.arguments = [
        "run", "--trial", "--site", "\(folder)/site.yaml", "--format", "jsonl", "--state", folder,
      ]
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = FileHandle(forWritingAtPath: "\(folder)/output")
      process.standardError = FileHandle(forWritingAtPath: "\(folder)/errors")
      var environment = ProcessInfo.processInfo.environment
      environment["NOTIFY_SOCKET"] = notifications.path
      environment["WATCHDOG_USEC"] = "2000000"
      process.environment = environment
      try process.run()
    }

    var output: String { (try? String(contentsOfFile: "\(folder)/output", encoding: .utf8)) ?? "" }
    var errors: String { (try? String(contentsOfFile: "\(folder)/errors", encoding: .utf8)) ?? "" }
    var told: String { notifications.received() }

    /// Waits until a text is in the output or among the messages.
    func expect(_ text: String, within seconds: Double) throws {
      let end = Date.now + seconds
      while !(output + errors).contains(text) {
        try require(
          Date.now < end && process.isRunning,
          "no '\(text)' within \(seconds) s; output: \(output); messages: \(errors)")
        Tool.pause(0.02)
      }
    }

    /// Ends it; how long that took, and its exit code.
    func end(with signal: Int32 = SIGTERM) -> (seconds: Double, code: Int32) {
      let start = Date.now
      kill(process.processIdentifier, signal)
      process.waitUntilExit()
      return (Date.now.timeIntervalSince(start), process.terminationStatus)
    }

    deinit { if process.isRunning { _ = end(with: SIGKILL) } }
  }

  /// A shopper stands at the door for some seconds.
  private static func stay(_ controller: VirtualController, seconds: Int) throws {
    for _ in 0..<(seconds * 5) {
      try controller("advertise 3 C3:EE:00:00:00:07 -55 \(Reception.iBeacon(7))")
      try controller("advertise 3 C3:EE:00:00:00:99 -55 \(Reception.iBeacon(99))")
      Tool.pause(0.2)
    }
  }

  private static func run() throws -> String {
    let controller = try VirtualController()
    let started = Date.now
    let daemon = try Running()
    try daemon.expect("door hears", within: 90)
    let start = Date.now.timeIntervalSince(started)
    try controller("await scan")
    try stay(controller, seconds: 6)
    try daemon.expect("\"phase\":\"entered\"", within: 10)
    let told = daemon.told
    try require(told.contains("READY=1") && told.contains("WATCHDOG=1"), "it told: \(told)")
    try require(told.contains("1 of 1 adapters hear"), "it told: \(told)")
    let ended = daemon.end()
    try require(ended.code == 0, "exit code \(ended.code): \(daemon.errors)")
    try require(ended.seconds < 2, "it took \(ended.seconds) s to end")
    try controller("await idle 1000")
    try require(daemon.output.contains("\"phase\":\"open\""), daemon.output)
    try require(daemon.told.contains("STOPPING=1"), "it told: \(daemon.told)")
    try require(!daemon.output.contains("C3:EE"), "an address is in the output")
    return String(
      format: "hears %.2f s after its start, ends in %.2f s without a monitor", start,
      ended.seconds)
  }

  private static func reload() throws -> String {
    let controller = try VirtualController()
    let daemon = try Running()
    try daemon.expect("door hears", within: 90)
    try "version: 2".write(
      toFile: "\(daemon.folder)/site.yaml", atomically: true, encoding: .utf8)
    kill(daemon.process.processIdentifier, SIGHUP)
    try daemon.expect("the old site stays", within: 10)
    try site.replacingOccurrences(of: "entrance", with: "vestibule").write(
      toFile: "\(daemon.folder)/site.yaml", atomically: true, encoding: .utf8)
    kill(daemon.process.processIdentifier, SIGHUP)
    try daemon.expect("has been read anew", within: 90)
    try stay(controller, seconds: 6)
    try daemon.expect("vestibule", within: 10)
    return "a wrong file changes nothing, a right one is taken over"
  }

  private static func killed() throws -> String {
    let controller = try VirtualController()
    for _ in 0..<2 {
      let daemon = try Running()
      try daemon.expect("door hears", within: 90)
      try controller("await scan")
      _ = daemon.end(with: SIGKILL)
    }
    let daemon = try Running()
    try daemon.expect("door hears", within: 90)
    _ = daemon.end()
    try controller("await idle 2000")
    return "killed twice, no monitor left"
  }

  private static func record() throws -> String {
    let controller = try VirtualController()
    let folder = "/run/radio-bed-record"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try site.write(toFile: "\(folder)/site.yaml", atomically: true, encoding: .utf8)
    let process = try Tool.start(
      "beacond", "record", "--site", "\(folder)/site.yaml", "\(folder)/bed.btsnoop")
    try controller("await scan 30000")
    try stay(controller, seconds: 4)
    Tool.pause(0.5)
    kill(process.processIdentifier, SIGTERM)
    process.waitUntilExit()
    try controller("await idle 2000")
    let decoded = try Tool.run("beacond", "decode", "\(folder)/bed.btsnoop")
    try require(decoded.contains("1/7") && !decoded.contains("1/99"), decoded)
    let counts = try String(contentsOfFile: "\(folder)/bed.btsnoop.counts.csv", encoding: .utf8)
    let strangers = counts.split(separator: "\n").dropFirst().compactMap {
      Int($0.split(separator: ",")[1])
    }.reduce(0, +)
    try require(strangers == 20, counts)
    return "one beacon, and \(strangers) of 20 advertisements of a stranger as counts"
  }

  private static func doctor() throws -> String {
    var found = try Tool.run("beacond", "doctor")
    try require(found.contains("there is none: plug one in"), found)
    let controller = try VirtualController()
    found = try Tool.run("beacond", "doctor", "--state", "/run")
    try require(found.contains("✓ hci0") || found.contains("! hci0"), found)
    try require(found.contains("not running, and not needed"), found)
    try Faults.setBlock(true)
    defer { try? Faults.setBlock(false) }
    found = try Tool.run("beacond", "doctor")
    try require(found.contains("rfkill unblock bluetooth"), found)
    found = try Tool.run("setpriv", "--bounding-set", "-net_admin", "beacond", "doctor")
    try require(found.contains("✗ rights") && found.contains("CAP_NET_ADMIN"), found)
    try controller("status")
    return "no adapter, a blocked one, a missing right"
  }
}
