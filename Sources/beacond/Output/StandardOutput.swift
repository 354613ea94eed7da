import Foundation

/// Why something could not be written.
enum OutputError: Error, CustomStringConvertible {
  /// Whoever read has gone.
  case closed
  /// Writing failed.
  case failed(String)

  var description: String {
    switch self {
    case .closed: "nobody reads the output any more"
    case .failed(let reason): "standard output: \(reason); check where it goes and try again"
    }
  }
}

/// Standard output, line by line and buffered.
struct StandardOutput: ~Copyable {
  private var buffer: [UInt8] = []
  private static let bufferSize = 1 << 16

  /// Whether a person is looking.
  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  mutating func write(_ line: String) throws(OutputError) {
    buffer.append(contentsOf: line.utf8)
    buffer.append(UInt8(ascii: "\n"))
    if buffer.count >= Self.bufferSize { try flush() }
  }

  mutating func flush() throws(OutputError) {
    guard !buffer.isEmpty else { return }
    do {
      try FileHandle.standardOutput.write(contentsOf: buffer)
    } catch {
      let cause = Self.cause(of: error)
      if cause?.code == Int(EPIPE) { throw .closed }
      throw .failed(cause?.localizedFailureReason ?? error.localizedDescription)
    }
    buffer.removeAll(keepingCapacity: true)
  }

  /// The error of the system call behind Foundation's.
  static func cause(of error: any Error) -> NSError? {
    let error = error as NSError
    if error.domain == NSPOSIXErrorDomain { return error }
    return (error.userInfo[NSUnderlyingErrorKey] as? any Error).flatMap { cause(of: $0) }
  }
}

/// Standard error, for messages to people.
enum StandardError {
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  static func write(_ text: String) {
    // There is nowhere left to report to if this fails.
    try? FileHandle.standardError.write(contentsOf: Array(text.utf8))
  }
}
