import Alerts
import ArgumentParser
import Foundation
import Site

/// `beacond check`: says what a site file means.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check a site file and say what was understood of it.",
    discussion: """
      Prints what the file means in plain words, then warnings about what is allowed but looks \
      like a slip. Exits with 65 and every problem, by line and key, when it cannot be used.

      A store with shoppers in it has to say more than a replay: which languages it speaks, what \
      everybody gets with and without consent, and of each alert what it is good for. Without \
      --live the lack of these is a warning.
      """)

  @Argument(
    help: "The site file (YAML); '-' is standard input.",
    completion: .file(extensions: ["yaml", "yml"]))
  var site: String

  @Flag(help: "Check it as the daemon of a store will read it.")
  var live = false

  func run() throws {
    let site = try SiteFile.read(site, for: live ? .live : .replay)
    let now = LedgerTime(nanoseconds: Int64(Date.now.timeIntervalSince1970) * 1_000_000_000)
    let warnings = site.warnings + site.ended(by: now) + site.omissions
    var output = StandardOutput()
    for line in site.summary { try output.write(line) }
    for warning in warnings { try output.write("warning: \(warning)") }
    try output.write(warnings.isEmpty ? "fine" : "fine, with warnings")
    try output.flush()
  }
}
