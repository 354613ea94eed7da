/// What is known of one shopper at one receiver.
struct Track<Smoothing: Smoother>: Expiring, Equatable, Codable {
  private(set) var key: UInt64
  /// The last evidence of the beacon, in nanoseconds.
  private(set) var lastHeard: Int64
  /// The beginning of the last look that the smoother took in, in nanoseconds.
  private var lastLook: Int64
  /// When the track falls silent or, silent already, is forgotten; in nanoseconds.
  var deadline: Int64
  /// The interval at which the receiver hears the beacon, in seconds.
  private var interval: Float
  /// The longest time of late for which a beacon that was still there went unheard, in seconds.
  private var longestGap: Float = 0
  /// The smoothed path loss in dB, offset included.
  private(set) var pathLoss: Float
  private(set) var isSilent = false
  private(set) var state: Smoothing.State
  var bound: Int64 = 0

  /// The track after its first look.
  init(
    key: UInt64, pathLoss: Float, at time: Int64, by smoothing: Smoothing, _ rules: TrackRules
  ) {
    self.key = key
    lastHeard = time
    lastLook = time
    interval = rules.initialInterval
    state = smoothing.begin(pathLoss, at: Instant(nanoseconds: time))
    self.pathLoss = smoothing.estimate(state)
    deadline = time + rules.silence(after: interval, longestGap)
  }

  /// Takes in a report; returns how long the look waited for, or nothing when it was no look of its
  /// own.
  @inline(__always)
  mutating func hear(
    _ loss: Float, at time: Int64, by smoothing: Smoothing, _ rules: TrackRules
  ) -> Int64? {
    lastHeard = time
    let gap = time - lastLook
    if gap < rules.lookWindow { return nil }
    let instant = Instant(nanoseconds: time)
    let patience = rules.silence(after: interval, longestGap)
    longestGap = rules.longestGap(longestGap, after: gap, patience)
    interval = rules.interval(interval, after: gap, patience)
    if isSilent {
      isSilent = false
      state = smoothing.begin(loss, at: instant)
    } else {
      smoothing.update(&state, with: loss, at: instant)
    }
    lastLook = time
    pathLoss = smoothing.estimate(state)
    deadline = time + rules.silence(after: interval, longestGap)
    return gap
  }

  /// Whether a report is a look of its own, of a beacon that was not silent.
  @inline(__always)
  func isPlain(at time: Int64, _ rules: TrackRules) -> Bool {
    !isSilent && time - lastLook >= rules.lookWindow
  }

  /// How long this track may go unheard, in nanoseconds.
  func patience(_ rules: TrackRules) -> Int64 { rules.silence(after: interval, longestGap) }

  /// Whether its numbers are such as an engine comes to.
  func isSound(_ smoothing: Smoothing) -> Bool {
    (0...3600).contains(interval) && (0...3600).contains(longestGap) && pathLoss.isFinite
      && smoothing.estimate(state).isFinite
      && lastLook <= lastHeard && Instant.range.contains(Instant(nanoseconds: lastLook))
      && Instant.range.contains(Instant(nanoseconds: lastHeard))
  }

  /// The same track of a receiver with another number.
  func keyed(_ key: UInt64) -> Self {
    var track = self
    track.key = key
    return track
  }

  mutating func fallSilent(forgetAt time: Int64) {
    isSilent = true
    deadline = time
  }
}

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

  init(_ rules: ZoneRules) {
    lookWindow = rules.lookWindow.inNanoseconds
    initialInterval = Float(rules.silence.initialInterval.inNanoseconds) * 1e-9
    memory = rules.silence.trackMemory.inNanoseconds
    intervals = rules.silence.intervals
    gaps = rules.silence.gaps
    gapMemory = Float(rules.silence.gapMemory.inNanoseconds) * 1e-9
    minimum = Float(rules.silence.minimum.inNanoseconds)
    maximum = Float(rules.silence.maximum.inNanoseconds)
  }

  /// How long a beacon of that interval may go unheard, in nanoseconds.
  @inline(__always)
  func silence(after interval: Float, _ longestGap: Float) -> Int64 {
    Int64(min(maximum, max(minimum, max(intervals * interval, gaps * longestGap) * 1e9)))
  }

  /// The longest gap of late, in seconds: it fades, and what is far longer than the silence waited
  /// for is no gap but an absence.
  @inline(__always)
  func longestGap(_ longest: Float, after gap: Int64, _ patience: Int64) -> Float {
    let seconds = Float(gap) * 1e-9
    let faded = longest * max(0, 1 - seconds / gapMemory)
    return gap <= 4 * patience ? max(seconds, faded) : faded
  }

  /// The interval estimate after a gap: quick to grow, since losses must not end a visit, slow to
  /// shrink, since a burst says little of the next gap.
  ///
  /// A gap counts at most as long as the silence that would have been waited for, so that one
  /// absence spoils little and a beacon slower than assumed still teaches its interval.
  @inline(__always)
  func interval(_ interval: Float, after gap: Int64, _ patience: Int64) -> Float {
    let seconds = Float(min(gap, patience)) * 1e-9
    return interval + (seconds - interval) * (seconds > interval ? 0.25 : 0.02)
  }
}
