internal import Foundation
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The place of a control socket, held by one daemon at a time.
///
/// A lock beside the socket tells a running daemon from one that died: the kernel lets go of it when
/// the process ends, however it ends. So a socket without a lock is stale and may be replaced.
final class SocketFile: Sendable {
  let path: String
  private let lock: FileHandle
  private let isHeld = Mutex(true)

  /// Where the socket is made before it gets its mode and its name.
  var draft: String { path + ".new" }

  /// Takes hold of a place, and clears away what a dead daemon left there.
  init(_ path: String) throws(ControlSocketError) {
    guard path.utf8.count + ".new".utf8.count <= ControlLimits.pathBytes else {
      throw .pathTooLong(path, limit: ControlLimits.pathBytes - ".new".utf8.count)
    }
    self.path = path
    try Self.check(folder: (path as NSString).deletingLastPathComponent)
    lock = try Self.lock(path)
    try Self.clear(path)
    try Self.clear(draft)
  }

  /// Gives the socket made at `draft` its mode and its name, in this order: under its name it has
  /// never been open to others.
  func publish() throws(ControlSocketError) {
    do {
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: draft)
      try FileManager.default.moveItem(atPath: draft, toPath: path)
    } catch {
      throw .cannotBind(path, "it cannot be given its name: \(error.localizedDescription)")
    }
  }

  /// Takes the socket away and lets go of its place; a second time, the place may be another's.
  func remove() {
    let wasHeld = isHeld.withLock { isHeld in
      defer { isHeld = false }
      return isHeld
    }
    guard wasHeld else { return }
    try? Self.clear(path)
    _ = flock(lock.fileDescriptor, LOCK_UN)
    try? lock.close()
  }

  private static func check(folder: String) throws(ControlSocketError) {
    let folder = folder.isEmpty ? "." : folder
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: folder),
      attributes[.type] as? FileAttributeType == .typeDirectory
    else { throw .unsafeFolder(folder, "it is no folder") }
    let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0o777
    guard mode & 0o022 == 0 else {
      throw .unsafeFolder(folder, "others may write to it (mode 0\(String(mode, radix: 8)))")
    }
    let owner = (attributes[.ownerAccountID] as? NSNumber)?.uint32Value
    guard owner == geteuid() || owner == 0 else {
      throw .unsafeFolder(folder, "it belongs to another user")
    }
  }

  private static func lock(_ path: String) throws(ControlSocketError) -> FileHandle {
    let name = path + ".lock"
    if !FileManager.default.fileExists(atPath: name) {
      // Made by two at once, it is still one file.
      _ = FileManager.default.createFile(
        atPath: name, contents: nil, attributes: [.posixPermissions: 0o600])
    }
    guard let handle = FileHandle(forUpdatingAtPath: name) else {
      throw .cannotBind(path, "\(name) cannot be opened")
    }
    // A child process would hold the lock when the daemon is gone.
    _ = fcntl(handle.fileDescriptor, F_SETFD, FD_CLOEXEC)
    guard flock(handle.fileDescriptor, LOCK_EX | LOCK_NB) == 0 else { throw .alreadyRunning(path) }
    return handle
  }

  /// Removes a socket; anything else that has its name is somebody's file.
  private static func clear(_ path: String) throws(ControlSocketError) {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else { return }
    guard attributes[.type] as? FileAttributeType == .typeSocket else { throw .notASocket(path) }
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      throw .cannotBind(path, "what a dead daemon left cannot be removed")
    }
  }
}
