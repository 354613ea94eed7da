import Alerts
import Foundation
import Ledger
import LedgerConformance
import LedgerSQLite
import Proximity
import Testing

@Suite("Opening a durable ledger")
struct OpeningTests {
  /// A folder with a ledger of one shopper in it, closed.
  static func filled() async throws -> Folder {
    let folder = try Folder()
    let ledger = try await folder.open()
    let shopper = try Sample.shopper(1)
    try await ledger.enrol(try Sample.enrolment(shopper))
    #expect(try await ledger.replace(shopper, Page(for: shopper), ifStill: .none))
    await ledger.close()
    return folder
  }

  @Test("A new directory is 0700 and its files are 0600, whatever the umask")
  func modes() throws {
    let folder = try Folder()
    // In a process of its own, because a process has but one umask.
    let writer = Process()
    let said = Pipe()
    writer.executableURL = URL(fileURLWithPath: "/bin/sh")
    writer.arguments = [
      "-c", "umask 000; exec \"$0\" \"$@\"", Executable.path("CrashingWriter"), folder.directory,
      folder.masterPath, "0",
    ]
    writer.standardOutput = said
    try writer.run()
    _ = said.fileHandleForReading.availableData
    writer.terminate()
    writer.waitUntilExit()
    #expect(try folder.mode(folder.directory) == 0o700)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.directory).sorted()
    #expect(names == ["keys.db", "keys.db-wal", "ledger.db", "ledger.db-wal", "lock"])
    for name in names { #expect(try folder.mode(folder.directory + "/" + name) == 0o600) }
    #expect(try folder.mode(folder.masterPath) == 0o600)
  }

  @Test(
    "R25: the first safe alone: what others could read is refused, with path, mode and remedy",
    arguments: ["", "/ledger.db", "/keys.db", "/lock"])
  func loose(name: String) async throws {
    let folder = try await Self.filled()
    let path = folder.directory + name
    try folder.setMode(name.isEmpty ? 0o750 : 0o640, path)
    let refusal = try #require(await folder.refusal())
    #expect(
      refusal
        == .insecure(
          path: path, cause: "its mode is \(name.isEmpty ? "750" : "640")",
          fix: "chmod \(name.isEmpty ? "700" : "600") \(path)"))
    try folder.setMode(name.isEmpty ? 0o700 : 0o600, path)
    #expect(await folder.refusal() == nil)
  }

  @Test("A symbolic link is not followed, be it to a file or to the directory")
  func links() async throws {
    let folder = try await Self.filled()
    let elsewhere = folder.root.appending(path: "elsewhere").path
    try FileManager.default.moveItem(atPath: folder.ledger, toPath: elsewhere)
    try FileManager.default.createSymbolicLink(
      atPath: folder.ledger, withDestinationPath: elsewhere)
    guard case .insecure = await folder.refusal() else {
      Issue.record("a linked database was opened")
      return
    }
    try FileManager.default.createSymbolicLink(
      atPath: folder.root.appending(path: "link").path, withDestinationPath: folder.directory)
    guard
      case .insecure = await folder.refusal({
        $0.directory = folder.root.appending(path: "link").path
      })
    else {
      Issue.record("a linked directory was opened")
      return
    }
  }

