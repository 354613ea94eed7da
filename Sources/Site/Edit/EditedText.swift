/// A text with places that shall change, found by line and column.
struct EditedText {
  private let scalars: [Unicode.Scalar]
  /// Where each line begins.
  private let begins: [Int]
  private var edits: [Edit] = []

  private struct Edit {
    var range: Range<Int>
    var text: String
    /// What to say of the change in place of its line.
    var summary: String?
  }

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    var begins = [0]
    for index in scalars.indices where scalars[index].endsLine {
      let isHalf = scalars[index] == "\r" && index + 1 < scalars.count && scalars[index + 1] == "\n"
      if !isHalf { begins.append(index + 1) }
    }
    self.begins = begins
  }

  subscript(index: Int) -> Unicode.Scalar? {
    scalars.indices.contains(index) ? scalars[index] : nil
  }

  /// Where something stands; line and column from 1, as a parser tells them.
  func index(line: Int, column: Int) -> Int? {
    guard begins.indices.contains(line - 1), column >= 1 else { return nil }
    let index = begins[line - 1] + column - 1
    return index < scalars.count ? index : nil
  }

  /// The end of the line in which something stands, before its line break.
  func endOfLine(_ index: Int) -> Int {
    scalars[index...].firstIndex(where: \.endsLine) ?? scalars.count
  }

  /// The first place from `index` on, in its line, where a scalar stands.
  func first(_ scalar: Unicode.Scalar, from index: Int) -> Int? {
    scalars[index..<max(index, endOfLine(index))].firstIndex(of: scalar)
  }

  /// Whether a text stands there.
  func holds(_ text: String, at index: Int) -> Bool {
    scalars[min(index, scalars.count)...].starts(with: text.unicodeScalars)
  }

  /// The line break that this text has after the line.
  func lineBreak(after index: Int) -> String {
    self[endOfLine(index)] == "\r" && self[endOfLine(index) + 1] == "\n" ? "\r\n" : "\n"
  }

  /// How many blanks stand there before a comment begins; nothing if none begins.
  func blanksBeforeComment(_ index: Int) -> Int? {
    let rest = scalars[min(index, scalars.count)...]
    let end = rest.firstIndex { $0 != " " } ?? rest.endIndex
    return end > index && self[end] == "#" ? end - index : nil
  }

  mutating func replace(_ range: Range<Int>, by text: String, summary: String? = nil) {
    edits.append(Edit(range: range, text: text, summary: summary))
  }

  /// The text with all changes, and where they are; nothing when two changes meet.
  func edited() -> (text: String, changes: [SiteEdit.Change])? {
    let sorted = edits.enumerated()
      .sorted {
        ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
      }
      .map(\.element)
    var result: [Unicode.Scalar] = []
    var marks: [(index: Int, summary: String?)] = []
    var end = 0
    for edit in sorted {
      guard edit.range.lowerBound >= end else { return nil }
      result += scalars[end..<edit.range.lowerBound]
      let blanks = edit.text.unicodeScalars.prefix { $0 == " " || $0.endsLine }.count
      marks.append((result.count + blanks, edit.summary))
      result += edit.text.unicodeScalars
      end = edit.range.upperBound
    }
    result += scalars[end...]
    var text = String.UnicodeScalarView()
    text.append(contentsOf: result)
    let edited = EditedText(String(text))
    return (String(text), edited.lines(at: marks))
  }

  /// The lines that marks are in, each once.
  private func lines(at marks: [(index: Int, summary: String?)]) -> [SiteEdit.Change] {
    var changes: [SiteEdit.Change] = []
    var line = 0
    for mark in marks {
      while line + 1 < begins.count, begins[line + 1] <= mark.index { line += 1 }
      guard changes.last?.line != line + 1 else { continue }
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars[begins[line]..<endOfLine(begins[line])])
      changes.append(SiteEdit.Change(line: line + 1, text: mark.summary ?? String(text)))
    }
    return changes
  }
}

extension Unicode.Scalar {
  /// What YAML 1.1 takes for the end of a line, and the parser with it.
  fileprivate var endsLine: Bool {
    switch self {
    case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": true
    default: false
    }
  }
}
