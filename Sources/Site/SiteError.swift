/// A site file that cannot be used, with everything that is wrong with it.
///
/// Its description is one line for each problem, each beginning with file, line and column, so that
/// editors can jump there.
public struct SiteError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The problems in the order of the file; at most ``limit``.
  public let problems: [SiteProblem]
  /// How many more there were beyond the ones listed.
  public let omitted: Int

  /// How many problems are listed at most.
  public static let limit = 20

  /// Creates an error from any number of problems, in any order.
  public init(_ problems: [SiteProblem]) {
    let sorted = problems.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
    self.problems = Array(sorted.prefix(Self.limit))
    omitted = sorted.count - self.problems.count
  }

  public var description: String {
    var lines = problems.map(\.description)
    if omitted > 0 { lines.append("and \(omitted) more") }
    return lines.joined(separator: "\n")
  }
}

/// One thing that is wrong with a site file.
public struct SiteProblem: Equatable, Sendable, CustomStringConvertible {
  /// The file, as the caller named it.
  public let source: String
  /// The line, from 1; 0 when the file as a whole is at fault.
  public let line: Int
  /// The column, from 1, counted in Unicode scalars; 0 when the file as a whole is at fault.
  public let column: Int
  /// The value at fault, such as `places[2].radius`; empty for the file as a whole.
  public let path: String
  /// What is wrong: what was expected and what was found.
  public let problem: String
  /// What to do about it, when there is more to say.
  public let advice: String?

  /// Creates a problem.
  public init(
    source: String, line: Int, column: Int, path: String, problem: String, advice: String? = nil
  ) {
    self.source = source
    self.line = line
    self.column = column
    self.path = path
    self.problem = problem
    self.advice = advice
  }

  public var description: String {
    let place = line > 0 ? "\(source):\(line):\(column)" : source
    let subject = path.isEmpty ? place : "\(place) \(path)"
    return "\(subject): \(problem)" + (advice.map { "; \($0)" } ?? "")
  }
}
