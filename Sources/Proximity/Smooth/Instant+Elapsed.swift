extension Instant {
  /// Seconds from `earlier` to this instant; 0 when `earlier` is not earlier.
  ///
  /// A `Float` carries seven digits of the gap between two looks, which is more than a radio's
  /// timing deserves. The gap never becomes infinite, even between the ends of the range.
  @inline(__always)
  func seconds(since earlier: Instant) -> Float {
    guard earlier < self else { return 0 }
    let (gap, overflow) = nanoseconds.subtractingReportingOverflow(earlier.nanoseconds)
    return Float(overflow ? .max : gap) * 1e-9
  }
}
