/// A language that a site speaks: a code of ISO 639, such as `en`, perhaps with a region, such as
/// `de-AT`.
public struct Language: Hashable, Sendable, CustomStringConvertible {
  /// The code.
  public let description: String

  /// Creates a language, or nothing when the text is no code: 2 or 3 small letters, perhaps a hyphen
  /// and 2 capitals.
  public init?(_ code: String) {
    let parts = code.split(separator: "-", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), (2...3).contains(parts[0].utf8.count),
      parts[0].utf8.allSatisfy({ (0x61...0x7A).contains($0) }),
      parts.dropFirst().allSatisfy({
        $0.utf8.count == 2 && $0.utf8.allSatisfy { (0x41...0x5A).contains($0) }
      })
    else { return nil }
    description = code
  }

  /// The language without its region.
  public var base: String { String(description.prefix { $0 != "-" }) }

  /// The language of a site that states none.
  public static let `default` = Language(known: "en")

  private init(known code: String) { description = code }
}

/// A text in each of the languages of a site.
public struct LocalText: Equatable, Sendable {
  /// The text in each language, in the order of the site's languages; never empty.
  public let texts: [(language: Language, text: String)]

  /// Creates a text from its translations.
  ///
  /// - Precondition: there is at least one.
  init(_ texts: [(language: Language, text: String)]) {
    precondition(!texts.isEmpty)
    self.texts = texts
  }

  /// The text in a language, or nothing when the site does not have it in that language.
  public subscript(language: Language) -> String? {
    texts.first { $0.language == language }?.text
  }

  /// The text in the site's first language.
  public var first: String { texts[0].text }

  public static func == (left: LocalText, right: LocalText) -> Bool {
    left.texts.elementsEqual(right.texts) { $0 == $1 }
  }
}
