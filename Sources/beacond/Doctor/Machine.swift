import BlueZ
import Foundation

/// What the doctor asks of a machine; a test hands in another one.
struct Machine {
  /// The folder that stands for `/`.
  var root = "/"
  var adapters: () throws -> [RadioSystem.Adapter] = { try RadioSystem.adapters() }
  var has: (SourceHealth.Right) -> Bool = { RadioSystem.has($0) }
  var hasBluetoothd: () -> Bool? = { RadioSystem.hasBluetoothd }
  var isSynchronised: () -> Bool = { RadioClock.isSynchronised }

  /// The first line of a file; nothing when it cannot be read.
  func line(_ path: String) -> String? {
    let text = try? String(contentsOfFile: root + path, encoding: .utf8)
    return text?.split(separator: "\n").first.map(String.init)
  }

  func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: root + path) }

  /// The names in a folder, in alphabetical order; none when it cannot be read.
  func names(_ path: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: root + path)) ?? []).sorted()
  }
}
