import Proximity

/// The names of one kind of thing that a file declares, each with its line.
struct Names<Subject> {
  /// What they are names of, such as "receiver".
  let kind: String
  /// A name that may be referred to without being declared.
  let builtIn: String?
  private(set) var lines: [Identifier<Subject>: Int] = [:]
  /// The names in the order of the file.
  private(set) var ordered: [String] = []
  /// Whether all declarations could be read, so that a name that is missing is a problem of whoever
  /// refers to it.
  var isComplete = true

  init(_ kind: String, builtIn: String? = nil) {
    self.kind = kind
    self.builtIn = builtIn
  }

  /// Notes a name; the line that took it first, if there is one.
  mutating func declare(_ name: Identifier<Subject>, line: Int) -> Int? {
    if let taken = lines[name] { return taken }
    lines[name] = line
    ordered.append(name.description)
    return nil
  }

  /// Whether a name may be referred to.
  func contains(_ name: Identifier<Subject>) -> Bool {
    !isComplete || lines[name] != nil || name.description == builtIn
  }
}

extension SiteReader {
  /// Reads the name of a new thing, which nothing else of its kind may have.
  mutating func declaration<Subject>(
    _ item: Item?, in names: inout Names<Subject>
  ) -> Identifier<Subject>? {
    guard let name: Identifier<Subject> = identifier(item, "a name for the \(names.kind)"),
      let item
    else {
      names.isComplete = false
      return nil
    }
    if let line = names.declare(name, line: item.line) {
      report(
        item, "expected a name of its own, found \(quoted(name.description)), taken on line \(line)"
      )
    }
    return name
  }

  /// Reads a name that must have been declared.
  mutating func reference<Subject>(
    _ item: Item?, to names: Names<Subject>
  ) -> Identifier<Subject>? {
    guard let item, let name: Identifier<Subject> = identifier(item, "the name of a \(names.kind)")
    else { return nil }
    if !names.contains(name) {
      let guess = guess(name.description, among: names.ordered)
      report(
        item, "expected a declared \(names.kind), found \(quoted(name.description))",
        advice: guess.map { "did you mean '\($0)'?" })
    }
    return name
  }

  /// Reads a list of declared names without repetitions.
  mutating func references<Subject>(
    _ item: Item?, to names: Names<Subject>, atLeast least: Int = 0
  ) -> [Identifier<Subject>]? {
    guard let items = list(item, of: "\(names.kind)s", atLeast: least, atMost: 10_000) else {
      return nil
    }
    var seen: Set<Identifier<Subject>> = []
    var references: [Identifier<Subject>] = []
    for item in items {
      guard let name = reference(item, to: names) else { continue }
      if seen.insert(name).inserted {
        references.append(name)
      } else {
        report(item, "expected each \(names.kind) once, found \(quoted(name.description)) again")
      }
    }
    return references
  }
}
