import ArgumentParser
import Site

/// In which language a text is wanted.
struct LanguageOption: ParsableArguments {
  @Option(help: "One of the site's languages, such as de; all of them unless stated.")
  var language: Language?

  /// The languages to write in, in the order of the site file.
  func chosen(at site: Site) -> [Language] {
    if let language { return [language] }
    return site.languages.isEmpty ? [.default] : site.languages
  }
}

extension Language: @retroactive ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}
