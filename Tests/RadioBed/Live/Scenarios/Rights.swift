import BlueZ
import Foundation
import Proximity

/// What a process may, and what it leaves behind.
enum Rights {
  static let scenarios = [
    Scenario(name: "a missing capability is named, and nothing is silently deaf", isSmoke: true) {
      try missing()
    },
    Scenario(name: "two capabilities are enough, for a user who may nothing else") {
      try enough()
    },
    Scenario(name: "monitor: what a killed process left is removed by the next", isSmoke: true) {
      try killed()
    },
    Scenario(name: "stream: stops in time and leaves nothing", isSmoke: true) { try stream() },
  ]

  /// `radio-bed child PATH [RECORD]`: listens until it is killed, or says why it cannot.
  static func child(_ arguments: [String]) -> Never {
    do {
      guard let path = RadioOptions.Path(rawValue: arguments[0]) else { throw Failure("no path") }
      var ear = try Ear(path) { $0.record = arguments.count > 1 ? arguments[1] : nil }
      while true {
        try ear.listen(for: 0.2)
        for change in ear.changes { RadioBed.say("\(change.health.advice)") }
        if case .notPermitted = ear.health() { exit(2) }
        ear.forget()
      }
    } catch {
      RadioBed.say("\(error)")
      exit(2)
    }
  }

  private static func missing() throws -> String {
    let controller = try VirtualController()
    _ = controller
    let tries = [
      ("monitor", "-net_admin", "CAP_NET_ADMIN"), ("raw", "-net_raw", "CAP_NET_RAW"),
      ("raw", "-net_admin", "CAP_NET_ADMIN"), ("user", "-net_admin", "CAP_NET_ADMIN"),
    ]
    for (path, lost, expected) in tries {
      let said = try Tool.run(
        "timeout", "10", "setpriv", "--bounding-set", lost, "radio-bed", "child", path)
      try require(said.contains(expected), "\(path) without \(expected) said: \(said)")
    }
    return "\(tries.count) of \(tries.count) named"
  }

  private static func enough() throws -> String {
    let controller = try VirtualController()
    Tool.pause(3)  // until the adapter is off, so that it has to be switched on too
    for path in ["monitor", "raw", "user"] {
      let both = "+net_admin,+net_raw"
      let said = try Tool.run(
        "timeout", "6", "setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups",
        "--inh-caps", both, "--ambient-caps", both, "--bounding-set", "-all,\(both)", "radio-bed",
        "child", path)
      try require(said.contains("It hears."), "\(path) said: \(said)")
    }
    try controller("status")
    return "monitor, raw and user channel"
  }

  private static func killed() throws -> String {
    let controller = try VirtualController()
    let record = "/run/radio-bed-monitors"
    // Once it listens, and then at whatever moment of its start.
    for delay in [2, 0.1, 0.2, 0.3, 0.4, 0.6] {
      let child = try Tool.start("radio-bed", "child", "monitor", record)
      Tool.pause(delay)
      kill(child.processIdentifier, SIGKILL)
      child.waitUntilExit()
      if delay == 2 {
        try require(controller("status").isScanning, "the monitor died with its process after all")
      }
    }
    var ear = try Ear { $0.record = record }
    try ear.expect(.hearing)
    ear.close()
    // The scan ends with the last of the monitors.
    try controller("await idle 5000")
    return "killed six times, no monitor left"
  }

  private static func stream() throws -> String {
    let controller = try VirtualController()
    let stream = try AdvertisementStream([AdapterBinding(receiver: ReceiverIndex(0))])
    let done = DispatchSemaphore(value: 0)
    let counted = Counted()
    Task {
      do {
        for try await element in stream { counted.add(element.advertisements.count) }
      } catch {
        RadioBed.say("the stream failed: \(error)")
      }
      done.signal()
    }
    try controller("await scan")
    try controller("flood 500 500")
    Tool.pause(0.5)
    let start = RadioClock.now
    Task { await stream.stop() }
    done.wait()
    let elapsed = (RadioClock.now - start).seconds
    try controller("await idle 2000")
    try require(counted.value == 500, "\(counted.value) of 500")
    try require(stream.shed == 0, "\(stream.shed) shed")
    try require(elapsed < 2, "it took \(elapsed) s to stop")
    return String(format: "500 of 500, stopped in %.2f s", elapsed)
  }
}

/// A number that two threads may add to.
final class Counted: Sendable {
  private let number = NSLock()
  nonisolated(unsafe) private var count = 0

  func add(_ more: Int) { number.withLock { unsafe count += more } }
  var value: Int { number.withLock { unsafe count } }
}
