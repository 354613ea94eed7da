import Foundation
import Testing

@Suite("Rules of the house")
struct RuleTests {
  /// What each target may import, besides what the language gives.
  static let imports: [String: Set<String>] = [
    "Advertising": [],
    "Proximity": ["Advertising"],
    "Alerts": ["Proximity"],
    "Identity": ["Advertising", "Proximity", "Crypto", "CryptoExtras"],
    "Ledger": ["Alerts", "Proximity"],
    "LedgerSQLite": [
      "CStateFiles", "Ledger", "Alerts", "Proximity", "GRDB", "Crypto", "Foundation", "Dispatch",
      "Synchronization",
    ],
    "Recording": ["Advertising", "Proximity", "Foundation"],
    "Site": ["Advertising", "Proximity", "Alerts", "Yams", "Foundation"],
    "Gateway": [
      "Advertising", "Proximity", "Alerts", "Identity", "Ledger", "Delivery", "Control",
      "Recording", "Site", "Transparency", "Foundation", "Synchronization",
    ],
    "BlueZ": ["Advertising", "Proximity", "CBlueZ", "Synchronization"],
    "Simulation": ["Advertising", "Proximity", "Alerts"],
    "Calibration": ["Proximity"],
    "Sharding": ["Proximity"],
    "Transparency": ["Proximity", "Alerts", "Site"],
    "Delivery": [
      "Alerts", "Proximity", "AsyncHTTPClient", "Crypto", "NIOCore", "NIOHTTP1", "NIOSSL",
      "Foundation", "Synchronization",
    ],
    "Counting": ["Alerts", "Proximity"],
    "Control": [
      "Alerts", "Proximity", "NIOCore", "NIOPosix", "Foundation", "Synchronization", "Glibc",
      "Darwin",
    ],
  ]

  @Test("Imports run one way", arguments: SourceTree.libraries)
  func imports(target: String) throws {
    let allowed = try #require(Self.imports[target])
    for file in try SourceTree.files(of: target) {
      for line in file.text.split(separator: "\n") {
        let words = line.split(separator: " ").map(String.init)
        guard let position = words.firstIndex(of: "import"), position <= 1,
          words.count > position + 1
        else { continue }
        #expect(allowed.contains(words[position + 1]), "\(target)/\(file.path): \(line)")
      }
    }
  }

  @Test("The core knows no clock, no chance, no concurrency and no unsafe code")
  func pure() throws {
    let banned = [
      "unsafe", "async", "await", "Task", "Mutex", "Date", "ContinuousClock", "SuspendingClock",
      "random(in", "SystemRandomNumberGenerator", "try!", "fatalError", "print",
    ]
    for target in SourceTree.core + ["Identity", "Counting"] {
      for file in try SourceTree.files(of: target) {
        for (number, line) in file.text.split(separator: "\n", omittingEmptySubsequences: false)
          .enumerated()
        {
          let code = line.trimmingCharacters(in: .whitespaces)
          guard !code.hasPrefix("//") else { continue }
          let statement = code.components(separatedBy: "//")[0]
          for word in banned where Self.uses(word, in: statement) {
            Issue.record("\(target)/\(file.path):\(number + 1) uses \(word)")
          }
        }
      }
    }
  }

  /// Whether a word stands by itself in a statement, and not as part of another.
  private static func uses(_ word: String, in statement: String) -> Bool {
    var rest = Substring(statement)
    while let found = rest.range(of: word) {
      let before = rest[..<found.lowerBound].last
      let after = rest[found.upperBound...].first
      let isPart = [before, after].contains { $0.map { $0.isLetter || $0 == "_" } ?? false }
      if !isPart { return true }
      rest = rest[found.upperBound...]
    }
    return false
  }
}
