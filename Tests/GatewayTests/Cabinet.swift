import Foundation
import Ledger
import LedgerSQLite

/// Where books lie while nobody has them open.
protocol Cabinet<Books>: Sendable {
  associatedtype Books: WholeLedger
  /// Opens them, as a process does that starts; whoever had them open before is gone.
  func open() async throws -> Books
}

/// Books in memory, which only a test can take over from a process that is gone.
struct MemoryCabinet: Cabinet {
  private let books = MemoryLedger()

  func open() async throws -> MemoryLedger { books }
}

/// Books on a disk, in a folder that goes with the cabinet.
actor DiskCabinet: Cabinet {
  private let folder = FileManager.default.temporaryDirectory.appending(
    path: "cabinet-\(UUID().uuidString)")
  private var last: SQLiteLedger?

  init() throws {
    let keys = folder.appending(path: "key")
    try FileManager.default.createDirectory(
      at: keys, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try MasterKeyFile(path: keys.appending(path: "master").path).create()
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func open() async throws -> SQLiteLedger {
    await last?.close()
    let opened = try await SQLiteLedger(
      LedgerConfiguration(
        directory: folder.appending(path: "books").path,
        masterKey: MasterKeyFile(path: folder.appending(path: "key/master").path)))
    last = opened
    return opened
  }
}
