public import Alerts
public import Proximity
public import Site

/// Why something cannot be explained.
public enum TransparencyError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The site has no alert of that name.
  case unknownAlert(AlertID, known: [AlertID])
  /// The site does not speak the language, so that its own texts are missing.
  case languageNotSpoken(Language, spoken: [Language])
  /// There are no phrases in the language; the site's own texts alone do not make an explanation.
  case languageUnsupported(Language, supported: [Language])

  public var description: String {
    switch self {
    case .unknownAlert(let alert, let known):
      "there is no alert '\(alert)' in this site; "
        + (known.isEmpty ? "it has none" : "its alerts are \(Self.list(known.map(\.description)))")
    case .languageNotSpoken(let language, let spoken):
      "this site has no texts in '\(language)'; its languages are "
        + Self.list(spoken.map(\.description))
    case .languageUnsupported(let language, let supported):
      "nothing can be explained in '\(language)': there are phrases in "
        + "\(Self.list(supported.map(\.description))) only; ask for one of these with --language"
    }
  }

  private static func list(_ names: [String]) -> String {
    names.prefix(12).joined(separator: ", ") + (names.count > 12 ? ", …" : "")
  }
}
