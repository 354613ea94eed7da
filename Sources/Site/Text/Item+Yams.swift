import Yams

extension Item {
  /// Reads the one document of a text as a tree of plain mappings, lists and texts.
  ///
  /// Aliases, anchors, tags, merge keys and keys that are not words are refused.
  ///
  /// - Throws: ``SiteError`` with one problem: the first one that the text as such has.
  static func document(_ source: SourceText) throws(SiteError) -> Item {
    let outline = source.outline
    let levels = SourceText.deepest
    let item = try compose(source, outline, levels: 2 * levels + 1)
    return outline == source.text ? item : try compose(source, source.text, levels: levels)
  }

  private static func compose(
    _ source: SourceText, _ text: String, levels: Int
  ) throws(SiteError) -> Item {
    do {
      let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
      // A node knows its anchor only as long as the parser lives.
      return try withExtendedLifetime(parser) {
        guard let root = try parser.singleRoot() else {
          throw SiteError(source.name, problem: "expected a site, found an empty file")
        }
        return try Item(root, path: "", levels: levels, source)
      }
    } catch let error as SiteError {
      throw error
    } catch let error as YamlError {
      throw SiteError(error, source.name)
    } catch {
      throw SiteError(source.name, problem: "expected YAML: \(error)")
    }
  }

  fileprivate init(
    _ node: Node, path: String, levels: Int, _ source: SourceText
  ) throws(SiteError) {
    self.path = path
    line = node.mark?.line ?? 0
    column = node.mark?.column ?? 0
    let refuse = { [line, column] (problem: String, advice: String) in
      SiteError(source.name, line, column, problem: problem, advice: advice)
    }
    guard levels > 0 else {
      throw refuse("expected at most \(SourceText.deepest) levels", "nest less deeply")
    }
    if let anchor = node.anchor {
      let name = quoted(anchor.rawValue, mark: "")
      throw refuse(
        "expected a value, found the anchor or alias '\(name)'",
        "write the value out where it is used")
    }
    guard node.isUntagged else {
      throw refuse("expected a value, found a tag", "leave out the word that begins with '!'")
    }
    switch node {
    case .scalar(let scalar):
      content = .text(scalar.string, isPlain: scalar.style == .plain)
    case .sequence(let sequence):
      var items: [Item] = []
      for (index, element) in sequence.enumerated() {
        items.append(try Item(element, path: "\(path)[\(index)]", levels: levels - 1, source))
      }
      content = .list(items)
    case .mapping(let mapping):
      var entries: [Entry] = []
      for (key, value) in mapping {
        entries.append(try Entry(key, value, in: path, levels: levels - 1, source))
      }
      content = .mapping(entries)
    case .alias:
      throw refuse("expected a value, found an alias", "write the value out where it is used")
    }
  }
}

extension Entry {
  fileprivate init(
    _ key: Node, _ value: Node, in parent: String, levels: Int, _ source: SourceText
  ) throws(SiteError) {
    let key = try Item(key, path: parent, levels: levels, source)
    (line, column) = (key.line, key.column)
    guard case .text(let name, _) = key.content else {
      throw SiteError(
        source.name, line, column, problem: "expected a word as key, found brackets",
        advice: "write 'key: value'")
    }
    guard name != "<<" else {
      throw SiteError(
        source.name, line, column, problem: "expected a key, found the merge key '<<'",
        advice: "write the keys out where they are used")
    }
    self.key = name
    let shown = quoted(name, mark: "")
    let path = parent.isEmpty ? shown : "\(parent).\(shown)"
    self.value = try Item(value, path: path, levels: levels, source)
  }
}

extension Node {
  /// Whether the author left it to the text to say what it is.
  ///
  /// Quotes count as the tag of a text, and the parser's comparison of keys gives every key the tag
  /// that it would have by default.
  fileprivate var isUntagged: Bool {
    switch self {
    case .scalar(let scalar): scalar.tag.isNone(or: .str)
    case .sequence(let sequence): sequence.tag.isNone(or: .seq)
    case .mapping(let mapping): mapping.tag.isNone(or: .map)
    case .alias: true
    }
  }
}

extension Tag {
  fileprivate func isNone(or byDefault: Name) -> Bool {
    rawValue == Name.implicit.rawValue || rawValue == byDefault.rawValue
  }
}

extension SiteError {
  /// A parser's complaint in the words of this module.
  fileprivate init(_ error: YamlError, _ source: String) {
    switch error {
    case .scanner(_, let problem, let mark, _) where problem.contains("nesting"),
      .parser(_, let problem, let mark, _) where problem.contains("nesting"):
      self.init(
        source, mark.line, mark.column,
        problem: "expected at most \(SourceText.deepest) levels", advice: "nest less deeply")
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _):
      // An outline has but one kind of brackets.
      let inWords = problem.replacing("']'", with: "a closing bracket")
      self.init(
        source, mark.line, mark.column, problem: "expected YAML: \(inWords)",
        advice: "look at indentation, quotes, colons and brackets around here")
    case .composer(_, _, let mark, _):
      self.init(
        source, mark.line, mark.column, problem: "expected one document, found another",
        advice: "a file holds one site: remove '---' and what follows")
    case .duplicatedKeysInMapping(let keys, let context):
      let names = keys.map { quoted($0, mark: "'") }.joined(separator: ", ")
      self.init(
        source, context.mark.line, context.mark.column,
        problem: "expected each key once, found \(names) again further down", advice: "keep one")
    case .memory:
      self.init(source, problem: "expected YAML: nested too deeply", advice: "nest less deeply")
    case .reader(let problem, _, _, _):
      self.init(source, problem: "expected YAML: \(problem)", advice: "save the file as UTF-8")
    case .no, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
      self.init(source, problem: "expected YAML: \(error)")
    }
  }
}
