import Foundation

/// A line on a terminal that tells how far the command is; silent in a pipe.
struct Progress {
  private let steps: Int
  private var done = 0
  private let isTerminal = isatty(STDERR_FILENO) == 1

  init(of steps: Int) { self.steps = steps }

  /// The next step begins.
  mutating func step(_ name: String) {
    done += 1
    write("\r\u{1B}[K\(done)/\(steps) \(name)")
  }

  /// Takes the line away.
  func clear() { write("\r\u{1B}[K") }

  private func write(_ text: String) {
    guard isTerminal else { return }
    // There is nowhere left to report to if this fails.
    try? FileHandle.standardError.write(contentsOf: Array(text.utf8))
  }
}
