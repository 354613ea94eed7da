import Foundation
import LedgerSQLite

/// A folder for the ledgers of one run.
struct Store {
  private let root: URL

  init(in directory: String) throws {
    root = URL(fileURLWithPath: directory).appending(
      path: "beacon-ledger-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(
      at: root, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  /// A ledger that is empty yet, and its master key.
  func configuration(_ name: String) throws -> LedgerConfiguration {
    let key = MasterKeyFile(path: root.appending(path: "\(name).key").path)
    try key.create()
    return LedgerConfiguration(directory: root.appending(path: name).path, masterKey: key)
  }

  func remove() { try? FileManager.default.removeItem(at: root) }
}

/// What this process has had written to disks.
enum WrittenBytes {
  struct NotCounted: Error {}

  /// Bytes sent to the disks so far, of this process.
  static func now() throws -> Int {
    let text = try String(contentsOfFile: "/proc/self/io", encoding: .utf8)
    for line in text.split(separator: "\n") where line.hasPrefix("write_bytes: ") {
      if let count = Int(line.dropFirst("write_bytes: ".count)) { return count }
    }
    throw NotCounted()
  }

  /// Has files be read from the disk again, where that is allowed.
  static func forgetCachedFiles() {
    try? "3".write(toFile: "/proc/sys/vm/drop_caches", atomically: false, encoding: .utf8)
  }
}
