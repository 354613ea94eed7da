import ArgumentParser
import Site

/// `beacond check`: says what a site file means.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check a site file and say what was understood of it.",
    discussion: """
      Prints what the file means in plain words, then warnings about what is allowed but looks \
      like a slip. Exits with 65 and every problem, by line and key, when it cannot be used.
      """)

  @Argument(
    help: "The site file (YAML); '-' is standard input.",
    completion: .file(extensions: ["yaml", "yml"]))
  var site: String

  func run() throws {
    let site = try SiteFile.read(site)
    var output = StandardOutput()
    for line in site.summary { try output.write(line) }
    for warning in site.warnings { try output.write("warning: \(warning)") }
    try output.write(site.warnings.isEmpty ? "fine" : "fine, with warnings")
    try output.flush()
  }
}
