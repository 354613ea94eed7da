import Foundation

/// The folder `Fixtures` of the source tree, which the demonstration plays from.
struct FixtureFolder {
  private let path: String

  /// Looks upwards from the working directory and from the executable for the folder.
  init(_ stated: String?) throws {
    if let stated {
      path = stated
      return
    }
    let executable = Bundle.main.executableURL?.deletingLastPathComponent().path ?? "/"
    for start in [FileManager.default.currentDirectoryPath, executable] {
      if let found = Self.above(start) {
        path = found
        return
      }
    }
    throw Failure(
      code: Failure.missingFile,
      message: "the folder Fixtures of the source tree is not above the working directory or this "
        + "program; run the command inside the source tree or name the folder with --fixtures")
  }

  /// The path of a fixture.
  func file(_ name: String) -> String { "\(path)/\(name)" }

  private static func above(_ start: String) -> String? {
    var folder = URL(fileURLWithPath: start)
    for _ in 0..<16 {
      let fixtures = folder.appendingPathComponent("Fixtures").path
      if FileManager.default.fileExists(atPath: "\(fixtures)/Demo/day.site.yaml") {
        return fixtures
      }
      if folder.path == "/" { return nil }
      folder.deleteLastPathComponent()
    }
    return nil
  }
}
