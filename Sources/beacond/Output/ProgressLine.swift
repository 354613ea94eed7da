import Foundation

/// A line on a terminal that tells how far a long command is; silent in a pipe.
struct ProgressLine {
  private var last: ContinuousClock.Instant?
  private var isShown = false
  private let isTerminal = StandardError.isTerminal

  /// Shows a text in place of the one before, at most ten times a second.
  mutating func show(_ text: @autoclosure () -> String) {
    guard isTerminal else { return }
    let now = ContinuousClock.now
    if let last, now - last < .milliseconds(100) { return }
    last = now
    isShown = true
    StandardError.write("\r\u{1B}[K\(text())")
  }

  /// Takes the line away, so that something else can be printed.
  mutating func clear() {
    guard isShown else { return }
    StandardError.write("\r\u{1B}[K")
    isShown = false
  }
}
