/// The values of one mapping by their keys.
struct Fields {
  /// The mapping.
  let item: Item
  private let entries: [String: Entry]

  init(_ item: Item, _ entries: [String: Entry]) {
    self.item = item
    self.entries = entries
  }

  /// The value of a key, if the key is there.
  subscript(key: String) -> Item? { entries[key]?.value }

  /// A key with its value, if the key is there.
  func entry(_ key: String) -> Entry? { entries[key] }
}

extension SiteReader {
  /// Reads a mapping of known keys.
  ///
  /// - Parameters:
  ///   - required: the keys that must be there, each with an example of how to write it.
  ///   - optional: the keys that may be there.
  mutating func fields(
    _ item: Item?, required: KeyValuePairs<String, String>, optional: [String]
  ) -> Fields? {
    guard let item else { return nil }
    guard case .mapping(let entries) = item.content else {
      let example = required.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
      expected("a mapping", item, advice: example.isEmpty ? nil : "write {\(example)}")
      return nil
    }
    let known = required.map(\.key) + optional
    var found: [String: Entry] = [:]
    for entry in entries {
      if known.contains(entry.key) {
        found[entry.key] = entry
      } else {
        refuse(entry, known: known)
      }
    }
    for (key, example) in required where found[key] == nil {
      report(item, "expected the key '\(key)', found none", advice: "add '\(key): \(example)'")
    }
    return Fields(item, found)
  }

  private mutating func refuse(_ entry: Entry, known: [String]) {
    if entry.key.tellsOfRecipient {
      report(
        entry.line, entry.column, entry.value.path,
        "expected no recipient of shoppers' data, found \(quoted(entry.key, mark: "'"))",
        advice: "nothing of a shopper goes to anybody else: remove the key")
      return
    }
    let advice =
      guess(entry.key, among: known).map { "did you mean '\($0)'?" }
      ?? "known here: \(known.joined(separator: ", "))"
    report(
      entry.line, entry.column, entry.value.path,
      "expected a known key, found \(quoted(entry.key, mark: "'"))", advice: advice)
  }

  /// Notes the lack of a key that only a live site must have.
  mutating func demand(_ key: String, of item: Item, because reason: String) {
    guard use == .live else { return }
    report(item, "expected the key '\(key)' for a live site, found none", advice: reason)
  }

  /// Reads a list; nothing at all when the key is missing.
  mutating func list(
    _ item: Item?, of what: String, atLeast least: Int = 0, atMost most: Int
  ) -> [Item]? {
    guard let item else { return nil }
    guard case .list(let items) = item.content else {
      expected("a list of \(what)", item, advice: "write it in brackets, or each after a dash")
      return nil
    }
    guard items.count >= least else {
      report(item, "expected a list of \(what), found an empty one")
      return nil
    }
    guard items.count <= most else {
      report(item, "expected at most \(most) \(what), found \(items.count)")
      return nil
    }
    return items
  }
}

extension String {
  /// Whether a key asks for data to be given to somebody else. No such key exists; whoever looks for
  /// one is told why.
  fileprivate var tellsOfRecipient: Bool {
    let key = lowercased().replacing("_", with: "-")
    return ["recipient", "third-part", "thirdpart", "share-with", "sell-to", "forward", "partner"]
      .contains { key.contains($0) }
  }
}
