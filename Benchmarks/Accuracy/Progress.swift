import Foundation

/// A line on a terminal that tells what the command is at; silent in a pipe.
struct Progress {
  private let begin = Date()
  private let isTerminal = isatty(STDERR_FILENO) == 1

  /// The next step begins.
  mutating func step(_ name: String) {
    let seconds = Int(Date().timeIntervalSince(begin))
    write("\r\u{1B}[K\(seconds) s  \(name)")
  }

  /// Takes the line away.
  func clear() { write("\r\u{1B}[K") }

  private func write(_ text: String) {
    guard isTerminal else { return }
    // There is nowhere left to report to if this fails.
    try? FileHandle.standardError.write(contentsOf: Array(text.utf8))
  }
}
