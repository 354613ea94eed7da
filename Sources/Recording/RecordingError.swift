/// A recording that cannot be read or written any further.
///
/// Damage inside a recording is no error: the damaged rows or records are left out and counted in a
/// ``DamageLog``. An error means that there is nothing (more) to be had from the file.
public struct RecordingError: Error, Equatable, Sendable {
  /// What went wrong, as far as a caller must tell cases apart; each names its `sysexits` code.
  public enum Kind: Hashable, Sendable, CaseIterable {
    /// There is no such file (66, no input).
    case missing
    /// The file may not be opened (66, no input).
    case denied
    /// The path names a directory (66, no input).
    case directory
    /// The file was opened but reading or writing it failed (74, I/O).
    case io
    /// The file is not a recording of a known kind, or a value cannot stand in one (65, data).
    case content
  }

  /// The path as it was given; `-` is standard input.
  public let file: String
  /// What went wrong.
  public let kind: Kind
  /// Where, if the file was read that far.
  public let position: RecordingPosition?
  /// What is wrong, in one clause.
  public let problem: String
  /// What to do next, in one clause.
  public let advice: String

  /// Creates an error.
  public init(
    file: String, kind: Kind, position: RecordingPosition? = nil, problem: String, advice: String
  ) {
    self.file = file
    self.kind = kind
    self.position = position
    self.problem = problem
    self.advice = advice
  }
}

extension RecordingError: CustomStringConvertible {
  public var description: String {
    let file = file == "-" ? "standard input" : file
    let place = position.map { "\(file), \($0)" } ?? file
    return "\(place): \(problem); \(advice)"
  }
}

/// Somewhere in a recording.
public enum RecordingPosition: Hashable, Sendable, CustomStringConvertible {
  /// Bytes from the beginning of the file.
  case byte(UInt64)
  /// A line, the first being 1.
  case line(Int)

  public var description: String {
    switch self {
    case .byte(let offset): "byte \(offset)"
    case .line(let number): "line \(number)"
    }
  }
}
