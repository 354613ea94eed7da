import BlueZ
import Foundation
import Glibc

/// What the doctor asks of a machine; a test hands in another one.
struct Machine {
  /// The folder that stands for `/`.
  var root = "/"
  var adapters: () throws -> [RadioSystem.Adapter] = { try RadioSystem.adapters() }
  var has: (SourceHealth.Right) -> Bool = { RadioSystem.has($0) }
  var hasBluetoothd: () -> Bool? = { RadioSystem.hasBluetoothd }
  var isSynchronised: () -> Bool = { RadioClock.isSynchronised }
  var offloadsMonitors: (UInt16) -> Bool? = { RadioSystem.offloadsMonitors($0) }
  /// Whose files the daemon's would be; 0 looks on behalf of others.
  var user: UInt32 = geteuid()
  /// The bytes that are free where a path is; nothing when that cannot be told.
  var free: (String) -> Int64? = { path in
    let attributes = try? FileManager.default.attributesOfFileSystem(forPath: path)
    return (attributes?[.systemFreeSize] as? NSNumber)?.int64Value
  }

  /// The first line of a file; nothing when it cannot be read.
  func line(_ path: String) -> String? {
    let text = try? String(contentsOfFile: root + path, encoding: .utf8)
    return text?.split(separator: "\n").first.map(String.init)
  }

  func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: root + path) }

  /// The names in a folder, in alphabetical order; none when it cannot be read.
  func names(_ path: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: root + path)) ?? []).sorted()
  }

  /// What a file or directory is and whose, of a path that somebody named.
  struct Status {
    let mode: Int
    let owner: UInt32
    let size: Int
    let isDirectory: Bool
  }

  func status(_ path: String) -> Status? {
    guard let found = try? FileManager.default.attributesOfItem(atPath: path) else { return nil }
    return Status(
      mode: (found[.posixPermissions] as? NSNumber)?.intValue ?? 0,
      owner: (found[.ownerAccountID] as? NSNumber)?.uint32Value ?? 0,
      size: (found[.size] as? NSNumber)?.intValue ?? 0,
      isDirectory: found[.type] as? FileAttributeType == .typeDirectory)
  }

  func isWritable(_ path: String) -> Bool { FileManager.default.isWritableFile(atPath: path) }
}
