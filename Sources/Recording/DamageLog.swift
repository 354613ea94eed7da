/// How many rows or records of a recording were damaged, and where the first of them are.
public struct DamageLog: Equatable, Sendable {
  /// One damaged row or record.
  public struct Entry: Equatable, Sendable, CustomStringConvertible {
    /// Where it begins.
    public let position: RecordingPosition
    /// What is wrong with it, in one clause.
    public let problem: String

    public var description: String { "\(position): \(problem)" }
  }

  /// How many entries ``first`` keeps.
  public static let capacity = 8

  /// How many rows or records were damaged.
  public private(set) var count = 0
  /// The first of them, at most ``capacity``.
  public private(set) var first: [Entry] = []

  /// Creates a log without entries.
  public init() {}

  /// Notes a damaged row or record.
  public mutating func note(
    _ position: RecordingPosition, _ problem: @autoclosure () -> String
  ) {
    count += 1
    if first.count < Self.capacity {
      first.append(Entry(position: position, problem: problem()))
    }
  }

  /// This log and another one of the same recording.
  public func adding(_ other: DamageLog) -> DamageLog {
    var sum = self
    sum.count += other.count
    sum.first = Array((first + other.first).prefix(Self.capacity))
    return sum
  }
}
