import Alerts
import Site
import Testing

@Suite("YAML text")
struct DocumentTests {
  private func problem(_ text: String) -> String {
    problem(Array(text.utf8))
  }

  private func problem(_ bytes: [UInt8]) -> String {
    do {
      _ = try Site(yaml: bytes, source: "site.yaml", for: .replay)
      return "accepted"
    } catch {
      return error.description
    }
  }

  @Test(
    "what a site file has no use for is refused with its line",
    arguments: [
      ("", "site.yaml: expected a site, found an empty file"),
      ("# nothing\n", "site.yaml: expected a site, found an empty file"),
      ("a: 1\nb: &x 2\n", "site.yaml:2:4: expected a value, found the anchor or alias 'x'"),
      ("a: 1\nb: *x\n", "site.yaml:2:4: expected a value, found the anchor or alias 'x'"),
      ("a: &x {b: 1}\nc: *x\n", "site.yaml:1:4: expected a value, found the anchor or alias 'x'"),
      ("a: 1\n*x : 2\n", "site.yaml:2:1: expected a value, found the anchor or alias 'x'"),
      ("a: 1\nb: !!int 2\n", "site.yaml:2:4: expected a value, found a tag"),
      ("a: 1\nb: !mine [2]\n", "site.yaml:2:4: expected a value, found a tag"),
      ("a: 1\nb: !mine {c: 2}\n", "site.yaml:2:4: expected a value, found a tag"),
      ("a: 1\nb: {<<: c}\n", "site.yaml:2:5: expected a key, found the merge key '<<'"),
      ("a: 1\n---\nb: 2\n", "site.yaml:2:1: expected one document, found another"),
      ("a: 1\n? b\n: 2\n", "site.yaml:2:1: expected a key, found the '?' of a complex key"),
      ("- - ? b\n", "site.yaml:1:1: expected a key, found the '?' of a complex key"),
      ("a: 1\n[b, c]: 2\n", "site.yaml:2:1: expected a word as key, found brackets"),
      ("a: 1\nb: {{c: 1}: 2}\n", "site.yaml:2:5: expected a word as key, found brackets"),
      ("a: 1\nb: 2\na: 3\n", "site.yaml:1:1: expected each key once, found 'a' again"),
      ("a: [1\nb: 2\n", "site.yaml:2:2: expected YAML: "),
      ("a: 'b\n", "site.yaml:2:1: expected YAML: "),
      ("a: b\n\tc: d\n", "site.yaml:2:1: expected YAML: "),
      ("a: \"x\n\u{0}\"", "site.yaml:2:1: expected text, found the control character U+0"),
      ("a: b\u{7F}", "site.yaml:1:5: expected text, found the control character U+7f"),
    ])
  func refused(text: String, expected: String) {
    #expect(problem(text).hasPrefix(expected), "\(problem(text))")
  }

