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

  @Test("R26: no sensor but Bluetooth LE: no other socket, device or framework is opened")
  func sensors() throws {
    let folder = SourceTree.root.appendingPathComponent("Sources/CBlueZ")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".c") }
    let code = try names.map { try SourceTree.text("Sources/CBlueZ/\($0)") }.joined()
    let families = code.components(separatedBy: " socket(").dropFirst()
      .map { String($0.prefix { $0 != "," }) }
    #expect(!families.isEmpty && families.allSatisfy { $0 == "AF_BLUETOOTH" }, "\(families)")
    let unit = try SourceTree.text("Sources/beacond/Service/beacond.service")
    #expect(unit.contains("\nRestrictAddressFamilies=AF_UNIX AF_BLUETOOTH\n"))
    #expect(unit.contains("\nPrivateDevices=yes\n"))
    let others = [
      "/dev/video", "/dev/snd", "AF_PACKET", "nl80211", "wlan", "CoreLocation", "AVFoundation",
    ]
    for target in SourceTree.libraries + ["beacond"] {
      for line in try SourceTree.statements(of: target) {
        for other in others where line.text.contains(other) {
          Issue.record("\(line.place): \(line.text)")
        }
      }
    }
  }

  @Test("Unchecked builds and unsafe flags are nowhere in the manifest")
  func manifest() throws {
    let manifest = try SourceTree.text("Package.swift")
    for word in ["unsafeFlags", "Ounchecked"] { #expect(!manifest.contains(word)) }
  }
}
