import Alerts
import ArgumentParser
import Proximity
import Site
import Transparency

/// `beacond explain`: says why an alert can be sent, and why not.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain an alert, to the operator and to a shopper.",
    discussion: """
      The operator reads what makes the alert due and every check in its order, with the numbers \
      that hold for it; the shopper reads why it can come, when it does not, and how to stop it, in \
      each of the site's languages. All of it is made from the site file.

      Example: beacond explain tea-tasting --site shop.yaml --for shopper --language de
      """)

  /// Whom an alert is explained to.
  enum Audience: String, ExpressibleByArgument, CaseIterable {
    case `operator`, shopper
  }

  @Argument(help: "The alert.")
  var alert: String

  @Option(help: "The site file (YAML).", completion: .file(extensions: ["yaml", "yml"]))
  var site: String

  @Option(name: .customLong("for"), help: "Whom to explain it to; both unless stated.")
  var audience: Audience?

  @OptionGroup var languages: LanguageOption

  func run() throws {
    let site = try SiteFile.readForUse(site)
    guard let alert = AlertID(alert) else {
      throw Failure(
        code: Failure.usage, message: "'\(alert)' is no name of an alert: it is empty or too long")
    }
    var output = StandardOutput()
    var isFirst = true
    func write(_ lines: [String]) throws {
      if !isFirst { try output.write("") }
      isFirst = false
      for line in lines.flatMap({ $0.wrapped() }) { try output.write(line) }
    }
    if audience != .shopper { try write(site.checks(of: alert)) }
    if audience != .operator {
      for language in languages.chosen(at: site) {
        try write(site.explanation(of: alert, in: language))
      }
    }
    try output.flush()
  }
}
