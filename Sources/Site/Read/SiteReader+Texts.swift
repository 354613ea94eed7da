import Proximity

extension SiteReader {
  /// Reads the languages of the site; those that texts must come in from then on.
  mutating func readLanguages(_ item: Item?) {
    let items = list(item, of: "languages", atLeast: 1, atMost: 16) ?? []
    for item in items {
      guard case .text(let text, _) = item.content, let language = Language(text) else {
        expected("the code of a language, such as en or de-AT", item)
        continue
      }
      if languages.contains(language) {
        report(item, "expected each language once, found \(quoted(text)) again")
      } else {
        languages.append(language)
      }
    }
  }

  /// Reads a text in each language of the site: a mapping, or a plain text where there is but one.
  mutating func localText(_ item: Item?, _ what: String) -> LocalText? {
    guard let item else { return nil }
    guard case .mapping(let entries) = item.content else {
      guard let text = text(item, what) else { return nil }
      guard languages.count < 2 else {
        report(
          item, "expected \(what) in each of \(languageNames), found one without a language",
          advice: "write {\(languages.map { "\($0): …" }.joined(separator: ", "))}")
        return nil
      }
      return LocalText([(languages.first ?? .default, text)])
    }
    return translations(entries, item, what)
  }

  /// Reads a text that may go without translations: one for the files, not for the shoppers.
  mutating func plainOrLocalText(_ item: Item?, _ what: String) -> LocalText? {
    guard let item, case .text = item.content else { return localText(item, what) }
    return text(item, what).map { LocalText([(languages.first ?? .default, $0)]) }
  }

  private mutating func translations(
    _ entries: [Entry], _ item: Item, _ what: String
  ) -> LocalText? {
    var found: [Language: String] = [:]
    let known = languages.isEmpty ? entries.compactMap { Language($0.key) } : languages
    for entry in entries {
      guard let language = Language(entry.key), known.contains(language) else {
        report(
          entry.line, entry.column, entry.value.path,
          "expected a language of the site, found \(quoted(entry.key, mark: "'"))",
          advice: "its languages are \(languages.isEmpty ? "not stated" : languageNames)")
        continue
      }
      guard let text = text(entry.value, what) else { continue }
      found[language] = text
    }
    for language in known where found[language] == nil {
      guard !entries.contains(where: { $0.key == language.description }) else { continue }
      report(
        item, "expected \(what) in '\(language)' as well, found none",
        advice: "whoever reads only that language would consent to something unread")
    }
    let texts = known.compactMap { language in found[language].map { (language, $0) } }
    return texts.isEmpty || texts.count < known.count ? nil : LocalText(texts)
  }

  private var languageNames: String { languages.map(\.description).joined(separator: ", ") }

  /// Reads who answers for the data.
  mutating func controller(_ item: Item?) -> Controller? {
    let fields = fields(
      item, required: ["name": "Corner Shop Ltd", "contact": "privacy@example.com"],
      optional: ["officer", "jurisdiction", "policy"])
    let name = text(fields?["name"], "a name")
    let contact = text(fields?["contact"], "an address to write to")
    let officer = text(fields?["officer"], "an address to write to")
    let jurisdiction = text(fields?["jurisdiction"], "whose law holds, such as AT")
    let policy = text(fields?["policy"], "where the privacy policy can be read")
    guard let name, let contact else { return nil }
    return Controller(
      name: name, contact: contact, officer: officer, jurisdiction: jurisdiction, policy: policy)
  }

  /// Reads what shoppers can look up.
  mutating func contents(_ item: Item?) -> [SiteContent] {
    var names = Names<SiteContent>("content")
    return (list(item, of: "contents", atMost: 1024) ?? []).compactMap { item in
      let fields = fields(
        item, required: ["id": "guide", "text": "what it says"], optional: [])
      let id = declaration(fields?["id"], in: &names)
      let text = localText(fields?["text"], "a text to look up")
      guard let id, let text else { return nil }
      return SiteContent(id: id, text: text)
    }
  }
}
