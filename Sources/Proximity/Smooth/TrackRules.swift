/// The rules of a track in the units of the ingest path.
struct TrackRules: BitwiseCopyable, Sendable {
  let lookWindow: Int64
  let initialInterval: Float
  let memory: Int64
  private let intervals: Float
  private let gaps: Float
  private let gapMemory: Float
  private let minimum: Float
  private let maximum: Float
  private let shortestSilence: Int64

  init(_ rules: ZoneRules) {
    lookWindow = rules.lookWindow.inNanoseconds
    initialInterval = Float(rules.silence.initialInterval.inNanoseconds) * 1e-9
    memory = rules.silence.trackMemory.inNanoseconds
    intervals = rules.silence.intervals
    gaps = rules.silence.gaps
    gapMemory = Float(rules.silence.gapMemory.inNanoseconds) * 1e-9
    minimum = Float(rules.silence.minimum.inNanoseconds)
    maximum = Float(rules.silence.maximum.inNanoseconds)
    shortestSilence = Int64(min(minimum, maximum))
  }

  /// How long a beacon of that interval may go unheard, in nanoseconds.
  @inline(__always)
  func silence(after interval: Float, _ longestGap: Float) -> Int64 {
    let longest = (intervals * interval).raised(to: gaps * longestGap) * 1e9
    guard longest > minimum else { return shortestSilence }
    return Int64(longest.lowered(to: maximum))
  }

  /// The interval and the longest gap as a gap leaves them.
  @inline(__always)
  func learned(
    _ interval: Float, _ longestGap: Float, after gap: Int64
  ) -> (interval: Float, longestGap: Float) {
    // No patience is shorter than the shortest: most gaps need not ask for it.
    let patience = gap <= shortestSilence ? shortestSilence : silence(after: interval, longestGap)
    return (
      self.interval(interval, after: gap, patience),
      self.longestGap(longestGap, after: gap, patience)
    )
  }

  /// The longest gap of late, in seconds: it fades, and what is far longer than the silence waited
  /// for is no gap but an absence.
  @inline(__always)
  private func longestGap(_ longest: Float, after gap: Int64, _ patience: Int64) -> Float {
    let seconds = Float(gap) * 1e-9
    let faded = longest * (1 - seconds / gapMemory).raised(to: 0)
    return gap <= 4 * patience ? seconds.raised(to: faded) : faded
  }

  /// The interval estimate after a gap: quick to grow, since losses must not end a visit, slow to
  /// shrink, since a burst says little of the next gap.
  ///
  /// A gap counts at most as long as the silence that would have been waited for, so that one
  /// absence spoils little and a beacon slower than assumed still teaches its interval.
  @inline(__always)
  private func interval(_ interval: Float, after gap: Int64, _ patience: Int64) -> Float {
    let seconds = Float(min(gap, patience)) * 1e-9
    return interval + (seconds - interval) * (seconds > interval ? 0.25 : 0.02)
  }
}
