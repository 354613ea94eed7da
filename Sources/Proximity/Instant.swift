/// A point in time as signals know it: nanoseconds since an origin that the caller chose once.
///
/// A live gateway counts from boot on the monotonic clock, a replay from the Unix epoch of the
/// recording. The engine compares and subtracts instants and never asks for the time of day.
@frozen
public struct Instant: BitwiseCopyable, Hashable, Comparable, Sendable, Codable {
  /// Nanoseconds since the origin.
  public var nanoseconds: Int64

  /// Creates an instant from nanoseconds since the origin.
  @inlinable
  public init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }

  /// Creates an instant from seconds since the origin.
  ///
  /// - Precondition: `seconds` is finite and within ±9.2e9.
  @inlinable
  public init(seconds: Double) {
    self.nanoseconds = Int64((seconds * 1e9).rounded())
  }

  /// The earliest and the latest instant that the engine works with: 146 years from the origin.
  ///
  /// Within them no deadline can overflow.
  @inlinable
  public static var range: ClosedRange<Instant> {
    Instant(nanoseconds: -(1 << 62))...Instant(nanoseconds: 1 << 62)
  }

  /// Seconds since the origin, for people.
  @inlinable
  public var seconds: Double { Double(nanoseconds) / 1e9 }

  @inlinable
  public static func < (left: Instant, right: Instant) -> Bool {
    left.nanoseconds < right.nanoseconds
  }

  /// The time from `right` to `left`; negative when `left` is the earlier one.
  @inlinable
  public static func - (left: Instant, right: Instant) -> Duration {
    .nanoseconds(left.nanoseconds &- right.nanoseconds)
  }

  /// The instant that much later, saturating at the ends of the range.
  @inlinable
  public static func + (left: Instant, right: Duration) -> Instant {
    let (sum, overflow) = left.nanoseconds.addingReportingOverflow(right.inNanoseconds)
    return Instant(nanoseconds: overflow ? (right < .zero ? .min : .max) : sum)
  }
}

extension Duration {
  /// The duration in whole nanoseconds, saturating at ±292 years.
  @inlinable
  public var inNanoseconds: Int64 {
    let (seconds, attoseconds) = components
    let (scaled, tooLong) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, overflow) = scaled.addingReportingOverflow(attoseconds / 1_000_000_000)
    return tooLong || overflow ? (seconds < 0 ? .min : .max) : sum
  }
}
