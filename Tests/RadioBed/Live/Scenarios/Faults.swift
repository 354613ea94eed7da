import BlueZ
import Foundation
import Proximity

/// What goes wrong is told, and ends by itself within two seconds after its cause.
enum Faults {
  static let paths: [RadioOptions.Path] = [.monitor, .raw]

  static let scenarios =
    paths.flatMap { path in
      [
        Scenario(name: "\(path): switched off and on", isSmoke: path == .monitor) {
          try power(path)
        },
        Scenario(name: "\(path): blocked and unblocked (rfkill)") { try block(path) },
        Scenario(name: "\(path): pulled and plugged in again", isSmoke: path == .monitor) {
          try unplug(path)
        },
        Scenario(name: "\(path): hardware error") { try hardwareError(path) },
        Scenario(name: "\(path): deaf controller") { try deaf(path) },
        Scenario(name: "\(path): no adapter, and then one") { try late(path) },
        Scenario(name: "\(path): an adapter that is off", isSmoke: true) { try cold(path) },
      ]
    } + [
      Scenario(name: "monitor: two adapters, each its own receiver") { try two(.monitor) },
      Scenario(name: "raw: two adapters, each its own receiver") { try two(.raw) },
      Scenario(name: "user channel: pulled and plugged in again") { try unplug(.user) },
    ]

  /// How long recovery may take, in seconds.
  private static let limit = 2.0

  private static func text(_ seconds: Double) -> String { String(format: "%.2f s", seconds) }

  /// An ear that hears a beacon of a controller.
  private static func listening(
    _ path: RadioOptions.Path, to controller: VirtualController
  ) throws -> Ear {
    var ear = try Ear(path)
    try ear.expect(.hearing)
    try controller("await scan")
    try controller("advertise 3 C3:EE:00:00:00:01 -50 \(Reception.iBeacon(1))")
    try ear.awaitAdvertisement()
    return ear
  }

  /// Airs a beacon now and then until it is heard; how long that took.
  static func recovery(
    of ear: inout Ear, _ controller: VirtualController
  ) throws -> Double {
    let start = RadioClock.now
    ear.forget()
    while ear.heard.isEmpty {
      let elapsed = (RadioClock.now - start).seconds
      try require(elapsed < 20, "nothing is heard again in 20 s: \(ear.health()) \(ear.changes)")
      try controller("advertise 3 C3:EE:00:00:00:01 -50 \(Reception.iBeacon(1))")
      try ear.listen(for: 0.02) { !$0.heard.isEmpty }
    }
    let elapsed = (RadioClock.now - start).seconds
    try require(elapsed <= limit, "recovery took \(text(elapsed)), \(ear.changes)")
    return elapsed
  }

  private static func power(_ path: RadioOptions.Path) throws -> String {
    let controller = try VirtualController()
    var ear = try listening(path, to: controller)
    try Tool.run("hciconfig", "hci0", "down")
    let noticed = try ear.expect(.poweredOff)
    try ear.listen(for: 1)
    try require(ear.health() == .poweredOff, "it did not stay off: \(ear.changes)")
    try Tool.run("hciconfig", "hci0", "up")
    let back = try recovery(of: &ear, controller)
    return "noticed in \(text(noticed)), back in \(text(back))"
  }

  static func setBlock(_ isBlocked: Bool) throws {
    for entry in try FileManager.default.contentsOfDirectory(atPath: "/sys/class/rfkill") {
      try Data((isBlocked ? "1" : "0").utf8).write(
        to: URL(fileURLWithPath: "/sys/class/rfkill/\(entry)/soft"))
    }
  }

  private static func block(_ path: RadioOptions.Path) throws -> String {
    let controller = try VirtualController()
    var ear = try listening(path, to: controller)
    try setBlock(true)
    let noticed = try ear.expect(.blocked(.software))
    try setBlock(false)
    let back = try recovery(of: &ear, controller)
    return "noticed in \(text(noticed)), back in \(text(back))"
  }

