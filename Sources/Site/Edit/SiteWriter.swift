import Proximity

/// Writes numbers where they belong in the text of a site file.
struct SiteWriter {
  var text: EditedText
  /// The values that were not found where the parser said.
  private(set) var misses: [Item] = []

  init(text: EditedText) { self.text = text }

  mutating func write(_ numbers: RadioNumbers, in root: Item) {
    if let site = root["site"] {
      let power = numbers.measuredPower
      if let exponent = numbers.exponent {
        set("exponent", to: exponent, in: site, after: ["zone", "name"])
      }
      if let power {
        set("measured-power", to: power, in: site, after: ["exponent", "zone", "name"])
      }
    }
    var offsets: [String: Float] = [:]
    for (receiver, offset) in numbers.offsets { offsets[receiver.description] = offset }
    for receiver in root["receivers"]?.items ?? [] {
      guard let offset = receiver["id"]?.text.flatMap({ offsets[$0] }) else { continue }
      set("offset", to: offset, in: receiver, after: ["position", "id"])
    }
    guard let shopper = numbers.shopper else { return }
    for item in root["shoppers"]?.items ?? [] where item["id"]?.text == shopper.id.description {
      set(
        "measured-power", to: shopper.measuredPower, in: item, after: ["credential", "id"],
        summary: "measured-power: \(shown(shopper.measuredPower))")
    }
  }

  private mutating func set(
    _ key: String, to number: Float, in mapping: Item, after neighbours: [String],
    summary: String? = nil
  ) {
    let isFlow = text.index(line: mapping.line, column: mapping.column).map { text[$0] == "{" }
    if let value = mapping[key] {
      replace(value, by: shown(number), keepsColumn: isFlow == false, summary)
    } else if let entry = neighbours.lazy.compactMap({ mapping.entry($0) }).first, let isFlow {
      insert("\(key): \(shown(number))", beside: entry, isFlow: isFlow, summary)
    } else {
      misses.append(mapping)
    }
  }

  /// - Parameter keepsColumn: whether a comment behind the number stays in its column.
  private mutating func replace(
    _ value: Item, by number: String, keepsColumn: Bool, _ summary: String?
  ) {
    guard let begin = text.index(line: value.line, column: value.column),
      let old = value.text, text.holds(old, at: begin)
    else {
      misses.append(value)
      return
    }
    guard Decimal(old)?.value != Decimal(number)?.value else { return }
    let end = begin + old.unicodeScalars.count
    guard keepsColumn, let blanks = text.blanksBeforeComment(end) else {
      return text.replace(begin..<end, by: number, summary: summary)
    }
    let left = max(1, blanks + old.unicodeScalars.count - number.unicodeScalars.count)
    text.replace(
      begin..<(end + blanks), by: number + String(repeating: " ", count: left), summary: summary)
  }

  /// Puts an entry after another one, or before it if nobody can say where that ends.
  private mutating func insert(
    _ new: String, beside entry: Entry, isFlow: Bool, _ summary: String?
  ) {
    guard let key = text.index(line: entry.line, column: entry.column) else {
      misses.append(entry.value)
      return
    }
    let lineBreak = text.lineBreak(after: key)
    let indent = String(repeating: " ", count: entry.column - 1)
    if let end = end(of: entry.value) {
      let place = isFlow ? end : text.endOfLine(end)
      let before = isFlow ? ", " : lineBreak + indent
      text.replace(place..<place, by: before + new, summary: summary)
    } else {
      let after = isFlow ? ", " : lineBreak + indent
      text.replace(key..<key, by: new + after, summary: summary)
    }
  }

  /// Where a value ends that is written in one line.
  private func end(of value: Item) -> Int? {
    guard let begin = text.index(line: value.line, column: value.column), let first = text[begin]
    else { return nil }
    switch value.content {
    case .mapping: return nil
    case .list: return first == "[" ? text.first("]", from: begin).map { $0 + 1 } : nil
    case .text(let content, isPlain: true):
      return text.holds(content, at: begin) ? begin + content.unicodeScalars.count : nil
    case .text(let content, isPlain: false):
      let quote = String(first)
      guard quote == "\"" || quote == "'", text.holds(quote + content + quote, at: begin) else {
        return nil
      }
      return begin + content.unicodeScalars.count + 2
    }
  }
}
