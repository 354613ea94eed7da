import ArgumentParser
import Site
import Transparency

/// `beacond policy`: what a site has laid down.
struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "What a site has laid down about alerts and data.",
    subcommands: [PolicyExplainCommand.self])
}

/// `beacond policy explain`: texts for shoppers, the door and the authority.
struct PolicyExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Write the texts that tell people what happens here, from the site file.",
    discussion: """
      faq: answers for whoever asks a shop assistant; door: the notice at the entrance; record: \
      the record of processing activities (GDPR, Article 30). In Markdown, in each of the site's \
      languages.

      Example: beacond policy explain --site shop.yaml --for door --language de > notice.md
      """)

  /// Which text.
  enum Text: String, ExpressibleByArgument, CaseIterable {
    case faq, door, record
  }

  @Option(help: "The site file (YAML).", completion: .file(extensions: ["yaml", "yml"]))
  var site: String

  @Option(name: .customLong("for"), help: "Which text.")
  var text = Text.faq

  @OptionGroup var languages: LanguageOption

  func run() throws {
    let site = try SiteFile.readForUse(site)
    var output = StandardOutput()
    for (number, language) in languages.chosen(at: site).enumerated() {
      if number > 0 { try output.write("") }
      let lines =
        switch text {
        case .faq: try site.questions(in: language)
        case .door: try site.doorNotice(in: language)
        case .record: try site.recordOfProcessing(in: language)
        }
      for line in lines.flatMap({ $0.wrapped() }) { try output.write(line) }
    }
    try output.flush()
  }
}
