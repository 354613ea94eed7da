/// The mean of the looks of the last seconds.
///
///     estimate = Σ pathLoss / count          over the looks not older than the window
///
/// Every look in the window counts the same and none outside it counts at all, so a step has
/// settled in full after one window. At most ``LookWindow/capacity`` looks are remembered: of a
/// beacon that advertises faster, the mean covers the newest of them.
///
/// The oldest smoother there is, and what RSSI averaging in most beacon kits does; here in
/// fractions of a dB and over time instead of a count.
///
/// Costs at most sixteen additions per look; 144 bytes per track.
public struct RunningMean: Smoother {
  /// What is remembered of one track: its last looks.
  public typealias State = LookWindow

  let window: Duration

  /// Creates a mean.
  ///
  /// - Precondition: `window` is positive and at most ten minutes.
  public init(window: Duration = .milliseconds(2500)) {
    precondition(
      window > .zero && window <= LookWindow.longest, "window must be within (0 s, 600 s]")
    self.window = window
  }

  public func begin(_ pathLoss: Float, at time: Instant) -> State {
    LookWindow(pathLoss, at: time)
  }

  public func update(_ state: inout State, with pathLoss: Float, at time: Instant) {
    state.append(pathLoss, at: time, keeping: window)
  }

  /// - Complexity: O(``LookWindow/capacity``)
  public func estimate(_ state: State) -> Float {
    var sum: Float = 0
    for index in 0..<state.count { sum += state[index] }
    return sum / Float(state.count)
  }
}
