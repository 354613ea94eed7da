import ArgumentParser
import Site

/// In which language a text is wanted.
struct LanguageOption: ParsableArguments {
  @Option(
    help: "One of the site's languages, such as de; all of them unless stated.",
    transform: { text in
      guard let language = Language(text) else {
        throw ValidationError("'\(text)' is no code of a language, such as en or de-AT")
      }
      return language
    })
  var language: Language?

  /// The languages to write in, in the order of the site file.
  func chosen(at site: Site) -> [Language] {
    if let language { return [language] }
    return site.languages.isEmpty ? [.default] : site.languages
  }
}
