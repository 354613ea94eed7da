import ArgumentParser
import Foundation

/// `beacond doctor`: says whether this machine can be a hub.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Look at everything a hub needs, and say what to do.",
    discussion: """
      ✓ is fine, ! works but could be better, ✗ must be put right. Nothing is changed and nobody is \
      listened to. Exits with 0 unless there is a ✗, else with 69.
      """)

  @Option(
    help: "The folder of the daemon's state; by default $RUNTIME_DIRECTORY.",
    completion: .directory)
  var state: String?

  @OptionGroup(title: "Books") var books: BooksOptions

  func run() throws {
    let folder = state ?? ProcessInfo.processInfo.environment["RUNTIME_DIRECTORY"]
    let findings = Examination(
      machine: Machine(), state: folder,
      books: books.books.map { (directory: $0, masterKey: books.masterKey) }
    ).findings
    var output = StandardOutput()
    for finding in findings { try output.write(finding.line) }
    let wrong = findings.count { $0.verdict == .wrong }
    try output.write(
      wrong == 0 ? "This machine can listen." : "\(wrong) of \(findings.count) must be put right.")
    try output.flush()
    if wrong > 0 { throw ExitCode(Failure.unavailable) }
  }
}
