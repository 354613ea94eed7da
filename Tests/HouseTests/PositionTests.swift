import Foundation
import Testing

@Suite("Where things may stand")
struct PositionTests {
  @Test("Nobody below the gateway reads a clock")
  func clocks() throws {
    let clocks = [
      "Date()", "Date.now", "ContinuousClock", "SuspendingClock", "clock_gettime", "gettimeofday",
      "DispatchTime.now", "ProcessInfo.processInfo.systemUptime", ".now()",
    ]
    let below = [
      "Advertising", "Proximity", "Alerts", "Identity", "Ledger", "LedgerSQLite", "Counting",
      "Recording", "Site", "Simulation", "Calibration", "Sharding", "Transparency",
    ]
    for target in below {
      for line in try SourceTree.statements(of: target) {
        for clock in clocks where line.text.contains(clock) {
          Issue.record("\(line.place) reads a clock: \(line.text)")
        }
      }
    }
  }

  /// Unsafe code stands behind these walls and nowhere else.
  static let walls: [String: [String]] = [
    "BlueZ": [
      "System/", "Source/HCIAdapter.swift", "Source/Listener.swift", "Source/SourceReader.swift",
      "SourceError.swift",
    ],
    "LedgerSQLite": [
      "Wall/", "Sealing/Seal.swift", "Vault/DiskExecutor.swift", "Vault/Vault.swift",
    ],
    "beacond": ["Run/LiveStore.swift", "Run/NotifySocket.swift"],
  ]

  @Test("Unsafe code stands behind its walls", arguments: SourceTree.libraries + ["beacond"])
  func unsafeCode(target: String) throws {
    for line in try SourceTree.statements(of: target) {
      guard line.text.range(of: #"(^|[^\w"])unsafe [\w(.]"#, options: .regularExpression) != nil
      else { continue }
      let isBehindWall = Self.walls[target]?.contains { line.path.hasPrefix($0) } ?? false
      #expect(isBehindWall, "\(line.place): \(line.text)")
    }
  }

  @Test("Unchecked builds and unsafe flags are nowhere in the manifest")
  func manifest() throws {
    let manifest = try SourceTree.text("Package.swift")
    for word in ["unsafeFlags", "Ounchecked"] { #expect(!manifest.contains(word)) }
  }
}
