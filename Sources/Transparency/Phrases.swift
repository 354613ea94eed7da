internal import Alerts
public import Site

/// All that explanations say in one language, around the texts of the site.
protocol Phrases: Sendable {
  /// Such as "a, b and c".
  func list(_ items: [String]) -> String
  /// Such as "1 hour 30 minutes".
  func duration(_ duration: Duration) -> String
  /// Such as "2 alerts in 24 hours".
  func cap(_ cap: Cap) -> String
  /// Such as "from 21:00 to 09:00 on Sundays".
  func quiet(_ window: QuietHours.Window) -> String
  /// Answers for whoever asks a shop assistant.
  func questions(_ terms: SiteTerms) -> Document
  /// What hangs at the door.
  func notice(_ terms: SiteTerms) -> Document
  /// The record of processing activities after Article 30 of the GDPR.
  func record(_ terms: SiteTerms) -> Document
  /// What became of an alert, told to the shopper whom it was for. Nothing is named: not the alert, not
  /// the topic.
  func sentence(_ decision: Decision, saying time: (LedgerTime) -> String) -> String
  /// What is done with the data for the purpose that gates the facts.
  var presence: String { get }
  /// To what the shopper agreed, so that it came: a sentence around the purpose's own text.
  func agreement(to text: String) -> String
  /// A time after "from" or "on", such as "09:00" or "09:00 on 5 December 2026".
  func time(minute: Int, of day: LedgerTime?) -> String
  /// One alert, told to a shopper.
  func alert(_ alert: AlertTerms, _ terms: SiteTerms) -> Document
}

extension Language {
  /// The languages that there are phrases in.
  public static let explained = ["en", "de"].compactMap { Language($0) }
}

/// The phrases of a language.
func phrases(in language: Language) throws(TransparencyError) -> any Phrases {
  switch language.base {
  case "en": English()
  case "de": German()
  default: throw .languageUnsupported(language, supported: Language.explained)
  }
}

extension Duration {
  /// Its one or two largest units, cut off below the second: days from two on, hours, minutes,
  /// seconds.
  var units: [(count: Int64, unit: Int64)] {
    let seconds = max(components.seconds, 0)
    let unit = [2 * 86_400, 3_600, 60].first { seconds >= $0 } ?? 1
    let large: Int64 = unit == 2 * 86_400 ? 86_400 : unit
    let small: Int64 = [86_400: 3_600, 3_600: 60, 60: 1][large] ?? 1
    let rest = large == 1 ? 0 : seconds % large / small
    return [(seconds / large, large)] + (rest > 0 ? [(rest, small)] : [])
  }
}
