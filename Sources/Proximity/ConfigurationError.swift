/// A floor or a limit that the engine cannot work with.
public struct ConfigurationError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The value at fault, as a path such as `places[2].radius`.
  public let path: String
  /// What is wrong and what would be right, in one sentence.
  public let problem: String

  /// Creates an error.
  public init(path: String, problem: String) {
    self.path = path
    self.problem = problem
  }

  public var description: String { "\(path): \(problem)" }
}
