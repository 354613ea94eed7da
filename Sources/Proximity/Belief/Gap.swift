/// How long a look has waited for, in octaves of nanoseconds: what depends on the time that passed
/// is worked out once for each.
enum Gap {
  /// 8 ms to 68 s.
  private static var octaves: ClosedRange<Int> { 23...35 }
  static var count: Int { octaves.count }

  @inline(__always)
  static func index(_ nanoseconds: Int64) -> Int {
    // The bit of the lowest octave makes everything shorter one of it.
    let octave = 63 - (max(0, nanoseconds) | 1 << octaves.lowerBound).leadingZeroBitCount
    return min(octave, octaves.upperBound) &- octaves.lowerBound
  }

  /// The middle of an octave, in proportion.
  static func seconds(_ index: Int) -> Double {
    Double(1 << (index + octaves.lowerBound)) * 1.414_213_562_373_095 * 1e-9
  }

  /// For how many seconds people spread out in so many.
  static func spreading(_ seconds: Double) -> Double {
    seconds <= 1 ? seconds : 1 + 0.3 * (seconds - 1)
  }
}
