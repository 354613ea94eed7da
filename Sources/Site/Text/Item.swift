/// One value of a site file, with where it stands and what to call it.
struct Item: Sendable {
  enum Content: Sendable {
    /// A number, a word, a text; plain when it was written without quotes.
    case text(String, isPlain: Bool)
    case list([Item])
    case mapping([Entry])
  }

  var content: Content
  /// From 1.
  var line: Int
  /// From 1.
  var column: Int
  /// Such as `places[2].radius`; empty for the whole document.
  var path: String
}

/// A key of a mapping with its value.
struct Entry: Sendable {
  var key: String
  /// Where the key stands, from 1.
  var line: Int
  /// Where the key stands, from 1.
  var column: Int
  var value: Item
}

extension Item {
  /// Whether nothing was written, or the word for nothing.
  var isNothing: Bool {
    guard case .text(let text, isPlain: true) = content else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(text)
  }

  /// What was found, for the second half of "expected …, found …".
  var found: String {
    switch content {
    case .list: "a list"
    case .mapping: "a mapping"
    case .text where isNothing: "nothing"
    case .text(let text, _) where text.mayHoldKey: "a text of \(text.utf8.count) bytes"
    case .text(let text, isPlain: true)
    where text.first.map { "-+.0123456789".contains($0) } == true:
      quoted(text, mark: "")
    case .text(let text, _): quoted(text)
    }
  }
}

extension String {
  /// Whether a key may be part of it, which no message should repeat.
  fileprivate var mayHoldKey: Bool {
    var run = 0
    for character in self where run < 24 { run = character.isHexDigit ? run + 1 : 0 }
    return run >= 24
  }
}

/// A text of the file as a message may repeat it: cut short and without control characters.
func quoted(_ text: some StringProtocol, mark: String = "\"") -> String {
  let longest = 60
  var shown = ""
  for scalar in text.unicodeScalars.prefix(longest) {
    if scalar.properties.generalCategory == .control {
      shown += "\\u{\(String(scalar.value, radix: 16))}"
    } else {
      shown.unicodeScalars.append(scalar)
    }
  }
  if text.unicodeScalars.dropFirst(longest).isEmpty == false { shown += "…" }
  return mark + shown + mark
}

extension Item {
  /// A key of a mapping with its value.
  func entry(_ key: String) -> Entry? {
    guard case .mapping(let entries) = content else { return nil }
    return entries.first { $0.key == key }
  }

  /// The value of a key of a mapping.
  subscript(key: String) -> Item? { entry(key)?.value }

  /// The items of a list.
  var items: [Item] {
    if case .list(let items) = content { items } else { [] }
  }

  /// The text of a scalar.
  var text: String? {
    if case .text(let text, _) = content { text } else { nil }
  }
}
