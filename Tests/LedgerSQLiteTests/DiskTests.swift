import Alerts
import Foundation
import Ledger
import LedgerConformance
import LedgerSQLite
import Proximity
import Testing

/// A small file system of its own, for as long as a test takes.
final class SmallDisk {
  let path: String

  /// Mounts it; nothing where that is not allowed.
  init?(_ path: String, megabytes: Int) {
    self.path = path
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    guard Self.run("mount", "-t", "tmpfs", "-o", "size=\(megabytes)m,mode=700", "tmpfs", path)
    else { return nil }
  }

  deinit { _ = Self.run("umount", "-l", path) }

  func remount(_ option: String) -> Bool { Self.run("mount", "-o", "remount,\(option)", path) }

  static let isAllowed: Bool = {
    let path = FileManager.default.temporaryDirectory.appending(path: "disk-\(UUID())").path
    guard getuid() == 0, let disk = SmallDisk(path, megabytes: 1) else { return false }
    return disk.path == path
  }()

  private static func run(_ arguments: String...) -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}

@Suite(
  "A disk that fails",
  .enabled(if: SmallDisk.isAllowed, "NOT TESTED: mounting a small disk takes root"))
struct DiskTests {
  @Test("A full disk is an unavailable ledger: nothing is half done, and it recovers")
  func full() async throws {
    let folder = try Folder()
    let disk = try #require(SmallDisk(folder.directory, megabytes: 2))
    let ledger = try await folder.open()
    let shopper = try Sample.shopper(1)
    try await ledger.enrol(try Sample.enrolment(shopper))
    let counter = try Counter(alerts: 3, gap: .zero)
    #expect(try await ledger.replace(shopper, counter.open(Page(for: shopper)), ifStill: .none))
    var before = try await Contents(of: ledger, shopper)
    let ballast = disk.path + "/ballast"
    #expect(FileManager.default.createFile(atPath: ballast, contents: nil))
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: ballast))
    while (try? file.write(contentsOf: Data(repeating: 1, count: 4_096))) != nil {}
    try? file.close()
    // The last block of the log has room for a few changes yet.
    while (try? await ledger.replace(shopper, before.page, ifStill: before.revision)) == true {
      before = try await Contents(of: ledger, shopper)
    }
    for attempt in 2..<6 {
      await #expect(throws: LedgerError.self) {
        _ = try await ledger.replace(shopper, before.page, ifStill: before.revision)
      }
      do {
        try await ledger.enrol(try Sample.enrolment(try Sample.shopper(attempt)))
        Issue.record("something was written to a full disk")
      } catch {
        guard case LedgerError.unavailable(let why) = error else { throw error }
        #expect(why.contains("make room"))
      }
      #expect(try await Contents(of: ledger, shopper) == before)
    }
    try FileManager.default.removeItem(atPath: ballast)
    #expect(try await ledger.replace(shopper, before.page, ifStill: before.revision))
    try await ledger.enrol(try Sample.enrolment(try Sample.shopper(2)))
    #expect(try await ledger.verify().isSound)
    await ledger.close()
    #expect(await folder.refusal() == nil)
  }

  @Test("Filled up by itself, it loses nothing it has acknowledged, and erasing still works")
  func filledUp() async throws {
    let folder = try Folder()
    let disk = try #require(SmallDisk(folder.directory, megabytes: 2))
    var ledger = try await folder.open()
    var enrolled: [ShopperID] = []
    for number in 0..<20_000 {
      let shopper = try Sample.shopper(number)
      do {
        try await ledger.enrol(try Sample.enrolment(shopper))
        enrolled.append(shopper)
      } catch LedgerError.unavailable {
        break
      }
    }
    #expect(enrolled.count > 50 && enrolled.count < 20_000)
    // The key goes at once where there is room for that; otherwise it is said that it has not.
    let erased = try? await ledger.erase(enrolled[0], at: Sample.noon)
    await ledger.close()
    #expect(disk.remount("size=8m"))
    ledger = try await folder.open()
    for shopper in enrolled.dropFirst() {
      #expect(try await ledger.enrolment(of: shopper)?.shopper == shopper)
    }
    #expect((try await ledger.enrolment(of: enrolled[0]) == nil) == (erased != nil))
    #expect(try await ledger.verify().isSound)
    await ledger.close()
  }

  @Test("A read-only disk is refused as unavailable, and opens when it can be written again")
  func readOnly() async throws {
    let folder = try Folder()
    let disk = try #require(SmallDisk(folder.directory, megabytes: 4))
    let ledger = try await folder.open()
    try await ledger.enrol(try Sample.enrolment(try Sample.shopper(1)))
    await ledger.close()
    #expect(disk.remount("ro"))
    guard case .unavailable(let why) = await folder.refusal() else {
      Issue.record("a read-only ledger was opened")
      return
    }
    #expect(why.contains("Read-only"))
    #expect(disk.remount("rw"))
    #expect(await folder.refusal() == nil)
  }
}