  private static func unplug(_ path: RadioOptions.Path) throws -> String {
    let controller = try VirtualController()
    var ear = try listening(path, to: controller)
    var noticed = 0.0
    var back = 0.0
    for _ in 0..<3 {
      try controller("unplug")
      noticed = max(noticed, try ear.expect(.removed(.any)))
      try controller("plug")
      back = max(back, try recovery(of: &ear, controller))
    }
    return "three times, noticed in \(text(noticed)), back in \(text(back)) at most"
  }

  private static func hardwareError(_ path: RadioOptions.Path) throws -> String {
    let controller = try VirtualController()
    var ear = try listening(path, to: controller)
    try controller("error 42")
    let noticed = try ear.expect(.hardwareError(0x42))
    let back = try recovery(of: &ear, controller)
    try ear.expect(.hearing)
    return "noticed in \(text(noticed)), back in \(text(back))"
  }

  /// A controller that pretends to scan, with a crowd around it.
  private static func deaf(_ path: RadioOptions.Path) throws -> String {
    let controller = try VirtualController()
    var ear = try listening(path, to: controller)
    try controller.begin("flood 400 100 1 20")
    try ear.listen(for: 5)
    _ = try controller.finish()
    try controller("deaf on")
    let noticed = try ear.expect("silent", within: 20) {
      if case .silent(.restartScan) = $0 { true } else { false }
    }
    try ear.expect("deaf", within: 30) { $0 == .deaf }
    let states = ear.changes.map { "\($0.health)" }
    try controller("deaf off")
    let back = try recovery(of: &ear, controller)
    try ear.expect(.hearing)
    return "noticed in \(text(noticed)), back in \(text(back)), \(states.count) changes of health"
  }

  private static func late(_ path: RadioOptions.Path) throws -> String {
    var ear = try Ear(path)
    try ear.expect(.noAdapter(.any))
    let controller = try VirtualController()
    let back = try recovery(of: &ear, controller)
    return "heard \(text(back)) after it was plugged in"
  }

  private static func cold(_ path: RadioOptions.Path) throws -> String {
    let controller = try VirtualController()
    // The kernel switches a new adapter off again when nobody takes it for two seconds.
    Tool.pause(3)
    var ear = try Ear(path)
    let start = try ear.expect(.hearing)
    return "hears after \(text(start)), \(text(try recovery(of: &ear, controller)))"
  }

  private static func two(_ path: RadioOptions.Path) throws -> String {
    let first = try VirtualController(address: "C0:AA:BB:00:00:01")
    let second = try VirtualController(address: "C0:AA:BB:00:00:02")
    var ear = try Ear(
      path,
      [
        AdapterBinding(.any, receiver: ReceiverIndex(7)),
        AdapterBinding(.address(0xC0AA_BB00_0001), receiver: ReceiverIndex(3)),
      ])
    try ear.expect(.hearing, of: 7)
    try ear.expect(.hearing, of: 3)
    try first("await scan")
    try second("await scan")
    for number in 0..<100 {
      try first("advertise 3 C3:EE:00:00:00:01 -51 \(Reception.iBeacon(number))")
      try second("advertise 3 C3:EE:00:00:00:01 -72 \(Reception.iBeacon(number))")
    }
    try ear.listen(for: 20) { $0.heard.count >= 200 }
    let firsts = ear.heard.filter { $0.receiver == ReceiverIndex(3) }
    let seconds = ear.heard.filter { $0.receiver == ReceiverIndex(7) }
    try require(
      firsts.count == 100 && firsts.allSatisfy { $0.rssi == -51 } && seconds.count == 100
        && seconds.allSatisfy { $0.rssi == -72 },
      "\(firsts.count) and \(seconds.count) of 100 each")
    try second("unplug")
    try ear.expect(.removed(.any), of: 7)
    ear.forget()
    try first("advertise 3 C3:EE:00:00:00:01 -51 \(Reception.iBeacon(1))")
    try ear.awaitAdvertisement()
    return "100 and 100; the one hears on when the other is pulled"
  }
}