  @Test("A second one is refused while the first is open, and served when it is closed")
  func lock() async throws {
    let folder = try await Self.filled()
    let ledger = try await folder.open()
    #expect(await folder.refusal() == .locked(path: folder.directory + "/lock"))
    await ledger.close()
    await #expect(throws: LedgerError.unavailable("it has been closed")) {
      try await ledger.page(try Sample.shopper(1))
    }
    await #expect(throws: LedgerError.unavailable("it has been closed")) {
      try await ledger.add([CounterAmount("a", 1)])
    }
    #expect(await folder.refusal() == nil)
  }

  @Test("Without a master key nothing is opened, nothing is made, and nothing is changed")
  func missingKey() async throws {
    let fresh = try Folder()
    try fresh.remove(fresh.masterPath)
    #expect(await fresh.refusal() == .masterKeyMissing(path: fresh.masterPath))
    #expect(!fresh.exists(fresh.ledger) && !fresh.exists(fresh.keys))
    let folder = try await Self.filled()
    try folder.remove(folder.masterPath)
    let before = try folder.everything()
    #expect(await folder.refusal() == .masterKeyMissing(path: folder.masterPath))
    #expect(try folder.everything() == before)
  }

  @Test("R25: the second safe alone: a wrong master key is refused, and the right one opens again")
  func wrongKey() async throws {
    let folder = try await Self.filled()
    let other = try Folder()
    let before = try folder.bytes(folder.ledger)
    #expect(
      await folder.refusal { $0.masterKey = other.masterKey }
        == .masterKeyWrong(path: other.masterPath))
    #expect(try folder.bytes(folder.ledger) == before)
    #expect(await folder.refusal() == nil)
  }

  @Test(
    "A master key of another length, or one that others can read, is none", arguments: [0, 31, 33])
  func oddKey(length: Int) async throws {
    let folder = try await Self.filled()
    try folder.write([UInt8](repeating: 7, count: length), folder.masterPath)
    guard case .masterKeyInvalid(folder.masterPath, _) = await folder.refusal() else {
      Issue.record("a key of \(length) bytes was taken")
      return
    }
    try folder.setMode(0o644, folder.masterPath)
    guard case .insecure(folder.masterPath, _, _) = await folder.refusal() else {
      Issue.record("a key that others can read was taken")
      return
    }
  }

  @Test("A master key is never overwritten, and never lies beside what it protects")
  func placeOfTheKey() async throws {
    let folder = try Folder()
    #expect(throws: LedgerOpeningError.self) { try folder.masterKey.create() }
    let refusal = await folder.refusal {
      $0.masterKey = MasterKeyFile(path: folder.directory + "/master.key")
    }
    guard case .insecure(_, let cause, _) = refusal else {
      Issue.record("a key beside the data was taken")
      return
    }
    #expect(cause.contains("copied with it"))
  }

  @Test("A credential is a part of the key: neither it nor the file alone opens anything")
  func credential() async throws {
    let folder = try Folder()
    let path = folder.root.appending(path: "keys/hub").path
    try Data(repeating: 9, count: 32).write(to: URL(fileURLWithPath: path))
    let directory = folder.root.appending(path: "keys").path
    let key = try MasterKeyFile(path: folder.masterPath, credential: "hub", in: directory)
    #expect(await folder.refusal { $0.masterKey = key } == nil)
    #expect(await folder.refusal() == .masterKeyWrong(path: folder.masterPath))
    try Data(repeating: 8, count: 32).write(to: URL(fileURLWithPath: path))
    let other = try MasterKeyFile(path: folder.masterPath, credential: "hub", in: directory)
    #expect(
      await folder.refusal { $0.masterKey = other } == .masterKeyWrong(path: folder.masterPath))
    #expect(await folder.refusal { $0.masterKey = key } == nil)
    #expect(throws: LedgerOpeningError.masterKeyMissing(path: directory + "/none")) {
      try MasterKeyFile(path: folder.masterPath, credential: "none", in: directory)
    }
  }

  @Test(
    "One database without the other is refused, be it missing or empty", arguments: [true, false])
  func incomplete(isMissing: Bool) async throws {
    let folder = try await Self.filled()
    for (gone, left) in [(folder.keys, folder.ledger), (folder.ledger, folder.keys)] {
      let kept = gone + ".kept"
      try folder.copy(gone, kept)
      if isMissing { try folder.remove(gone) } else { try folder.write([], gone) }
      #expect(await folder.refusal() == .incomplete(missing: gone, present: left))
      try folder.copy(kept, gone)
      try folder.remove(kept)
      #expect(await folder.refusal() == nil)
    }
  }

  @Test("Databases of two ledgers are not opened together")
  func mismatched() async throws {
    let folder = try await Self.filled()
    let other = try await Self.filled()
    try folder.copy(other.ledger, folder.ledger)
    guard case .mismatched = await folder.refusal() else {
      Issue.record("another ledger's data was opened")
      return
    }
  }

  @Test("What is no database is refused as damaged, with the file and the repair")
  func notADatabase() async throws {
    for path in [\Folder.ledger, \Folder.keys] {
      let folder = try await Self.filled()
      let file = folder[keyPath: path]
      try folder.write(Array("This is no database, and longer than any header is.".utf8), file)
      guard case .damaged(file, _, let repair) = await folder.refusal() else {
        Issue.record("\(file) was not refused as damaged")
        return
      }
      #expect(repair.contains("restore"))
    }
  }

  @Test("An older program refuses a newer file and leaves every byte as it is")
  func newer() async throws {
    for (path, name) in [(\Folder.ledger, "ledger.db"), (\Folder.keys, "keys.db")] {
      let folder = try await Self.filled()
      var bytes = try folder.bytes(folder[keyPath: path])
      bytes[63] = 2
      try folder.write(bytes, folder[keyPath: path])
      let before = try folder.everything()
      #expect(
        await folder.refusal()
          == .newer(file: folder.directory + "/" + name, version: 2, known: 1))
      #expect(try folder.everything() == before)
    }
  }

  @Test("Every refusal says in words what to do")
  func words() {
    let errors: [LedgerOpeningError] = [
      .insecure(path: "/p", cause: "its mode is 644", fix: "chmod 600 /p"), .locked(path: "/p"),
      .masterKeyMissing(path: "/p"), .masterKeyInvalid(path: "/p", cause: "it has 3 bytes"),
      .masterKeyWrong(path: "/p"), .incomplete(missing: "/p", present: "/q"),
      .newer(file: "/p", version: 2, known: 1),
      .damaged(file: "/p", cause: "it is torn", repair: "restore it"),
    ]
    for error in errors { #expect("\(error)".contains("/p")) }
    #expect("\(errors[0])".hasSuffix("run: chmod 600 /p"))
  }
}
