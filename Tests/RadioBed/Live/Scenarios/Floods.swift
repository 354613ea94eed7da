import Advertising
import BlueZ
import Foundation
import Proximity

/// As many advertisements as a full shop has, and more.
enum Floods {
  static let scenarios = [
    Scenario(name: "monitor: 2,000 a second, beside bluetoothd", isSmoke: false) {
      try minute()
    },
    Scenario(name: "monitor: system calls for each advertisement, beside bluetoothd") {
      try systemCalls()
    },
    Scenario(name: "monitor: 5,000 a second, one an event") {
      try flood(.monitor, count: 50_000, rate: 5_000, perEvent: 1)
    },
    Scenario(name: "raw: 5,000 a second, one an event") {
      try flood(.raw, count: 50_000, rate: 5_000, perEvent: 1)
    },
    Scenario(name: "raw: 20,000 a second, six an event") {
      try flood(.raw, count: 120_000, rate: 20_000, perEvent: 6)
    },
    Scenario(name: "monitor: 100,000 strangers leave the memory as it was") { try strangers() },
  ]

  /// A debug build under emulation is no match for a flood, and gets a tenth of it. The figures that
  /// count are those of a release build.
  private static let share: Int = {
    #if DEBUG
      10
    #else
      1
    #endif
  }()
  private static let remark = share == 1 ? "" : "a tenth of it, as this is a debug build: "

  /// Listens to a flood; how many came, and whether in order.
  private static func listen(
    _ ear: inout Ear, to controller: VirtualController, _ flood: String, count: Int,
    for time: Double
  ) throws -> Account {
    try controller.begin(flood)
    var isInOrder = true
    var next: UInt32 = 0
    var arrived = 0
    let end = RadioClock.now + .seconds(time)
    while arrived < count, RadioClock.now < end {
      try ear.listen(for: 0.2)
      for advertisement in ear.heard {
        guard let beacon = advertisement.beacon else { throw Failure("\(advertisement)") }
        let number = beacon.low
        isInOrder = isInOrder && number == next
        next = number + 1
        guard advertisement.rssi == -40 - Float(number % 50) else {
          throw Failure("advertisement \(number) has \(advertisement.rssi) dBm")
        }
      }
      arrived += ear.heard.count
      ear.forget()
    }
    let account = try controller.finish()
    let counts = ear.source.counts
    try require(
      arrived == account.aired && account.unheard == 0,
      "\(arrived) of \(account.aired) came, \(account.unheard) unheard, \(counts)")
    try require(isInOrder, "out of order")
    try require(counts.drops == 0 && counts.damaged == 0, "\(counts)")
    return account
  }

  private static func flood(
    _ path: RadioOptions.Path, count: Int, rate: Int, perEvent: Int
  ) throws -> String {
    let controller = try VirtualController()
    let (count, rate) = (count / share, rate / share)
    var ear = try Ear(path)
    try ear.expect(.hearing)
    try controller("await scan")
    ear.forget()
    let start = RadioClock.now
    let account = try listen(
      &ear, to: controller, "flood \(count) \(rate) \(perEvent) 500", count: count, for: 120)
    let measured = Double(count) / (RadioClock.now - start).seconds
    let counts = ear.source.counts
    return remark
      + String(
        format: "%d of %d at %.0f/s, 0 drops, %.3f reads each", account.aired, count, measured,
        Double(counts.reads) / Double(count))
  }

  private static func minute() throws -> String {
    let controller = try VirtualController()
    let daemons = try Neighbours.Daemons()
    try daemons.awaitReady()
    var ear = try Ear(.monitor)
    try ear.expect(.hearing)
    try controller("await scan")
    ear.forget()
    let count = 120_000 / share
    let start = (RadioClock.now, ProcessorTime.own, daemons.bluetoothd.processorTime)
    _ = try listen(
      &ear, to: controller, "flood \(count) \(2000 / share) 1 500", count: count, for: 300)
    let elapsed = (RadioClock.now - start.0).seconds
    let own = (ProcessorTime.own - start.1) / elapsed * 100
    let others = (daemons.bluetoothd.processorTime - start.2) / elapsed * 100
    let counts = ear.source.counts
    return remark
      + String(
        format: """
          %d of %d in %.0f s, 0 drops; processor: this process %.1f %%, checks included, bluetoothd \
          %.1f %%; %.3f reads each
          """, count, count, elapsed, own, others, Double(counts.reads) / Double(count))
  }

  /// Counts with strace, at 1,000 a second. Asking for the time is a system call under emulation only.
  private static func systemCalls() throws -> String {
    let controller = try VirtualController()
    let daemons = try Neighbours.Daemons()
    try daemons.awaitReady()
    let child = try Tool.start("radio-bed", "child", "monitor")
    defer { child.terminate() }
    try controller("await scan 30000")
    Tool.pause(1)
    let processes = [("this", child), ("bluetoothd", daemons.bluetoothd)]
    let tracers = try processes.map { name, process in
      try Tool.start(
        "strace", "-c", "-f", "-e", "trace=!clock_gettime", "-o", "/run/calls-\(name)", "-p",
        "\(process.processIdentifier)")
    }
    Tool.pause(2)
    let account = try controller("flood 5000 1000 1 500")
    Tool.pause(1)
    for tracer in tracers { tracer.interrupt() }
    for tracer in tracers { tracer.waitUntilExit() }
    let calls = try processes.map { name, _ in
      let text = try String(contentsOfFile: "/run/calls-\(name)", encoding: .utf8)
      let total = text.split(separator: "\n").last { $0.hasSuffix("total") }
      // Seconds come first, then their share of a call, and the number of calls.
      let words = total.map { $0.split(separator: " ") } ?? []
      guard let count = words.compactMap({ Int($0) }).dropFirst().first else {
        throw Failure("strace said of \(name): \(text)")
      }
      return Double(count) / Double(account.aired)
    }
    try require(calls[0] <= 0.5, "\(calls[0]) for each advertisement")
    // Under strace bluetoothd falls behind, and is not told of what its buffer has no room for.
    return String(format: "%.2f, bluetoothd at least %.2f", calls[0], calls[1])
  }

  private static func strangers() throws -> String {
    let controller = try VirtualController()
    var ear = try Ear(.monitor)
    try ear.expect(.hearing)
    try controller("await scan")
    ear.forget()
    let first = try listen(
      &ear, to: controller, "flood \(20_000 / share) \(4000 / share) 1 20000",
      count: 20_000 / share, for: 120)
    let before = Memory.residentKiB()
    var counted = 0
    try controller.begin("flood \(100_000 / share) \(4000 / share) 1 100000")
    let end = RadioClock.now + .seconds(200)
    while counted < 100_000 / share, RadioClock.now < end {
      try ear.listen(for: 0.2)
      counted += ear.heard.count
      ear.forget()
    }
    let account = try controller.finish()
    let after = Memory.residentKiB()
    let aired = account.aired - first.aired
    try require(counted == aired, "\(counted) of \(aired)")
    try require(after - before < 2048, "resident \(before) KiB before, \(after) KiB after")
    return "\(remark)\(counted) heard, resident \(before) KiB before and \(after) KiB after"
  }
}
