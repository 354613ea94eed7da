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
  /// The smoothed path loss in dB, offset included.
  private(set) var pathLoss: Float
  private(set) var isSilent = false
  private var state: Smoothing.State
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
    deadline = time + rules.silence(after: interval)
  }

  /// Takes in a report; returns whether it was a look of its own.
  @inline(__always)
  mutating func hear(
    _ loss: Float, at time: Int64, by smoothing: Smoothing, _ rules: TrackRules
  ) -> Bool {
    lastHeard = time
    let gap = time - lastLook
    if gap < rules.lookWindow { return false }
    let instant = Instant(nanoseconds: time)
    interval = rules.interval(interval, after: gap)
    if isSilent {
      isSilent = false
      state = smoothing.begin(loss, at: instant)
    } else {
      smoothing.update(&state, with: loss, at: instant)
    }
    lastLook = time
    pathLoss = smoothing.estimate(state)
    deadline = time + rules.silence(after: interval)
    return true
  }

  /// How long this track may go unheard, in nanoseconds.
  func patience(_ rules: TrackRules) -> Int64 { rules.silence(after: interval) }

  /// Whether its numbers are such as an engine comes to.
  func isSound(_ smoothing: Smoothing) -> Bool {
    (0...3600).contains(interval) && pathLoss.isFinite && smoothing.estimate(state).isFinite
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
  private let minimum: Float
  private let maximum: Float

  init(_ rules: ZoneRules) {
    lookWindow = rules.lookWindow.inNanoseconds
    initialInterval = Float(rules.silence.initialInterval.inNanoseconds) * 1e-9
    memory = rules.silence.trackMemory.inNanoseconds
    intervals = rules.silence.intervals
    minimum = Float(rules.silence.minimum.inNanoseconds)
    maximum = Float(rules.silence.maximum.inNanoseconds)
  }

  /// How long a beacon of that interval may go unheard, in nanoseconds.
  @inline(__always)
  func silence(after interval: Float) -> Int64 {
    Int64(min(maximum, max(minimum, intervals * interval * 1e9)))
  }

  /// The interval estimate after a gap: quick to grow, since losses must not end a visit, slow to
  /// shrink, since a burst says little of the next gap.
  ///
  /// A gap counts at most as long as the silence that would have been waited for, so that one
  /// absence spoils little and a beacon slower than assumed still teaches its interval.
  @inline(__always)
  func interval(_ interval: Float, after gap: Int64) -> Float {
    let seconds = Float(min(gap, silence(after: interval))) * 1e-9
    return interval + (seconds - interval) * (seconds > interval ? 0.25 : 0.02)
  }
}
