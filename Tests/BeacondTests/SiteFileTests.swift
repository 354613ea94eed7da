import Foundation
import Testing

@Suite("beacond and its site file")
struct SiteFileTests {
  /// A change that spoils the shop's site file, and what is said of it.
  struct Slip: CustomTestStringConvertible, Sendable {
    let find: String
    let replacement: String
    let line: Int
    let words: [String]
    var testDescription: String { replacement }

    init(_ find: String, _ replacement: String, line: Int, _ words: String...) {
      self.find = find
      self.replacement = replacement
      self.line = line
      self.words = words
    }
  }

  static let slips = [
    Slip("exponent: 2", "exponant: 2", line: 2, "site.exponant", "did you mean 'exponent'?"),
    Slip("version: 1\nsite", "version: 1\nsights: []\nsite", line: 2, "sights"),
    Slip("radius: 2", "radius: wide", line: 5, "places[0].radius", "0.1 to 1000", "\"wide\""),
    Slip("radius: 2", "radius: .nan", line: 5, "places[0].radius"),
    Slip("{id: shelf}]", "{id: door}]", line: 3, "receivers[1].id", "taken on line 3"),
    Slip("receivers: [door]", "receivers: [dor]", line: 5, "did you mean 'door'?"),
    Slip("{name: tag-2}", "{name: tag-1}", line: 12, "shoppers[1].credential", "line 11"),
    Slip("{name: tag-2}", "{nam: tag-2}", line: 12, "shoppers[1].credential.nam"),
    Slip("Europe/London", "Europe/Londn", line: 2, "site.zone", "did you mean 'Europe/London'?"),
    Slip("[presence]}", "*all}", line: 12, "alias"),
    Slip("[presence]}", "&all [presence]}", line: 12, "anchor"),
    Slip("version: 1\nsite", "version: 2\nsite", line: 1, "version"),
    Slip("quiet-hours: []", "quiet-hours: [{from: \"9pm\", to: \"09:00\"}]", line: 18, "from"),
    Slip("zone: near}}", "zone: far}}", line: 16, "alerts[0].trigger.zone"),
  ]

  @Test("A slip exits with 65 and the line, the key and what was expected", arguments: slips)
  func refusal(_ slip: Slip) throws {
    let folder = try Folder()
    let text = Shop.site()
    let place = try #require(text.firstRange(of: slip.find))
    let site = try folder.write(
      "slip.yaml", text.replacingCharacters(in: place, with: slip.replacement))
    let walk = try folder.csv(Shop.stay(0..<2))
    for arguments in [["check", site], ["replay", "--site", site, walk]] {
      let run = try Beacond.run(arguments, in: folder)
      #expect(run.code == 65)
      #expect(run.output == "")
      #expect(run.errors.contains("slip.yaml:\(slip.line):"), "\(run.errors)")
      for words in slip.words { #expect(run.errors.contains(words), "\(run.errors)") }
    }
  }

  @Test("A site file that is no text, empty, or far too long exits with 65")
  func noText() throws {
    let folder = try Folder()
    let huge = [UInt8](repeating: UInt8(ascii: "#"), count: 3 << 20)
    for bytes in [[], [0xFF, 0xFE, 0x00], Array("\0version: 1".utf8), Array("[".utf8), huge] {
      let run = try Beacond.run(["check", folder.write("odd.yaml", bytes: bytes)], in: folder)
      #expect(run.code == 65)
      #expect(run.errors.contains("odd.yaml"))
    }
  }

  @Test("check says what it understood, and warns of what looks like a slip")
  func check() throws {
    let folder = try Folder()
    let good = try Beacond.run(["check", folder.site()], in: folder)
    #expect(good.code == 0)
    #expect(good.lines.first == "Shop, Europe/London")
    #expect(good.lines.contains { $0.hasPrefix("warning: shopper dora has not consented") })
    let site = try folder.write(
      "gap.yaml",
      Shop.site().replacing("class: service, trigger", with: "gap: 5min, class: service, trigger"))
    let run = try Beacond.run(["check", site], in: folder)
    #expect(run.code == 0)
    #expect(
      run.lines.contains(
        "warning: alert ready asks for a gap of 5 min: the venue's 20 min is longer and holds"))
    let walk = try folder.csv(Shop.afternoon)
    let replay = ["--format", "jsonl", walk]
    #expect(
      try Beacond.run(["replay", "--site", site] + replay, in: folder).output
        == Beacond.run(["replay", "--site", folder.site()] + replay, in: folder).output)
  }
}
