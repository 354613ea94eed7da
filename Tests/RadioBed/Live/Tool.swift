import Foundation

/// Why a scenario failed, in words.
struct Failure: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

/// Fails the scenario unless something holds.
func require(_ condition: Bool, _ otherwise: @autoclosure () -> String) throws {
  if !condition { throw Failure(otherwise()) }
}

/// Programs of the guest.
enum Tool {
  /// Where a program is, by PATH.
  static func url(_ name: String) -> URL {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let paths = folders.map { "\($0)/\(name)" }
    let found = paths.first { FileManager.default.isExecutableFile(atPath: $0) }
    return URL(fileURLWithPath: found ?? "/usr/bin/\(name)")
  }

  /// Starts a program whose output nobody reads.
  static func start(_ words: String...) throws -> Process {
    let process = Process()
    process.executableURL = url(words[0])
    process.arguments = Array(words.dropFirst())
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// Runs a program to its end; what it printed.
  @discardableResult
  static func run(_ words: String...) throws -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = url(words[0])
    process.arguments = Array(words.dropFirst())
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: printed, as: UTF8.self)
  }

  static func pause(_ seconds: Double) { Thread.sleep(forTimeInterval: seconds) }
}

extension Process {
  /// Seconds of processor time it has used so far, its threads included.
  var processorTime: Double { ProcessorTime.of("\(processIdentifier)") }
}

/// Processor time as /proc tells it.
enum ProcessorTime {
  static var own: Double { of("self") }

  static func of(_ process: String) -> Double {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
      let end = text.lastIndex(of: ")")
    else { return .nan }
    // The 14th and 15th fields of all, in hundredths of a second.
    let fields = text[text.index(after: end)...].split(separator: " ")
    guard fields.count > 13, let user = Double(fields[11]), let system = Double(fields[12]) else {
      return .nan
    }
    return (user + system) / 100
  }
}
