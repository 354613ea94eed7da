/// Turns the noisy path losses of one track into one calm estimate.
///
/// A smoother is a value with parameters; its `State` is what it remembers of one track. The engine
/// keeps the states in an array and calls through static dispatch, so that a smoother costs what
/// its arithmetic costs. Arrivals are irregular: every step must weigh by the time that passed, and
/// nothing may be rounded to whole dB.
public protocol Smoother: Sendable {
  /// What is remembered of one track, without references.
  associatedtype State: BitwiseCopyable, Sendable, Equatable, Codable

  /// The state after a track's first look.
  ///
  /// - Parameters:
  ///   - pathLoss: dB, corrected for the receiver's offset.
  ///   - time: when it was heard.
  func begin(_ pathLoss: Float, at time: Instant) -> State

  /// Takes in a further look.
  ///
  /// - Parameters:
  ///   - state: what is remembered so far.
  ///   - pathLoss: dB, corrected for the receiver's offset.
  ///   - time: not earlier than the look before.
  func update(_ state: inout State, with pathLoss: Float, at time: Instant)

  /// The path loss in dB that the looks so far speak for.
  func estimate(_ state: State) -> Float

  /// What the looks so far say of a place.
  ///
  /// Without a say of its own, a smoother compares its estimate with the path loss at the place's
  /// radius, and within the margin on either side the zone that holds goes on holding.
  ///
  /// - Parameters:
  ///   - state: what is remembered of the track.
  ///   - reach: what the place's radius means.
  ///   - standing: the zone that holds.
  ///   - thresholds: how much it takes to change it.
  /// - Returns: `far`, `near` or `immediate`.
  func zone(
    _ state: State, of reach: Reach, now standing: Standing, by thresholds: ZoneThresholds
  ) -> Zone

  /// How likely the beacon is within a place's radius, 0 to 1; nothing from a smoother that
  /// believes in one path loss.
  func likelihood(_ state: State, within reach: Reach) -> Float?
}

extension Smoother {
  /// Nothing: an estimate of one path loss has no likelihood.
  public func likelihood(_ state: State, within reach: Reach) -> Float? { nil }

  /// Compares the estimate with the path loss at the radius, within half of `rules.hysteresis` on
  /// either side in favour of the zone that holds.
  @inline(__always)
  public func zone(
    _ state: State, of reach: Reach, now standing: Standing, by thresholds: ZoneThresholds
  ) -> Zone {
    let zone = standing.zone
    let pathLoss = estimate(state)
    let margin = thresholds.margin
    let isNear = pathLoss <= reach.near + (zone.isPresent ? margin : -margin)
    let isImmediate = pathLoss <= reach.immediate + (zone == .immediate ? margin : -margin)
    // Shoppers come in no order, so that a processor cannot guess where this would branch.
    return isImmediate ? .immediate : isNear ? .near : .far
  }
}
