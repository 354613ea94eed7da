import Alerts
import Foundation
import Proximity

/// A topic with the words that give it away.
struct SiteTopic {
  var topic: Topic
  var words: [String]
  /// What people call it.
  var name: LocalText?
}

extension SiteReader {
  /// Reads the topics of which something is special.
  mutating func topics(_ item: Item?) -> [SiteTopic] {
    var names = Names<Topic>("topic")
    return (list(item, of: "topics", atMost: 4096) ?? []).compactMap { item in
      let fields = fields(
        item, required: ["id": "maternity"], optional: ["sensitive", "words", "caps", "name"])
      let id = declaration(fields?["id"], in: &names)
      let isSensitive = flag(fields?["sensitive"]) ?? false
      let words = (list(fields?["words"], of: "words", atMost: 64) ?? []).compactMap {
        text($0, "a word that gives the topic away")
      }
      let caps = caps(fields?["caps"]) ?? []
      let name = localText(fields?["name"], "what people call the topic")
      guard let id else { return nil }
      return SiteTopic(
        topic: Topic(id: id, isSensitive: isSensitive, caps: caps), words: words,
        name: name)
    }
  }

  /// Refuses an alert about a sensitive topic that would tell of it on a locked screen, where
  /// somebody else may read along.
  mutating func refuseDetail(
    on lockScreen: (item: Item, text: LocalText)?, of alert: Item, about topic: SiteTopic
  ) {
    let name = topic.topic.id.description
    guard let lockScreen else {
      report(
        alert, "expected the key 'lock-screen' for the sensitive topic \(quoted(name)), found none",
        advice: "add a neutral text, such as 'lock-screen: We have news for you.'")
      return
    }
    let names = topic.name?.texts.map(\.text) ?? []
    let telling = ([name] + names + topic.words).flatMap(\.stems)
    for (language, text) in lockScreen.text.texts {
      let shown = text.folded
      guard let word = telling.first(where: shown.contains) else { continue }
      report(
        lockScreen.item,
        "expected a neutral text for the sensitive topic \(quoted(name)), "
          + "found one in '\(language)' with \"\(word)\" in it",
        advice: "others may read a locked screen: say only that there is news")
      return
    }
  }
}

extension String {
  /// Without case, accents, width and what nobody sees, such as a zero-width space in a word.
  fileprivate var folded: String {
    let seen = unicodeScalars.filter { !$0.properties.isDefaultIgnorableCodePoint }
    return String(String.UnicodeScalarView(seen))
      .folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
  }

  /// The beginnings of its words by which a reader recognises them in another form as well: "matern"
  /// of "maternity" is in "maternal" too.
  fileprivate var stems: [String] {
    folded.split { !$0.isLetter && !$0.isNumber }.map { word in
      word.count > 7 ? String(word.prefix(max(6, word.count - 3))) : String(word)
    }.filter { $0.count > 2 }
  }
}
