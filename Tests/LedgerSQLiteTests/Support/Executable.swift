import Foundation

/// Executables built beside the tests.
enum Executable {
  static func path(_ name: String) -> String {
    let besides =
      [
        Bundle.main.bundleURL, URL(fileURLWithPath: CommandLine.arguments[0]),
        Bundle.main.executableURL,
      ].compactMap(\.self) + Bundle.allBundles.map(\.bundleURL)
    let candidates = besides.flatMap { url in
      [url, url.deletingLastPathComponent()].map { $0.appendingPathComponent(name).path }
    }
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0) } ?? name
  }
}
