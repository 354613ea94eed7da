import Foundation
import Proximity
import Testing

@Suite("README")
struct ReadmeTests {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  @Test("The library in 15 lines does what it says: near, then a visit")
  func runs() throws {
    let uuid: [UInt8] = [
      0xF7, 0x82, 0x6D, 0xA6, 0x4F, 0xA2, 0x4E, 0x98, 0x80, 0x24, 0xBC, 0x5B, 0x71, 0xE0, 0x89,
      0x3E,
    ]
    let payload: [UInt8] =
      [0x02, 0x01, 0x06, 0x1A, 0xFF, 0x4C, 0x00, 0x02, 0x15] + uuid + [0, 1, 0, 7, 0xC5]
    let report: [UInt8] =
      [0x03, 0x01, 1, 2, 3, 4, 5, 0xC6, UInt8(payload.count)] + payload
      + [UInt8(bitPattern: -55)]
    let event: [UInt8] = [0x3E, UInt8(report.count + 2), 0x02, 0x01] + report
    let facts = try libraryInFifteenLines(
      (0...10).map { (Instant(seconds: Double($0)), event) })
    // The first look alone is not enough to believe in presence, the second is.
    guard facts.count == 3, case .near(let heard) = facts[0], case .near(let near) = facts[1],
      case .dwell(let dwell) = facts[2]
    else {
      Issue.record("\(facts)")
      return
    }
    #expect(heard.zone == .far)
    #expect(near.zone == .near && near.since == Instant(seconds: 1))
    #expect(dwell.phase == .entered && dwell.dwell == .seconds(5))
  }

  @Test("README.md shows that code, word for word")
  func same() throws {
    let source = try Self.text("Tests/ReadmeTests/LibraryInFifteenLines.swift")
    let lines = source.components(separatedBy: "\n")
    let begin = try #require(lines.firstIndex { $0.contains("README begin") })
    let end = try #require(lines.firstIndex { $0.contains("README end") })
    let snippet = lines[(begin + 1)..<end].map { $0.hasPrefix("  ") ? String($0.dropFirst(2)) : $0 }
    #expect(try Self.text("README.md").contains(snippet.joined(separator: "\n")))
  }
}
