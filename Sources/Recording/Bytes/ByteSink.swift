import Foundation

/// Where a writer puts its bytes: a file, standard output or memory.
struct ByteSink: ~Copyable, Sendable {
  let name: String
  private(set) var bytes: [UInt8] = []
  private let handle: FileHandle?
  private var written: UInt64 = 0

  private static let chunk = 256 << 10

  /// Creates or empties a file; `-` is standard output.
  init(path: String) throws(RecordingError) {
    name = path
    guard path != "-" else {
      handle = .standardOutput
      return
    }
    let url = URL(fileURLWithPath: path)
    do {
      if !FileManager.default.fileExists(atPath: path) { try Data().write(to: url) }
      handle = try FileHandle(forWritingTo: url)
    } catch {
      throw .writing(path, at: nil, error)
    }
    // What cannot be emptied, like a FIFO, has nothing in it either.
    try? handle?.truncate(atOffset: 0)
    bytes.reserveCapacity(Self.chunk)
  }

  /// Collects the bytes in memory.
  init() {
    name = "memory"
    handle = nil
  }

  mutating func append(_ more: Span<UInt8>) {
    for index in more.indices { bytes.append(more[index]) }
  }

  mutating func append(contentsOf more: some Sequence<UInt8>) {
    bytes.append(contentsOf: more)
  }

  mutating func append<Number: FixedWidthInteger>(bigEndian number: Number) {
    for shift in stride(from: Number.bitWidth - 8, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  /// Writes out what has been collected once that is worth while.
  mutating func flushIfFull() throws(RecordingError) {
    if handle != nil, bytes.count >= Self.chunk { try flush() }
  }

  /// Writes out all that has been collected.
  mutating func flush() throws(RecordingError) {
    guard let handle else { return }
    do {
      try handle.write(contentsOf: bytes)
    } catch {
      throw .writing(name, at: written, error)
    }
    written += UInt64(bytes.count)
    bytes.removeAll(keepingCapacity: true)
  }
}
