import Foundation

/// The bytes of a file, a pipe, standard input or memory, read once and in order.
///
/// At most a chunk (256 KiB) and one record are held at a time. A source is made for one reader,
/// which takes it over.
public struct ByteSource: ~Copyable, Sendable {
  /// The path as it was given, for messages; `-` is standard input.
  public let name: String

  /// What has been read and not been dropped yet; the reader's next byte is `bytes[start]`.
  private(set) var bytes: [UInt8]
  private(set) var start = 0

  private let handle: FileHandle?
  private let chunk: Int
  private var hasEnded: Bool
  private var offsetOfBytes: UInt64 = 0

  /// Opens a file or a FIFO, or standard input when the path is `-`.
  ///
  /// Opening a FIFO waits for its writer. A directory can be opened; the reader that takes it over
  /// says what it is.
  ///
  /// - Throws: ``RecordingError`` when there is no such file or it may not be read.
  public init(path: String) throws(RecordingError) {
    let handle = try Self.open(path)
    self.handle = handle
    name = path
    // A read waits until its chunk is full, so what cannot be sought, because somebody may still be
    // writing it, is read in smaller chunks.
    chunk = (try? handle.offset()) == nil ? 8 << 10 : 256 << 10
    bytes = []
    bytes.reserveCapacity(chunk)
    hasEnded = false
  }

  /// Makes bytes in memory readable like a file of that name.
  public init(_ bytes: [UInt8], name: String = "memory") {
    self.name = name
    self.bytes = bytes
    handle = nil
    chunk = 0
    hasEnded = true
  }

  /// Takes out all that is left, or the first of it if that is more than so many bytes.
  public mutating func takeRest(atMost limit: Int) throws(RecordingError) -> [UInt8] {
    _ = try fill(limit)
    let rest = Array(bytes[start...].prefix(limit))
    skip(rest.count)
    return rest
  }
}

extension ByteSource {
  private static func open(_ path: String) throws(RecordingError) -> FileHandle {
    guard path != "-" else { return .standardInput }
    do {
      return try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    } catch {
      throw .reading(path, at: nil, error)
    }
  }

  /// Bytes from the beginning of the file to the reader's next byte.
  var offset: UInt64 { offsetOfBytes + UInt64(start) }

  /// How many bytes can be used without reading on.
  var available: Int { bytes.count - start }

  /// Makes at least that many bytes available, and tells whether the file had them.
  mutating func fill(_ count: Int) throws(RecordingError) -> Bool {
    while available < count {
      guard !hasEnded else { return false }
      try readChunk()
    }
    return true
  }

  /// Passes over bytes that are available.
  mutating func skip(_ count: Int) {
    precondition(count >= 0 && count <= available, "only available bytes can be skipped")
    start += count
  }

  private mutating func readChunk() throws(RecordingError) {
    bytes.removeSubrange(..<start)
    offsetOfBytes += UInt64(start)
    start = 0
    do {
      guard let more = try handle?.read(upToCount: chunk), !more.isEmpty else {
        hasEnded = true
        return
      }
      bytes.append(contentsOf: more)
    } catch {
      throw .reading(name, at: offsetOfBytes + UInt64(bytes.count), error)
    }
  }
}
