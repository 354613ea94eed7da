import Alerts
import Foundation
import Ledger
import LedgerConformance
import Proximity
import Testing

@testable import LedgerSQLite

@Suite("The packed form")
struct PackedFormTests {
  struct Everything: Codable, Equatable {
    var no = false
    var yes = true
    var texts = ["", "ä", "日本", "again", "again", "\u{1F600}"]
    var signed: [Int64] = [.min, -1, 0, 1, 63, 64, -64, -65, .max]
    var unsigned: [UInt64] = [0, 127, 128, .max]
    var small: Int8 = -128
    var byte: UInt8 = 255
    var double = -0.1
    var float: Float = 3.25
    var infinity = Double.infinity
    var missing: Int?
    var holes: [Int?] = [1, nil, 3]
    var nested: [[String]] = [[], ["a"], ["b", "c"]]
    var table: [String: Int] = ["one": 1]
    var choice: [Choice] = [.plain, .with(3, name: "x"), .until(LedgerTime(nanoseconds: 5))]
    var duration = Duration.seconds(-3)

    enum Choice: Codable, Equatable {
      case plain
      case with(Int, name: String)
      case until(LedgerTime)
    }
  }

  @Test("Whatever can be coded reads back as it was")
  func roundTrip() throws {
    let everything = Everything()
    let data = try PackedForm.encode(everything)
    #expect(try PackedForm.decode(Everything.self, from: data) == everything)
    let receipt = try Sample.receipt(1, by: try Sample.shopper(1), until: Sample.noon.now)
    #expect(
      try PackedForm.decode(ConsentReceipt.self, from: PackedForm.encode(receipt)) == receipt)
    for number in [Int.min, 0, .max] {
      #expect(try PackedForm.decode(Int.self, from: PackedForm.encode(number)) == number)
    }
    #expect(try PackedForm.decode([Int].self, from: PackedForm.encode([Int]())).isEmpty)
  }

  @Test("A page reads back as it was, and takes a third of what JSON takes")
  func pages() throws {
    let counter = try Counter(alerts: 8, gap: .zero)
    var page = try counter.open(Page(for: try Sample.shopper(1)))
    for alert in 0..<8 {
      page = counter.proposing(alert, on: page).page
      let data = try PackedForm.encode(page)
      #expect(try PackedForm.decode(Page.self, from: data) == page)
      #expect(data.count * 3 < (try JSONEncoder().encode(page)).count)
    }
  }

  @Test("The form is pinned: what was written once is read for ever")
  func pinned() throws {
    struct Small: Codable, Equatable {
      var first = "ab"
      var other = "ab"
      var number = -2
    }
    let bytes: [UInt8] = [
      9, 7, 5, 102, 105, 114, 115, 116, 7, 2, 97, 98, 7, 5, 111, 116, 104, 101, 114, 8, 129, 4, 147,
      3,
      3, 11,
    ]
    #expect([UInt8](try PackedForm.encode(Small())) == bytes)
    #expect(try PackedForm.decode(Small.self, from: Data(bytes)) == Small())
  }

  @Test("Keys that a reader does not know are passed over, and those that are missing may be")
  func evolution() throws {
    struct Old: Codable { var a = 1, b = [Everything()] }
    struct New: Codable { var a = 0, c: Int? }
    let new = try PackedForm.decode(New.self, from: PackedForm.encode(Old()))
    #expect(new.a == 1 && new.c == nil)
    #expect(throws: DecodingError.self) {
      try PackedForm.decode(Old.self, from: PackedForm.encode(New()))
    }
  }

  @Test("No bytes whatever stop the process: what is not of the form is an error")
  func hostile() throws {
    let data = try PackedForm.encode(Everything())
    for count in 0..<data.count {
      #expect(throws: (any Error).self) {
        try PackedForm.decode(Everything.self, from: data.prefix(count))
      }
    }
    var dice = SplitMix64(seed: 3)
    for _ in 0..<3_000 {
      var bytes = [UInt8](data)
      for _ in 0..<Int.random(in: 1...4, using: &dice) {
        bytes[.random(in: 0..<bytes.count, using: &dice)] = .random(in: 0 ... .max, using: &dice)
      }
      _ = try? PackedForm.decode(Everything.self, from: Data(bytes))
    }
    let deep = Data(repeating: PackedForm.Tag.list.rawValue, count: 1_000_000)
    #expect(throws: PackedReader.Failure.tooDeep) {
      try PackedForm.decode([Int].self, from: deep)
    }
    let long = Data([PackedForm.Tag.text.rawValue] + [UInt8](repeating: 0xFF, count: 9) + [1])
    #expect(throws: PackedReader.Failure.ended) { try PackedForm.decode(String.self, from: long) }
  }
}
