internal import CBlueZ

/// The file in which monitors that are set are noted, one a line: the adapter's number and the
/// monitor's.
///
/// A monitor outlives the process that set it. After a crash the next process finds here what to
/// remove; what it cannot read or write, it does without.
struct MonitorRecord {
  let path: String?
  private var saved: [MonitorSession.Leftover] = []

  /// More lines than adapters can have.
  private static let limit = 4096

  init(path: String?) { self.path = path }

  mutating func load() -> [MonitorSession.Leftover] {
    guard let path else { return [] }
    var bytes = [UInt8](repeating: 0, count: Self.limit)
    let count = unsafe bytes.withUnsafeMutableBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return 0 as Int32 }
      return unsafe cbluez_load(path, start, bytes.count)
    }
    saved = Self.parse(bytes.prefix(Int(max(0, count))))
    return saved
  }

  mutating func save(_ monitors: [MonitorSession.Leftover]) {
    guard let path, monitors != saved else { return }
    saved = monitors
    let bytes = Self.text(monitors)
    unsafe bytes.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return }
      _ = unsafe cbluez_replace(path, start, bytes.count)
    }
  }

  static func text(_ monitors: [MonitorSession.Leftover]) -> [UInt8] {
    let lines = monitors.map { "\($0.index) \($0.monitor)\n" }
    return Array(("adapter monitor\n" + lines.joined()).utf8)
  }

  static func parse(_ bytes: some Collection<UInt8>) -> [MonitorSession.Leftover] {
    bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
      let words = line.split(separator: UInt8(ascii: " "))
      guard words.count == 2, let index = UInt16(String(decoding: words[0], as: UTF8.self)),
        let monitor = UInt16(String(decoding: words[1], as: UTF8.self))
      else { return nil }
      return MonitorSession.Leftover(index: index, monitor: monitor)
    }
  }
}
