import ArgumentParser
import Foundation

/// Scores the engine and others on recordings with ground truth.
@main
struct AccuracyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accuracy",
    abstract: "How near the facts come to the truth, and how near others come.",
    discussion: """
      Prints Markdown tables, the same ones every time. What is measured, and what the words mean, \
      is in Benchmarks/README.md under "Accuracy".
      """)

  @Option(help: ArgumentHelp("Write the figures to a file.", valueName: "file"))
  var write: String?

  @Option(
    help: ArgumentHelp(
      "Fail when a figure is worse than a file says by more than its margin.", valueName: "file"))
  var check: String?

  @Option(help: ArgumentHelp("Draw the recordings into a folder, as SVG.", valueName: "folder"))
  var pictures: String?

  func run() throws {
    // A file that cannot be compared with is better known now than after the run.
    let expected = try check.map { try FiguresFile(path: $0) }
    var progress = Progress()
    let sheets = try Sheet.all(&progress)
    if let pictures { try Picture.drawAll(into: pictures, &progress) }
    progress.clear()
    print(sheets.map(\.text).joined(separator: "\n"), terminator: "")
    if let write { try FiguresFile(sheets).write(to: write) }
    let complaints = expected?.complaints(about: sheets) ?? []
    guard complaints.isEmpty else {
      let text = "Worse than before:\n" + complaints.map { "  \($0)\n" }.joined()
      try FileHandle.standardError.write(contentsOf: Data(text.utf8))
      throw ExitCode.failure
    }
  }
}
