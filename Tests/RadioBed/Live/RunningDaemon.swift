import BlueZ
import Foundation
import Glibc
import Proximity

/// A running `beacond run --trial`, as the service manager starts it. What it prints comes through a
/// pipe, so that each line can be timed; its messages go to a file.
final class RunningDaemon {
  let process = Process()
  let folder = "/run/radio-bed"
  private let printed = Pipe()
  private let notifications = NotificationSocket(path: "/run/radio-bed-notify")
  private(set) var output = ""

  init(site: String, _ options: String...) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try site.write(toFile: "\(folder)/site.yaml", atomically: true, encoding: .utf8)
    _ = FileManager.default.createFile(atPath: "\(folder)/errors", contents: nil)
    process.executableURL = Tool.url("beacond")
    process.arguments =
      ["run", "--trial", "--site", "\(folder)/site.yaml", "--format", "jsonl", "--state", folder]
      + options
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = printed
    process.standardError = FileHandle(forWritingAtPath: "\(folder)/errors")
    var environment = ProcessInfo.processInfo.environment
    environment["NOTIFY_SOCKET"] = notifications.path
    environment["WATCHDOG_USEC"] = "2000000"
    process.environment = environment
    try process.run()
  }

  var errors: String { (try? String(contentsOfFile: "\(folder)/errors", encoding: .utf8)) ?? "" }
  var told: String { notifications.received() }

  /// What it prints next, and when that came; nothing when nothing comes in time.
  func read(within seconds: Double) -> (text: String, time: Instant)? {
    let handle = printed.fileHandleForReading
    var entry = pollfd(fd: handle.fileDescriptor, events: Int16(POLLIN), revents: 0)
    guard unsafe poll(&entry, 1, Int32(seconds * 1000)) > 0 else { return nil }
    let time = RadioClock.now
    let text = String(decoding: handle.availableData, as: UTF8.self)
    output += text
    return text.isEmpty ? nil : (text, time)
  }

  /// Waits until a text is in the output or among the messages.
  func expect(_ text: String, within seconds: Double) throws {
    let end = Date.now + seconds
    while !(output + errors).contains(text) {
      try require(
        Date.now < end && process.isRunning,
        "no '\(text)' within \(seconds) s; output: \(output); messages: \(errors)")
      _ = read(within: 0.02)
    }
  }

  /// Ends it; how long that took, and its exit code.
  @discardableResult
  func end(with signal: Int32 = SIGTERM) -> (seconds: Double, code: Int32) {
    let start = Date.now
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    let elapsed = Date.now.timeIntervalSince(start)
    while read(within: 0) != nil {}
    return (elapsed, process.terminationStatus)
  }

  /// KiB of memory that it has now.
  var residentKiB: Int { Memory.residentKiB("\(process.processIdentifier)") }

  deinit { if process.isRunning { end(with: SIGKILL) } }
}

/// Memory as /proc tells it.
enum Memory {
  static func residentKiB(_ process: String = "self") -> Int {
    let status = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    return line.flatMap { $0.split(separator: " ").dropFirst().first }.flatMap { Int($0) } ?? -1
  }
}
