import Foundation
import Proximity
import Recording

/// A btsnoop file that begins anew when it is large, and keeps a few of the former ones as `.1` and
/// so on, the latest first.
struct RotatingRecording: ~Copyable {
  private let path: String
  private let limit: Int
  private let keep: Int
  private var size = 0
  private var writer: BtsnoopWriter

  /// Begins a recording.
  ///
  /// - Parameters:
  ///   - path: where.
  ///   - limit: bytes of a file.
  ///   - keep: files, the one that is written included.
  init(path: String, limit: Int, keep: Int) throws {
    self.path = path
    self.limit = limit
    self.keep = keep
    writer = try BtsnoopWriter(path: path)
  }

  mutating func append(_ event: [UInt8], at time: Instant) throws {
    if size >= limit { try rotate() }
    try writer.append(event.span, at: time)
    // A record has a header of 24 bytes, and its packet a type.
    size += event.count + 25
  }

  mutating func finish() throws { try writer.finish() }

  private mutating func rotate() throws {
    try writer.finish()
    let files = FileManager.default
    for number in stride(from: keep - 1, through: 1, by: -1) {
      let older = "\(path).\(number)"
      let newer = number == 1 ? path : "\(path).\(number - 1)"
      try? files.removeItem(atPath: older)
      if files.fileExists(atPath: newer) { try files.moveItem(atPath: newer, toPath: older) }
    }
    writer = try BtsnoopWriter(path: path)
    size = 0
  }
}
