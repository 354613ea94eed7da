import Foundation
import Testing

@Suite("beacond explain")
struct ExplainTests {
  /// The commented site of a live store, in two languages.
  private static let shop = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fixtures/Sites/shop.yaml").path

  @Test("An alert is explained to the operator, and to shoppers in each of the site's languages")
  func alert() throws {
    let folder = try Folder()
    let run = try Beacond.run(["explain", "tea-tasting", "--site", Self.shop], in: folder)
    #expect(run.code == 0 && run.errors.isEmpty)
    #expect(run.lines.first == "# Alert 'tea-tasting' of 'kettle-and-leaf'")
    #expect(run.output.contains("- gap: less than 1 hour since the last alert of any brand"))
    #expect(run.output.contains("## Wann sie nicht kommt"))
    #expect(run.output.contains("## When it does not come"))
    let shopper = try Beacond.run(
      ["explain", "tea-tasting", "--site", Self.shop, "--for", "shopper", "--language", "de"],
      in: folder)
    #expect(shopper.lines.first?.hasPrefix("# Ein Angebot bei Corner Arcade") == true)
    #expect(!shopper.output.contains("venueCap") && !shopper.output.contains("When it"))
  }

  @Test("The texts for shoppers, the door and the authority fit into 80 columns")
  func texts() throws {
    let folder = try Folder()
    for text in ["faq", "door", "record"] {
      let run = try Beacond.run(
        ["policy", "explain", "--site", Self.shop, "--for", text], in: folder)
      #expect(run.code == 0 && run.errors.isEmpty)
      #expect(run.lines.count { $0.hasPrefix("# ") } == 2, "one for each language")
      #expect(run.lines.allSatisfy { $0.count <= 80 || $0.hasPrefix("#") })
    }
  }

  @Test("What cannot be explained exits with 65 and says what can")
  func refusals() throws {
    let folder = try Folder()
    let alert = try Beacond.run(["explain", "coffee", "--site", Self.shop], in: folder)
    #expect(alert.code == 65 && alert.output.isEmpty)
    #expect(alert.errors.contains("there is no alert 'coffee'"))
    #expect(alert.errors.contains("fresh-bread, tea-tasting"))
    let language = try Beacond.run(
      ["policy", "explain", "--site", Self.shop, "--language", "fr"], in: folder)
    #expect(language.code == 65 && language.errors.contains("phrases in en, de only"))
    let code = try Beacond.run(
      ["policy", "explain", "--site", Self.shop, "--language", "french"], in: folder)
    #expect(code.code == 64 && code.errors.contains("no code of a language"))
  }

  @Test("A service is the same for everybody in every language, or it does not load")
  func translations() throws {
    let folder = try Folder()
    let shop = try String(contentsOfFile: Self.shop, encoding: .utf8)
    let more = shop.replacing(
      "  with-consent:\n", with: "  with-consent:\n    - {de: Beratung, en: a lounge of your own}\n"
    )
    let run = try Beacond.run(
      ["check", "--live", try folder.write("shop.yaml", more)], in: folder)
    #expect(run.code == 65 && run.errors.contains("withheld from those who refuse"))
  }

  @Test("check --live refuses what a replay may leave out, and check warns of it")
  func live() throws {
    let folder = try Folder()
    #expect(try Beacond.run(["check", "--live", Self.shop], in: folder).lines.last == "fine")
    let site = try folder.site()
    let replay = try Beacond.run(["check", site], in: folder)
    #expect(replay.code == 0 && replay.output.contains("warning: no languages: a live site says"))
    let live = try Beacond.run(["check", "--live", site], in: folder)
    #expect(live.code == 65 && live.errors.contains("expected the key 'languages' for a live site"))
    #expect(live.errors.contains("expected no shoppers in the file of a live site"))
  }
}