  @Test("a file that is not UTF-8, or too large, is refused as a whole")
  func bytes() {
    #expect(problem([0x61, 0x3A, 0x20, 0xFF]).hasPrefix("site.yaml: expected UTF-8 text"))
    #expect(problem([0xFF, 0xFE, 0x61, 0x00]).hasPrefix("site.yaml: expected UTF-8 text"))
    #expect(
      problem([UInt8](repeating: 0x20, count: 1 << 20 + 1))
        == "site.yaml: expected at most 1048576 bytes, found 1048577")
  }

  @Test(
    "stars and ampersands inside a text are text",
    arguments: [
      ("\"*b &c\"", "*b &c"), ("'*b'", "*b"), ("b *c* &d", "b *c* &d"), ("R & B", "R & B"),
      ("|-\n      *b\n      &c", "*b\n&c"), ("\"b # *c\" # *d &e", "b # *c"),
    ])
  func starsInTexts(written: String, text: String) throws {
    let purpose = "  - id: offers\n    version: 1\n    benefit: b\n    text: \(written)"
    let site = try SampleSite.read(SampleSite.text(replacing: [10: purpose]))
    #expect(site.policy.purposes.map(\.text) == [text])
  }

  @Test("the whole file may be written as JSON")
  func json() throws {
    let text = #"""
      {"version":1,"site":{"name":"Shop?","zone":"UTC"},"receivers":[{"id":"door"}],
       "places":[{"id":"p","brand":"b","receivers":["door"],"radius":2.5,}],
       "caps":[{"count":2,"per":"24h"}],"quiet-hours":[]}
      """#
    let site = try SampleSite.read(text)
    #expect(site.name == "Shop?")
    #expect(site.brands.count == 1)
  }

  @Test("a byte order mark, a document start and CRLF line ends are no obstacle")
  func harmlessDecoration() throws {
    let text = "\u{FEFF}---\n" + SampleSite.text()
    let site = try SampleSite.read(text.replacing("\n", with: "\r\n"))
    #expect(try site == SampleSite.read(SampleSite.text()))
  }

  struct Hostile: CustomTestStringConvertible {
    let testDescription: String
    let text: String

    init(_ name: String, _ text: String) {
      testDescription = name
      self.text = text
    }
  }

  static let hostile: [Hostile] = [
    Hostile("nested lists", String(repeating: "[", count: 120_000)),
    Hostile("nested mappings", String(repeating: "{", count: 120_000)),
    Hostile("nested dashes", String(repeating: "- ", count: 120_000)),
    Hostile("nested questions", String(repeating: "? ", count: 120_000)),
    Hostile(
      "nested questions over lines",
      (0..<1000).map { String(repeating: " ", count: $0) + "?\n" }.joined()
    ),
    Hostile(
      "nested keys over lines",
      (0..<1000).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    ),
    Hostile("colons", String(repeating: ": ", count: 120_000)),
    Hostile("one quoted text", "a: \"" + String(repeating: "x", count: 250_000)),
    Hostile("one plain key", "{" + String(repeating: "9", count: 250_000) + "}"),
    Hostile("one key of underscores", "{1" + String(repeating: "_", count: 250_000) + ".x}"),
    Hostile(
      "mappings as keys around many values",
      String(repeating: "{", count: 7) + "[" + String(repeating: "a,", count: 120_000) + "]"
        + String(repeating: "}", count: 7)
    ),
    Hostile(
      "mappings as keys, with brackets in quotes to deceive a count",
      String(repeating: "{\"}\",", count: 900) + "[" + String(repeating: "a,", count: 120_000) + "]"
        + String(repeating: "}", count: 900)
    ),
    Hostile(
      "complex keys in brackets, with brackets in quotes to deceive a count",
      String(repeating: "{\"}\": 1, ? ", count: 900) + "["
        + String(repeating: "a,", count: 120_000) + "]" + String(repeating: "}", count: 900)
    ),
    Hostile(
      "short keys of lists in lists",
      String(
        repeating: "- " + String(repeating: "[", count: 90) + "\"]]]]]]]\""
          + String(repeating: "]: a", count: 90) + "\n", count: 1500)
    ),
    Hostile("anchors", String(repeating: "- &a a\n", count: 35_000)),
    Hostile("tags", String(repeating: "- !a a\n", count: 35_000)),
    Hostile("directives", String(repeating: "%TAG !a! b\n", count: 25_000)),
    Hostile("documents", String(repeating: "---\n", count: 60_000)),
    Hostile(
      "a billion laughs as values",
      "a0: &a0 [x]\n"
        + (1..<40).map { "a\($0): &a\($0) [*a\($0 - 1),*a\($0 - 1),*a\($0 - 1)]\n" }.joined()
    ),
    Hostile(
      "a billion laughs as a key",
      "{a0: &a0 [x],"
        + (1..<40).map { "a\($0): &a\($0) [*a\($0 - 1),*a\($0 - 1),*a\($0 - 1)]," }.joined()
        + "[*a39]: x}"
    ),
    Hostile("nested flow keys", String(repeating: "[a: ", count: 50_000)),
    Hostile("different keys", (0..<20_000).map { "k\($0): 1\n" }.joined()),
    Hostile("one key again and again", String(repeating: "k: 1\n", count: 50_000)),
    Hostile("commas", "[" + String(repeating: ",", count: 250_000) + "]"),
  ]

  @Test("hostile texts are answered in good time", arguments: hostile)
  func hostileTexts(hostile: Hostile) {
    let took = ContinuousClock().measure { _ = problem(hostile.text) }
    #expect(took < .seconds(20))
  }
}
