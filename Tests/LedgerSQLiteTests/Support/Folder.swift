import Foundation
import LedgerConformance
import LedgerSQLite

/// A folder for one test, with a ledger in it and the master key beside.
final class Folder: Sendable, LedgerStand {
  let root: URL

  init() throws {
    root = FileManager.default.temporaryDirectory.appending(path: "ledger-\(UUID().uuidString)")
    for name in ["", "keys"] {
      try FileManager.default.createDirectory(
        at: root.appending(path: name), withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    }
    try masterKey.create()
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  var directory: String { root.appending(path: "state").path }
  var masterKey: MasterKeyFile { MasterKeyFile(path: masterPath) }
  var masterPath: String { root.appending(path: "keys/master.key").path }
  var ledger: String { directory + "/ledger.db" }
  var keys: String { directory + "/keys.db" }

  var configuration: LedgerConfiguration {
    LedgerConfiguration(directory: directory, masterKey: masterKey)
  }

  func open() async throws -> SQLiteLedger { try await SQLiteLedger(configuration) }
  func close(_ ledger: SQLiteLedger) async { await ledger.close() }

  /// Why the ledger cannot be opened; nothing when it can.
  func refusal(
    _ change: (inout LedgerConfiguration) -> Void = { _ in }
  ) async -> LedgerOpeningError? {
    var configuration = configuration
    change(&configuration)
    do throws(LedgerOpeningError) {
      await close(try await SQLiteLedger(configuration))
      return nil
    } catch {
      return error
    }
  }

  // MARK: - Files

  func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  func setMode(_ mode: Int, _ path: String) throws {
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
  }

  func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  /// Writes bytes into a file that is there, whose mode and owner stay.
  func write(_ bytes: [UInt8], _ path: String) throws {
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try file.truncate(atOffset: 0)
    try file.write(contentsOf: Data(bytes))
    try file.close()
  }

  func copy(_ from: String, _ to: String) throws {
    try? FileManager.default.removeItem(atPath: to)
    try FileManager.default.copyItem(atPath: from, toPath: to)
    try setMode(0o600, to)
  }

  func remove(_ path: String) throws { try FileManager.default.removeItem(atPath: path) }

  func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  /// Every file below the root, by its path below it.
  func everything() throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for case let path as String in FileManager.default.enumerator(atPath: root.path) ?? .init() {
      let full = root.appending(path: path).path
      let type = try FileManager.default.attributesOfItem(atPath: full)[.type]
      guard type as? FileAttributeType == .typeRegular else { continue }
      files[path] = try bytes(full)
    }
    return files
  }
}
