/// The text of a site file, known to be of a size and shape that a parser can be trusted with.
struct SourceText {
  let name: String
  let text: String

  /// The most bytes a site file may have.
  static let longest = 1 << 20
  /// The most brackets that may be open at once, and the deepest that values may be nested.
  static let deepest = 8

  init(_ bytes: some Collection<UInt8>, name: String) throws(SiteError) {
    self.name = name
    guard bytes.count <= Self.longest else {
      throw SiteError(
        name, problem: "expected at most \(Self.longest) bytes, found \(bytes.count)")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw SiteError(name, problem: "expected UTF-8 text", advice: "save the file as UTF-8")
    }
    self.text =
      text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    try refuseControlCharacters()
    try refuseDeepBrackets()
  }

  private func refuseControlCharacters() throws(SiteError) {
    var line = 1
    var column = 0
    for scalar in text.unicodeScalars {
      column += 1
      switch scalar {
      case "\n": (line, column) = (line + 1, 0)
      case "\t", "\r", "\u{85}": continue
      default:
        guard scalar.properties.generalCategory == .control else { continue }
        throw SiteError(
          name, line, column,
          problem:
            "expected text, found the control character U+\(String(scalar.value, radix: 16))",
          advice: "remove it")
      }
    }
  }

  /// The text with the same structure, as far as it matters for what the parser may be trusted
  /// with, and nothing that could take the parser ages.
  ///
  /// An alias costs a few bytes and may stand for a tree of any size, and the parser compares keys
  /// in full, be they trees and full of aliases, at every level anew. In the outline, aliases are
  /// anchors, which stand for nothing and are as easily found; mappings in brackets are lists; and
  /// `?` no longer makes keys. Every value stays in its place, so that positions hold for both.
  var outline: String {
    String(
      decoding: text.utf8.map { byte in
        switch byte {
        case UInt8(ascii: "*"): UInt8(ascii: "&")
        case UInt8(ascii: "{"): UInt8(ascii: "[")
        case UInt8(ascii: "}"): UInt8(ascii: "]")
        case UInt8(ascii: "?"): UInt8(ascii: "x")
        default: byte
        }
      }, as: UTF8.self)
  }

  /// A count that is blind to quotes and can be deceived by them; it spares the parser the plain
  /// cases, and the outline tells the rest.
  private func refuseDeepBrackets() throws(SiteError) {
    var open = 0
    for (index, line) in lines.enumerated() {
      guard !line.drop(while: \.isIndent).starts(with: [UInt8(ascii: "#")]) else { continue }
      for (column, byte) in line.enumerated() {
        switch byte {
        case UInt8(ascii: "["), UInt8(ascii: "{"): open += 1
        case UInt8(ascii: "]"), UInt8(ascii: "}"): open = max(0, open - 1)
        default: continue
        }
        guard open <= Self.deepest else {
          throw SiteError(
            name, index + 1, column + 1,
            problem: "expected at most \(Self.deepest) brackets open at once",
            advice: "close them, or nest less deeply")
        }
      }
      guard !beginsComplexKey(line) else {
        throw SiteError(
          name, index + 1, 1, problem: "expected a key, found the '?' of a complex key",
          advice: "keys are plain words: write 'key: value'")
      }
    }
  }

  private var lines: [Substring.UTF8View.SubSequence] {
    text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  }

  /// Whether a `?` stands where a value may begin: after nothing but the indicators `-`, `:`, `?`.
  private func beginsComplexKey(_ line: some Collection<UInt8>) -> Bool {
    var rest = line.drop(while: \.isIndent)
    while let first = rest.first, "-:?".utf8.contains(first) {
      let following = rest.dropFirst()
      guard following.first.map(\.isBlank) ?? true else { return false }
      if first == UInt8(ascii: "?") { return true }
      rest = following.drop(while: \.isIndent)
    }
    return false
  }
}

extension UInt8 {
  fileprivate var isIndent: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
  fileprivate var isBlank: Bool { isIndent || self == UInt8(ascii: "\r") }
}

extension SiteError {
  /// An error of one problem with the text itself.
  init(
    _ source: String, _ line: Int = 0, _ column: Int = 0, problem: String, advice: String? = nil
  ) {
    self.init([
      SiteProblem(
        source: source, line: line, column: column, path: "", problem: problem, advice: advice)
    ])
  }
}
