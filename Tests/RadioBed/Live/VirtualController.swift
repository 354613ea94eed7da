import Foundation

/// A virtual controller in a process of its own, told what to do line by line.
final class VirtualController {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private var pending: [UInt8] = []

  /// Plugs one in.
  init(address: String = "C0:AA:BB:00:00:01", isExtended: Bool = false) throws {
    process.executableURL = Tool.url("virtual-controller")
    process.arguments = ["-a", address] + (isExtended ? ["-x"] : [])
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    _ = try answer()
  }

  deinit { end() }

  /// Does one thing and waits until it is done.
  @discardableResult
  func callAsFunction(_ command: String) throws -> Account {
    try begin(command)
    return try finish()
  }

  /// Begins something that takes a while.
  func begin(_ command: String) throws {
    try input.fileHandleForWriting.write(contentsOf: Array("\(command)\n".utf8))
  }

  /// Waits for what was begun.
  func finish() throws -> Account { try Account(answer()) }

  /// Ends the process, as when it is killed; the controller goes with it.
  func end() {
    process.terminate()
    process.waitUntilExit()
  }

  private func answer() throws -> String {
    while true {
      if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: pending[..<end], as: UTF8.self)
        pending.removeSubrange(...end)
        guard line.hasPrefix("ok") else { throw Failure("virtual controller: \(line)") }
        return line
      }
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else { throw Failure("the virtual controller has ended") }
      pending += more
    }
  }
}

/// The counts that every answer of a virtual controller ends with.
struct Account {
  private var numbers: [String: Int] = [:]

  init(_ line: String) {
    for word in line.split(separator: " ") {
      let parts = word.split(separator: "=")
      if parts.count == 2 { numbers[String(parts[0])] = Int(parts[1]) }
    }
  }

  var aired: Int { numbers["aired"] ?? -1 }
  var unheard: Int { numbers["unheard"] ?? -1 }
  var duplicates: Int { numbers["duplicates"] ?? -1 }
  var isScanning: Bool { numbers["scanning"] == 1 }
  var isActive: Bool { numbers["active"] == 1 }
  var interval: Int { numbers["interval"] ?? -1 }
  /// When the last event was handed to the host, in nanoseconds since boot.
  var time: Int { numbers["time"] ?? -1 }
  var window: Int { numbers["window"] ?? -1 }
}
