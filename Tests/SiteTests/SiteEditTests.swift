import Foundation
import Proximity
import Site
import Testing

@Suite("Editing a site file")
struct SiteEditTests {
  static let numbers = RadioNumbers(
    exponent: 1.54, measuredPower: -60.5, offsets: [("door", 2.5), ("shelf", -3)])

  static func edit(_ text: String, _ numbers: RadioNumbers = Self.numbers) throws -> SiteEdit {
    try SiteEdit(numbers, in: Array(text.utf8), source: "site.yaml")
  }

  static func text(_ edit: SiteEdit) -> String { String(decoding: edit.yaml, as: UTF8.self) }

  /// A site around the two parts that are edited.
  static func site(_ head: String, _ receivers: String) -> String {
    """
    # A shop: its name, with [brackets] {and} "quotes".
    version: 1
    \(head)
    \(receivers)
    places: [{id: tea, brand: leaf, receivers: [shelf, door], radius: 3}]
    # The end.
    """
  }

  static let plainHead = "site: {name: Shop, zone: UTC, exponent: 2, measured-power: -59}"
  static let plainReceivers = "receivers: [{id: door, offset: 0}, {id: shelf, offset: 1.25}]"

  /// How a part of a file may be written, and how it reads after the edit.
  struct Style: CustomTestStringConvertible, Sendable {
    let before: String
    let after: String
    var testDescription: String { before }
  }

  static let heads = [
    Style(
      before: plainHead,
      after: "site: {name: Shop, zone: UTC, exponent: 1.54, measured-power: -60.5}"),
    Style(
      before: "site: {name: Shop, zone: UTC}",
      after: "site: {name: Shop, zone: UTC, exponent: 1.54, measured-power: -60.5}"),
    Style(
      before: "site: {zone: \"UTC\", name: 'A, } shop'}   # [odd",
      after:
        "site: {zone: \"UTC\", exponent: 1.54, measured-power: -60.5, name: 'A, } shop'}   # [odd"
    ),
    Style(
      before:
        "site:\n  name: Teehaus Änne 🫖\n  zone: UTC      # clocks\n\n  exponent: 2     # open\n",
      after:
        "site:\n  name: Teehaus Änne 🫖\n  zone: UTC      # clocks\n\n  exponent: 1.54  # open\n"
        + "  measured-power: -60.5\n"),
    Style(
      before:
        "site:\n    measured-power: -59.000 # dBm\n    zone: UTC\n    name: >\n      Long\n      Shop",
      after:
        "site:\n    measured-power: -60.5   # dBm\n    zone: UTC\n    exponent: 1.54\n    name: >\n"
        + "      Long\n      Shop"),
  ]

  static let receiverStyles = [
    Style(
      before: plainReceivers,
      after: "receivers: [{id: door, offset: 2.5}, {id: shelf, offset: -3}]"),
    Style(
      before: "receivers: [{id: door, position: [0, 0, 2]}, {id: shelf}]",
      after: "receivers: [{id: door, position: [0, 0, 2], offset: 2.5}, {id: shelf, offset: -3}]"),
    Style(
      before:
        "receivers:\n- id: door     # the door\n  position: [0, 0, 2]  # x, y, z\n\n- id: shelf",
      after:
        "receivers:\n- id: door     # the door\n  position: [0, 0, 2]  # x, y, z\n  offset: 2.5\n\n"
        + "- id: shelf\n  offset: -3"),
    Style(
      before: "receivers:\n  - position:\n      - 0\n      - 0\n      - 2\n    id: door\n"
        + "  - offset: 10 # dB\n    id: \"shelf\"",
      after:
        "receivers:\n  - offset: 2.5\n    position:\n      - 0\n      - 0\n      - 2\n    id: door\n"
        + "  - offset: -3 # dB\n    id: \"shelf\""),
    Style(
      before:
        "receivers:\n  - {id: door,\n     # here ]\n     position: [0,\n       0, 2]}\n  - { id: 'shelf' }",
      after:
        "receivers:\n  - {id: door,\n     # here ]\n     offset: 2.5, position: [0,\n       0, 2]}\n"
        + "  - { id: 'shelf', offset: -3 }"),
  ]

