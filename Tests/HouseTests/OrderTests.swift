import Foundation
import Testing

@Suite("Order of what is told")
struct OrderTests {
  /// Dictionaries and sets of the core by name, as their declarations say: a stored or local `name:
  /// [Key: Value]` or `Set<…>`, or one that begins as `Set(…)` or `[:]`.
  static func unordered(in text: String) throws -> Set<String> {
    let declaration = try Regex(
      #"(?:let|var)\s+(\w+)\s*(?::\s*(?:Set<|\[[^\[\]]+:)|=\s*(?:Set\(|\[[^\[\]]*:\s*[^\[\]]*\]\(\)))"#
    )
    return Set(text.matches(of: declaration).compactMap { $0.output[1].substring.map(String.init) })
  }

  @Test("No dictionary and no set of the core is gone through: their order is anybody's guess")
  func iteration() throws {
    for target in SourceTree.core + ["Identity"] {
      for file in try SourceTree.files(of: target) {
        for name in try Self.unordered(in: file.text).sorted() {
          let walks = try Regex(
            #"(?:for\s+[^{]*\bin\s+(?:self\.)?\#(name)\b(?!\s*\[)(?!\.sorted))|(?:\b\#(name)\.(?:map|flatMap|compactMap|filter|forEach|reduce|first\b(?!Index)|keys|values|min\(|max\())"#
          )
          for line in file.text.split(separator: "\n") where line.contains(walks) {
            let code = line.trimmingCharacters(in: .whitespaces)
            guard !code.hasPrefix("//") else { continue }
            Issue.record("\(target)/\(file.path) goes through \(name): \(code)")
          }
        }
      }
    }
  }

  @Test("What the rule looks for, it finds")
  func finds() throws {
    let text = """
      private var slots: [ShopperID: UInt32] = [:]
      let known = Set(receivers)
      var list: [Int] = []
      """
    #expect(try Self.unordered(in: text) == ["slots", "known"])
  }
}
