public import Proximity

/// A point in time as the ledger knows it: nanoseconds since 1970-01-01T00:00:00Z.
///
/// It is the wall clock, anchored once per boot, plus the monotonic time since, and never lies
/// below what a page has seen before. Sends, caps and quiet hours are measured in it; signals and
/// visits keep to `Instant`.
@frozen
public struct LedgerTime: BitwiseCopyable, Hashable, Comparable, Sendable {
  /// Nanoseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
  public var nanoseconds: Int64

  /// Creates a time from nanoseconds since 1970-01-01T00:00:00Z.
  @inlinable
  public init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }

  /// The earliest time there is.
  public static let min = LedgerTime(nanoseconds: .min)
  /// The latest time there is.
  public static let max = LedgerTime(nanoseconds: .max)

  @inlinable
  public static func < (left: LedgerTime, right: LedgerTime) -> Bool {
    left.nanoseconds < right.nanoseconds
  }

  /// The time from `right` to `left`; negative when `left` is the earlier one.
  @inlinable
  public static func - (left: LedgerTime, right: LedgerTime) -> Duration {
    .nanoseconds(left.nanoseconds) - .nanoseconds(right.nanoseconds)
  }

  /// The time that much later, saturating at the ends of the range.
  @inlinable
  public static func + (left: LedgerTime, right: Duration) -> LedgerTime {
    left.advanced(nanoseconds: right.inNanoseconds)
  }

  /// The time that much earlier, saturating at the ends of the range.
  @inlinable
  public static func - (left: LedgerTime, right: Duration) -> LedgerTime {
    left + (.zero - right)
  }

  @usableFromInline
  func advanced(nanoseconds step: Int64) -> LedgerTime {
    let (sum, overflow) = nanoseconds.addingReportingOverflow(step)
    return LedgerTime(nanoseconds: overflow ? (step < 0 ? .min : .max) : sum)
  }
}

extension LedgerTime: Codable {
  public init(from decoder: any Decoder) throws {
    nanoseconds = try decoder.singleValueContainer().decode(Int64.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(nanoseconds)
  }
}
