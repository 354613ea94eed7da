import Foundation
import Testing

@Suite("Public API")
struct PublicAPITests {
  /// The public declarations of a target, one a line, in an order of their own.
  static func declarations(of target: String) throws -> [String] {
    var found: [String] = []
    for file in try SourceTree.files(of: target) {
      var pending: String?
      for line in file.text.split(separator: "\n", omittingEmptySubsequences: true) {
        let line = line.trimmingCharacters(in: .whitespaces)
        if pending == nil, isPublicDeclaration(line) { pending = "" }
        guard var declaration = pending else { continue }
        declaration += (declaration.isEmpty ? "" : " ") + line
        pending = declaration
        if isWhole(declaration) {
          found.append(head(declaration))
          pending = nil
        }
      }
    }
    return found.sorted()
  }

  private static func isPublicDeclaration(_ line: String) -> Bool {
    let words = line.split(separator: " ").prefix(4)
    return words.contains("public") && !words.contains("import") && !line.hasPrefix("//")
  }

  private static func isWhole(_ text: String) -> Bool {
    text.filter { $0 == "(" }.count == text.filter { $0 == ")" }.count && !text.hasSuffix("->")
      && !text.hasSuffix("=")
  }

  /// The declaration without its body or value.
  private static func head(_ text: String) -> String {
    var head = text
    if let body = head.range(of: " {") { head = String(head[..<body.lowerBound]) }
    if let value = head.range(of: " = "), !head.contains("func "), !head.contains("init") {
      head = String(head[..<value.lowerBound])
    }
    return head
  }

  @Test(
    "The public API of a library changes only together with its pin",
    arguments: SourceTree.libraries)
  func pinned(target: String) throws {
    let path = "Fixtures/API/\(target).txt"
    let now = try Self.declarations(of: target).joined(separator: "\n") + "\n"
    if ProcessInfo.processInfo.environment["PIN_API"] == "1" {
      let url = SourceTree.root.appendingPathComponent(path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try now.write(to: url, atomically: true, encoding: .utf8)
    }
    let pinned = try SourceTree.text(path)
    let added = Set(now.split(separator: "\n")).subtracting(pinned.split(separator: "\n")).sorted()
    let gone = Set(pinned.split(separator: "\n")).subtracting(now.split(separator: "\n")).sorted()
    #expect(
      now == pinned,
      "if it is meant, run PIN_API=1 swift test --filter PublicAPITests; added \(added), gone \(gone)"
    )
  }

  @Test("Every public declaration says what it means", arguments: SourceTree.libraries)
  func documented(target: String) throws {
    for file in try SourceTree.files(of: target) {
      var before = ""
      for (number, line) in file.text.split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated()
      {
        let line = line.trimmingCharacters(in: .whitespaces)
        if Self.isPublicDeclaration(line), !before.hasPrefix("///"), !Self.isInherited(line) {
          Issue.record("\(target)/\(file.path):\(number + 1) has no documentation: \(line)")
        }
        // Attributes stand between the documentation and its declaration.
        if !line.hasPrefix("@") || line.contains("public") { before = line }
      }
    }
  }

  /// Members whose meaning is that of the protocol they satisfy.
  private static func isInherited(_ line: String) -> Bool {
    let inherited = [
      "var description", "var debugDescription", "var customMirror", "static func <",
      "static func ==", "func hash(into", "init(from decoder", "func encode(to", "func begin(_",
      "func update(_", "func estimate(_", "init(stringLiteral", "mutating func next()",
      "func page(_", "func replace(", "mutating func shopper(", "mutating func forget(",
      "extension ", "var defaultValueDescription", "init(rawValue", "associatedtype",
    ]
    return inherited.contains { line.contains($0) }
  }
}
