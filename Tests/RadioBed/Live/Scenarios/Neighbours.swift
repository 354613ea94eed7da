import Advertising
import BlueZ
import Foundation
import Proximity

/// Beside bluetoothd, which shares the adapters.
enum Neighbours {
  static let scenarios = [
    Scenario(name: "monitor: bluetoothd starts, restarts and stops during a scan") {
      try bluetoothd(.monitor)
    },
    Scenario(name: "raw: bluetoothd starts, restarts and stops during a scan") {
      try bluetoothd(.raw)
    },
    Scenario(name: "monitor: a discovery of others takes nothing away") {
      try discovery(.monitor)
    },
    Scenario(name: "raw: after a discovery of others all is heard") { try discovery(.raw) },
  ]

  /// A message bus and bluetoothd on it.
  final class Daemons {
    private static let bus: Process? = {
      try? FileManager.default.createDirectory(
        atPath: "/run/dbus", withIntermediateDirectories: true)
      return try? Tool.start("dbus-daemon", "--system", "--nofork", "--nopidfile")
    }()
    let bluetoothd: Process

    init() throws {
      _ = Self.bus
      for _ in 0..<100 where !FileManager.default.fileExists(atPath: "/run/dbus/system_bus_socket")
      {
        Tool.pause(0.05)
      }
      let program = ["/usr/libexec/bluetooth/bluetoothd", "/usr/sbin/bluetoothd"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }
      bluetoothd = Process()
      bluetoothd.executableURL = URL(fileURLWithPath: program ?? "bluetoothd")
      bluetoothd.arguments = ["--nodetach"]
      bluetoothd.standardInput = FileHandle.nullDevice
      bluetoothd.standardOutput = FileHandle.nullDevice
      bluetoothd.standardError = FileHandle.nullDevice
      try bluetoothd.run()
    }

    /// Waits until bluetoothd answers.
    func awaitReady() throws {
      for _ in 0..<100 {
        if try Tool.run("bluetoothctl", "show").contains("Powered:") { return }
        Tool.pause(0.1)
      }
      throw Failure("bluetoothd does not answer")
    }

    func stop() {
      bluetoothd.terminate()
      bluetoothd.waitUntilExit()
    }

    deinit { if bluetoothd.isRunning { stop() } }
  }

  private static func bluetoothd(_ path: RadioOptions.Path) throws -> String {
    let controller = try VirtualController()
    var ear = try Ear(path)
    try ear.expect(.hearing)
    var slowest = 0.0
    for round in 0..<3 {
      let daemons = try Daemons()
      if round != 1 { try daemons.awaitReady() }
      slowest = max(slowest, try Faults.recovery(of: &ear, controller))
      daemons.stop()
      slowest = max(slowest, try Faults.recovery(of: &ear, controller))
    }
    try ear.listen(for: 1)
    try require(ear.health() == .hearing || ear.health() == .starting, "\(ear.changes)")
    return String(format: "three times, heard again within %.2f s", slowest)
  }

  private static func discovery(_ path: RadioOptions.Path) throws -> String {
    let controller = try VirtualController()
    let daemons = try Daemons()
    try daemons.awaitReady()
    var ear = try Ear(path)
    try ear.expect(.hearing)
    try controller("await scan")
    let scan = try Tool.start("bluetoothctl", "--timeout", "4", "scan", "on")
    try controller.begin("flood 400 100 1 4")
    try ear.listen(for: 8) { $0.heard.count >= 400 }
    let account = try controller.finish()
    scan.waitUntilExit()
    let during = ear.heard.count
    if path == .monitor {
      let numbers = ear.heard.compactMap { $0.beacon.map { Int($0.low) } }
      let gaps = zip(numbers, numbers.dropFirst()).filter { $1 != $0 + 1 }
      try require(
        during == account.aired,
        """
        \(during) of \(account.aired) during the discovery, \(ear.changes), from \(numbers.first ?? -1) \
        to \(numbers.last ?? -1) with gaps \(gaps)
        """)
    }
    let back = try Faults.recovery(of: &ear, controller)
    return String(
      format: "%d of %d during it (%d unheard, %d filtered), %.2f s after it", during,
      account.aired, account.unheard, account.duplicates, back)
  }
}
