/// A JSON value that remembers the order of its members, and numbers as they are written.
enum JSON: Equatable {
  case null
  case flag(Bool)
  case number(String)
  case text(String)
  case list([JSON])
  case object([(String, JSON)])

  struct Malformed: Error { let text: String }

  /// Reads a text that is one value and nothing else.
  init(_ text: String) throws(Malformed) {
    var reader = JSONReader(text)
    self = try reader.value()
    guard reader.isAtEnd else { throw Malformed(text: text) }
  }

  /// A member of an object.
  subscript(key: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.0 == key }?.1
  }

  /// The keys of an object, in order.
  var keys: [String] {
    guard case .object(let members) = self else { return [] }
    return members.map(\.0)
  }

  var text: String? { if case .text(let text) = self { text } else { nil } }
  var number: Double? { if case .number(let text) = self { Double(text) } else { nil } }
  var integer: Int? { if case .number(let text) = self { Int(text) } else { nil } }
  var flag: Bool? { if case .flag(let flag) = self { flag } else { nil } }
  var list: [JSON]? { if case .list(let list) = self { list } else { nil } }

  static func == (left: JSON, right: JSON) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.flag(let left), .flag(let right)): left == right
    case (.number(let left), .number(let right)): left == right
    case (.text(let left), .text(let right)): left == right
    case (.list(let left), .list(let right)): left == right
    case (.object(let left), .object(let right)): left.elementsEqual(right) { $0 == $1 }
    default: false
    }
  }
}

/// Reads JSON as RFC 8259 has it, without blanks between the parts.
private struct JSONReader {
  private let whole: String
  private var rest: Substring.UnicodeScalarView

  init(_ text: String) {
    whole = text
    rest = Substring(text).unicodeScalars
  }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func value() throws(JSON.Malformed) -> JSON {
    if skip("{") {
      return .object(
        try items("}") { reader throws(JSON.Malformed) in
          let key = try reader.string()
          guard reader.skip(":") else { throw reader.malformed }
          return (key, try reader.value())
        })
    }
    if skip("[") {
      return .list(try items("]") { reader throws(JSON.Malformed) in try reader.value() })
    }
    if rest.first == "\"" { return .text(try string()) }
    if skip("null") { return .null }
    if skip("true") { return .flag(true) }
    if skip("false") { return .flag(false) }
    return .number(try number())
  }

  private mutating func items<Item>(
    _ end: String, _ item: (inout JSONReader) throws(JSON.Malformed) -> Item
  ) throws(JSON.Malformed) -> [Item] {
    var items: [Item] = []
    if skip(end) { return items }
    repeat { items.append(try item(&self)) } while skip(",")
    guard skip(end) else { throw malformed }
    return items
  }

  private mutating func string() throws(JSON.Malformed) -> String {
    guard skip("\"") else { throw malformed }
    var text = String.UnicodeScalarView()
    while let scalar = rest.popFirst() {
      if scalar == "\"" { return String(text) }
      guard scalar.value >= 0x20 else { throw malformed }
      text.append(scalar == "\\" ? try escaped() : scalar)
    }
    throw malformed
  }

  private mutating func escaped() throws(JSON.Malformed) -> Unicode.Scalar {
    let escapes: [Unicode.Scalar: Unicode.Scalar] = [
      "\"": "\"", "\\": "\\", "/": "/", "b": "\u{8}", "f": "\u{C}", "n": "\n", "r": "\r", "t": "\t",
    ]
    guard let letter = rest.popFirst() else { throw malformed }
    if let scalar = escapes[letter] { return scalar }
    let digits = String(String.UnicodeScalarView(rest.prefix(4)))
    guard letter == "u", let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value)
    else { throw malformed }
    rest = rest.dropFirst(4)
    return scalar
  }

  private mutating func number() throws(JSON.Malformed) -> String {
    let text = String(
      String.UnicodeScalarView(rest.prefix { "+-.eE0123456789".unicodeScalars.contains($0) }))
    guard let first = text.first, first.isNumber || first == "-", Double(text) != nil else {
      throw malformed
    }
    rest = rest.dropFirst(text.unicodeScalars.count)
    return text
  }

  private mutating func skip(_ text: String) -> Bool {
    guard rest.starts(with: text.unicodeScalars) else { return false }
    rest = rest.dropFirst(text.unicodeScalars.count)
    return true
  }

  private var malformed: JSON.Malformed { JSON.Malformed(text: whole) }
}
