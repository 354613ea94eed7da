internal import CStateFiles
internal import Foundation
internal import Synchronization

// The wall to the operating system. The pointers that are `unsafe` here are those of strings and
// arrays for the time of one call.

/// What the operating system said no to.
struct FileError: Error, Equatable, CustomStringConvertible {
  let path: String
  let code: Int32

  var description: String { "\(path): \(unsafe String(cString: strerror(code)))" }
}

/// Files that nobody else may read.
enum StateFiles {
  enum Kind: Equatable { case file, directory, other }

  struct Status {
    var mode: UInt32
    var owner: UInt32
    var size: Int64
    var kind: Kind
  }

  /// The user whose files these must be.
  static var user: UInt32 { state_file_user() }

  /// What a path is; nothing when there is nothing.
  static func status(_ path: String) throws(FileError) -> Status? {
    var found = state_file_status()
    let result = unsafe state_file_status_of(path, &found)
    if result == -ENOENT { return nil }
    try check(Int64(result), path)
    let kind: Kind = found.kind == 1 ? .file : found.kind == 2 ? .directory : .other
    return Status(mode: found.mode, owner: found.owner, size: found.size, kind: kind)
  }

  static func createDirectory(_ path: String) throws(FileError) {
    try check(Int64(unsafe state_directory_create(path)), path)
  }

  /// Makes a file, on the disk when this returns; its name is so only after `sync(directory:)`.
  static func create(_ path: String, _ bytes: [UInt8] = []) throws(FileError) {
    try check(Int64(unsafe state_file_create(path, bytes, bytes.count)), path)
  }

  /// Reads so many bytes, fewer at the end of the file.
  static func read(
    _ path: String, from offset: Int64 = 0, upTo count: Int
  ) throws(FileError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let read = unsafe state_file_read(path, offset, &bytes, count)
    try check(read, path)
    bytes.removeLast(count - Int(read))
    return bytes
  }

  /// Puts a file in the place of another, and overwrites what was there.
  static func replace(_ path: String, destroyingItWith other: String) throws(FileError) {
    try check(Int64(unsafe state_file_replace_destroying(path, other)), path)
  }

  static func remove(_ path: String) throws(FileError) {
    try check(Int64(unsafe state_file_remove(path)), path)
  }

  static func sync(directory path: String) throws(FileError) {
    try check(Int64(unsafe state_directory_sync(path)), path)
  }

  /// The directory that a file is in.
  static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func check(_ result: Int64, _ path: String) throws(FileError) {
    if result < 0 { throw FileError(path: path, code: Int32(-result)) }
  }

  /// A lock on a file that ends with the process, with this value, or when it is released.
  final class Lock: Sendable {
    private let descriptor: Mutex<Int32?>

    init(_ path: String) throws(FileError) {
      let opened = unsafe state_file_lock(path)
      if opened < 0 { throw FileError(path: path, code: -opened) }
      descriptor = Mutex(opened)
    }

    func release() {
      descriptor.withLock { descriptor in
        if let opened = descriptor { state_file_unlock(opened) }
        descriptor = nil
      }
    }

    deinit { release() }
  }
}
