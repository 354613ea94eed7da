import Proximity

/// What is known of one shopper at one receiver.
///
/// Silences are told to the nanosecond, so these few numbers are kept in the engine's precision.
struct Track {
  var lastHeard: Int64
  var lastLook: Int64
  var deadline: Int64 = 0
  /// Seconds.
  var interval: Float
  var longestGap: Float = 0
  var isSilent = false
  /// The smoothed path loss by which the places of a group are compared, in dB.
  var level: Float
  var levelTime: Int64
  var rings: Rings

  init(_ loss: Float, at time: Int64, _ rules: SilenceRules, _ model: RingModel) {
    (lastHeard, lastLook, levelTime) = (time, time, time)
    interval = Float(rules.initialInterval.inNanoseconds) * 1e-9
    level = loss
    rings = Rings(loss, model)
    deadline = time + patience(rules)
  }

  /// How long it may go unheard: several intervals, or longest gaps, within bounds.
  func patience(_ rules: SilenceRules) -> Int64 {
    let wait = max(rules.intervals * interval, rules.gaps * longestGap) * 1e9
    return Int64(
      min(Float(rules.maximum.inNanoseconds), max(Float(rules.minimum.inNanoseconds), wait)))
  }

  /// Takes in a report; the gap since the last look unless it belongs to that one.
  mutating func hear(
    _ loss: Float, at time: Int64, _ rules: ZoneRules, _ model: RingModel
  ) -> Int64? {
    lastHeard = time
    let gap = time - lastLook
    guard gap >= rules.lookWindow.inNanoseconds else { return nil }
    learn(gap, rules.silence)
    if isSilent {
      isSilent = false
      level = loss
      rings = Rings(loss, model)
    } else {
      rings.hear(loss, after: gap, model)
      smooth(loss, at: time)
    }
    (lastLook, levelTime) = (time, time)
    deadline = time + patience(rules.silence)
    return gap
  }

  /// Intervals are quick to grow and slow to shrink; a gap far beyond the patience is an absence.
  private mutating func learn(_ gap: Int64, _ rules: SilenceRules) {
    let patience = patience(rules)
    let seconds = Float(gap) * 1e-9
    let memory = Float(rules.gapMemory.inNanoseconds) * 1e-9
    let faded = longestGap * max(0, 1 - seconds / memory)
    longestGap = gap <= 4 * patience ? max(seconds, faded) : faded
    let counted = Float(min(gap, patience)) * 1e-9
    interval += (counted - interval) * (counted > interval ? 0.25 : 0.02)
  }

  /// The first-order low-pass that believes strong looks sooner: 0.7 s down, 1.4 s up.
  private mutating func smooth(_ loss: Float, at time: Int64) {
    let gap = Float(time - levelTime) * 1e-9
    let difference = loss - level
    level += difference * (gap / ((difference < 0 ? 0.7 : 1.4) + gap))
  }
}