  @Test("site: just the numbers change, in whatever style", arguments: heads)
  func head(_ style: Style) throws {
    let edit = try Self.edit(Self.site(style.before, Self.plainReceivers))
    #expect(Self.text(edit) == Self.site(style.after, Self.receiverStyles[0].after))
  }

  @Test("receivers: just the numbers change, in whatever style", arguments: receiverStyles)
  func receivers(_ style: Style) throws {
    let edit = try Self.edit(Self.site(Self.plainHead, style.before))
    #expect(Self.text(edit) == Self.site(Self.heads[0].after, style.after))
  }

  @Test("Every combination stays what it was with CR LF, a byte order mark and no last line end")
  func lineEnds() throws {
    for head in Self.heads {
      for receivers in Self.receiverStyles {
        let before = "\u{FEFF}" + Self.site(head.before, receivers.before)
        let after = "\u{FEFF}" + Self.site(head.after, receivers.after)
        let edit = try Self.edit(before.replacing("\n", with: "\r\n"))
        #expect(Self.text(edit) == after.replacing("\n", with: "\r\n"))
      }
    }
  }

  @Test("Of the commented example, four lines change and one is new")
  func example() throws {
    let path = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Fixtures/Sites/example.yaml")
    let text = try String(contentsOf: path, encoding: .utf8)
    let edit = try Self.edit(
      text,
      RadioNumbers(
        exponent: 1.54, measuredPower: -60.5, shopper: ("c91e", -63),
        offsets: [("door", 2.5), ("tea-shelf", -3)]))
    let (old, new) = (
      text.components(separatedBy: "\n"), Self.text(edit).components(separatedBy: "\n")
    )
    #expect(new.difference(from: old).removals.count == 4)
    #expect(new.difference(from: old).insertions.count == 5)
    #expect(
      new[10]
        == "  exponent: 1.54             # how path loss grows with distance: 2 in the open, up to 4 among shelves"
    )
    for change in edit.changes.dropLast() { #expect(new[change.line - 1] == change.text) }
    #expect(edit.changes.count == 5)
    #expect(edit.changes.last?.text == "measured-power: -63")
  }

  @Test("A number that is there already is left as it is written")
  func idempotent() throws {
    let text = Self.site(
      "site: {name: Shop, zone: UTC, exponent: 1.540, measured-power: -60.50}",
      "receivers: [{id: door, offset: +2.5}, {id: shelf, offset: -3.0}]")
    let edit = try Self.edit(text)
    #expect(Self.text(edit) == text)
    #expect(edit.changes.isEmpty)
  }

  @Test("What is not told stays, and receivers that the site does not have are nobody")
  func partial() throws {
    let text = Self.site(Self.plainHead, Self.plainReceivers)
    let edit = try Self.edit(text, RadioNumbers(offsets: [("shelf", 4), ("cellar", 1)]))
    #expect(Self.text(edit) == text.replacing("1.25", with: "4"))
    #expect(edit.changes.map(\.line) == [4])
  }

  @Test("Numbers out of range, and files that are no site, are refused")
  func refusals() throws {
    let text = Self.site(Self.plainHead, Self.plainReceivers)
    for numbers in [
      RadioNumbers(exponent: 0.2), RadioNumbers(exponent: .nan), RadioNumbers(measuredPower: 99),
      RadioNumbers(offsets: [("door", 41)]), RadioNumbers(offsets: [("door", .infinity)]),
    ] {
      #expect(throws: SiteError.self) { try Self.edit(text, numbers) }
    }
    #expect(throws: SiteError.self) { try Self.edit("version: 1") }
    #expect(throws: SiteError.self) { try Self.edit("") }
  }

  @Test("The lines to write by hand are those of a site file")
  func lines() {
    #expect(
      RadioNumbers(exponent: 1.5, shopper: ("s1", -60), offsets: [("door", 1)]).lines == [
        "site:", "  exponent: 1.5", "receivers:", "  - {id: door, offset: 1}", "shoppers:",
        "  - {id: s1, measured-power: -60}",
      ])
  }
}
