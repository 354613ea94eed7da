/// How often the page of a shopper has been replaced.
public struct Revision: RawRepresentable, Hashable, Comparable, Sendable, Codable {
  /// The number, from 0.
  public var rawValue: UInt64

  /// Creates a revision.
  public init(rawValue: UInt64) { self.rawValue = rawValue }

  /// The revision of a page that has never been kept.
  public static let none = Revision(rawValue: 0)

  /// The revision that follows.
  public var next: Revision { Revision(rawValue: rawValue &+ 1) }

  public static func < (left: Revision, right: Revision) -> Bool {
    left.rawValue < right.rawValue
  }
}
