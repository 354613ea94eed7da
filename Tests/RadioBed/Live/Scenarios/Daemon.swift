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
    let daemon = try RunningDaemon(site: site)
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
    let daemon = try RunningDaemon(site: site)
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
      let daemon = try RunningDaemon(site: site)
      try daemon.expect("door hears", within: 90)
      try controller("await scan")
      _ = daemon.end(with: SIGKILL)
    }
    let daemon = try RunningDaemon(site: site)
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
    func books() throws -> String {
      try Tool.run(
        "beacond", "doctor", "--state", "/run", "--books", "/run/books", "--master-key",
        "/run/keys/master")
    }
    found = try books()
    try require(found.contains("✓ hci0") || found.contains("! hci0"), found)
    try require(found.contains("not running, and not needed"), found)
    // Debian's kernels are built without it; that a chip has it, only unit tests can pretend.
    try require(found.contains("✓ hci0 offload"), found)
    try require(found.contains("! books") && found.contains("✗ master key"), found)
    try Tool.run("install", "-d", "-m", "700", "/run/keys")
    try Tool.run("beacond", "books", "create-key", "/run/keys/master")
    try Tool.run("install", "-d", "-m", "750", "/run/books")
    found = try books()
    try require(found.contains("✓ master key") && found.contains("chmod 700 /run/books"), found)
    try Tool.run("chmod", "700", "/run/books")
    found = try books()
    try require(found.contains("✓ books"), found)
    try Faults.setBlock(true)
    defer { try? Faults.setBlock(false) }
    found = try Tool.run("beacond", "doctor")
    try require(found.contains("rfkill unblock bluetooth"), found)
    found = try Tool.run("setpriv", "--bounding-set", "-net_admin", "beacond", "doctor")
    try require(found.contains("✗ rights") && found.contains("CAP_NET_ADMIN"), found)
    try controller("status")
    return "no adapter, a blocked one, a missing right, offload, books open to others"
  }
}
