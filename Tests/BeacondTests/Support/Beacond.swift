import Foundation
import Testing

/// The built `beacond`, run as anybody would run it.
enum Beacond {
  /// What a run left behind.
  struct Run {
    /// The exit code; minus the signal's number for a run that was killed.
    let code: Int32
    let output: String
    let errors: String

    /// The lines of the output.
    var lines: [String] { output.split(separator: "\n").map(String.init) }

    /// The objects of the output, one a line.
    var objects: [JSON] {
      get throws { try lines.map { try JSON($0) } }
    }

    /// The objects of one event.
    func objects(_ event: String) throws -> [JSON] {
      try objects.filter { $0["event"] == .text(event) }
    }
  }

  /// Beside the tests, where the build puts all executables.
  static let path: String = {
    let besides =
      [
        Bundle.main.bundleURL, URL(fileURLWithPath: CommandLine.arguments[0]),
        Bundle.main.executableURL,
      ].compactMap(\.self) + Bundle.allBundles.map(\.bundleURL)
    let candidates = besides.flatMap { url in
      [url, url.deletingLastPathComponent()].map { $0.appendingPathComponent("beacond").path }
    }
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0) } ?? "beacond"
  }()

  /// Runs `beacond` to its end.
  static func run(
    _ arguments: [String], in folder: Folder, input: [UInt8]? = nil
  ) throws -> Run {
    try run(path, arguments, in: folder, input: input)
  }

  /// Runs a shell script in which `beacond` is the built one.
  static func shell(_ script: String, in folder: Folder) throws -> Run {
    try run("/bin/sh", ["-c", "beacond() { \"\(path)\" \"$@\"; }; \(script)"], in: folder)
  }

  private static func run(
    _ executable: String, _ arguments: [String], in folder: Folder, input: [UInt8]? = nil
  ) throws -> Run {
    // Files hold any amount of output; a pipe that nobody empties would stop the command.
    let name = UUID().uuidString
    let output = try folder.write("\(name).out", "")
    let errors = try folder.write("\(name).err", "")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.currentDirectoryURL = folder.url
    process.standardInput = FileHandle.nullDevice
    if let input {
      process.standardInput = try FileHandle(
        forReadingFrom: URL(fileURLWithPath: folder.write("\(name).in", bytes: input)))
    }
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errors))
    try process.run()
    process.waitUntilExit()
    let status = process.terminationStatus
    return Run(
      code: process.terminationReason == .exit ? status : -status,
      output: try String(contentsOfFile: output, encoding: .utf8),
      errors: try String(contentsOfFile: errors, encoding: .utf8))
  }
}
