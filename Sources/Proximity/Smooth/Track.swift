/// What is known of one shopper at one receiver.
///
/// With a belief over rings it is 128 bytes: what a look needs is all there is.
struct Track<Smoothing: Smoother>: Expiring, Equatable {
  var key: UInt64
  /// The beginning of the last look that the smoother took in, in nanoseconds.
  var lastLook: Int64
  /// When the track falls silent or, silent already, is forgotten; in nanoseconds.
  var deadline: Int64
  var bound: Int64 = 0
  /// The interval at which the receiver hears the beacon, in seconds.
  var interval: Float
  /// The longest time of late for which a beacon that was still there went unheard, in seconds.
  var longestGap: Float = 0
  /// The smoothed path loss in dB, offset included.
  var pathLoss: Float
  /// Nanoseconds from the beginning of the last look to its last evidence of the beacon, doubled;
  /// odd when the track is silent. No look is longer than a second.
  var echo: UInt32 = 0
  var state: Smoothing.State
  /// The slot in which its presence at the first place of the receiver probably is.
  var presence = UInt32.max

  /// The last evidence of the beacon, in nanoseconds.
  var lastHeard: Int64 { lastLook + Int64(echo >> 1) }

  var isSilent: Bool { echo & 1 == 1 }

  /// The track after its first look.
  init(
    key: UInt64, pathLoss: Float, at time: Int64, by smoothing: Smoothing, _ rules: TrackRules
  ) {
    self.key = key
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
    let gap = time - lastLook
    if gap < rules.lookWindow {
      echo = UInt32(gap) << 1 | echo & 1
      return nil
    }
    if isSilent {
      state = smoothing.begin(loss, at: Instant(nanoseconds: time))
      note(gap, until: time, by: smoothing, rules)
    } else {
      look(loss, after: gap, at: time, by: smoothing, rules)
    }
    return gap
  }

  /// How long a report has waited for, if it is a look of its own and the beacon was not silent.
  @inline(__always)
  func plainGap(until time: Int64, _ rules: TrackRules) -> Int64? {
    let gap = time - lastLook
    return !isSilent && gap >= rules.lookWindow ? gap : nil
  }

  /// Takes in a look of its own of a beacon that was not silent.
  @inline(__always)
  mutating func look(
    _ loss: Float, after gap: Int64, at time: Int64, by smoothing: Smoothing, _ rules: TrackRules
  ) {
    smoothing.update(&state, with: loss, at: Instant(nanoseconds: time))
    note(gap, until: time, by: smoothing, rules)
  }

  @inline(__always)
  private mutating func note(
    _ gap: Int64, until time: Int64, by smoothing: Smoothing, _ rules: TrackRules
  ) {
    (interval, longestGap) = rules.learned(interval, longestGap, after: gap)
    lastLook = time
    echo = 0
    pathLoss = smoothing.estimate(state)
    deadline = time + rules.silence(after: interval, longestGap)
  }

  /// How long this track may go unheard, in nanoseconds.
  func patience(_ rules: TrackRules) -> Int64 { rules.silence(after: interval, longestGap) }

  /// Whether its numbers are such as an engine comes to by a time: none was heard later.
  func isSound(_ smoothing: Smoothing, at now: Int64) -> Bool {
    (0...3600).contains(interval) && (0...3600).contains(longestGap) && pathLoss.isFinite
      && smoothing.estimate(state).isFinite
      && Instant.range.contains(Instant(nanoseconds: lastLook))
      && lastHeard <= now
  }

  /// The same track of a receiver with another number.
  func keyed(_ key: UInt64) -> Self {
    var track = self
    track.key = key
    return track
  }

  mutating func forgetWhereThingsAre() {
    bound = 0
    presence = .max
  }

  mutating func fallSilent(forgetAt time: Int64) {
    echo |= 1
    deadline = time
  }
}
