import Foundation

/// The source tree that these tests were built from.
enum SourceTree {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  /// The Swift files of a target, by path, in alphabetical order.
  static func files(of target: String) throws -> [(path: String, text: String)] {
    let folder = root.appendingPathComponent("Sources/\(target)")
    let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    return try (paths ?? []).filter { $0.hasSuffix(".swift") }.sorted().map {
      (path: $0, text: try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8))
    }
  }

  /// A line of code without its comment, and where it stands.
  struct Statement {
    var target: String
    var path: String
    var number: Int
    var text: String
    var place: String { "\(target)/\(path):\(number)" }
  }

  /// The code of a target, line by line, without comments.
  static func statements(of target: String) throws -> [Statement] {
    try files(of: target).flatMap { file in
      file.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        .compactMap { number, line in
          let text = line.components(separatedBy: "//")[0].trimmingCharacters(in: .whitespaces)
          guard !text.isEmpty else { return nil }
          return Statement(target: target, path: file.path, number: number + 1, text: text)
        }
    }
  }

  static let core = ["Advertising", "Proximity", "Alerts"]
  static let libraries =
    core + [
      "Identity", "Ledger", "LedgerSQLite", "Delivery", "Counting", "Control", "Recording", "Site",
      "BlueZ", "Gateway", "Simulation", "Calibration", "Sharding", "Transparency",
    ]
}
