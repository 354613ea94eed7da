/// An exponentially weighted moving average that weighs each look by the time it speaks for.
///
/// With the gap `dt` since the look before and the time constant `τ`,
///
///     estimate += (pathLoss − estimate) · dt / (τ + dt)
///
/// which is the first-order low-pass `τ·y′ + y = x` solved by backward Euler: exact by definition
/// without an exponential, stable for every gap, and with a gap of zero without effect. A beacon
/// that advertises ten times as often does not settle ten times as fast.
///
/// Fades are one-sided: a body in the way adds path loss, nothing takes it away. A longer `rising`
/// than `falling` time constant therefore believes strong looks sooner than weak ones: it enters
/// fast and leaves slowly. It also settles below the mean of symmetric noise: with
/// `rising = 2 · falling` and Gaussian noise 0.28 standard deviations below, with three times 0.44.
///
/// Source: S. W. Roberts, "Control Chart Tests Based on Geometric Moving Averages",
/// Technometrics 1 (1959), with the gain for irregular arrivals.
///
/// Costs one division per look; 16 bytes per track.
public struct EWMA: Smoother {
  /// What the average remembers of one track.
  public struct State: BitwiseCopyable, Sendable, Equatable, Codable {
    /// dB.
    var estimate: Float
    var time: Instant
  }

  /// Seconds; a look with less path loss has half the say after a gap of this length.
  let falling: Float
  /// Seconds; a look with more path loss has half the say after a gap of this length.
  let rising: Float

  /// Creates an average with one time constant.
  ///
  /// - Precondition: `timeConstant` is positive and at most an hour.
  public init(timeConstant: Duration) {
    self.init(falling: timeConstant, rising: timeConstant)
  }

  /// Creates an average that follows falling and rising path loss at different speeds.
  ///
  /// - Parameters:
  ///   - falling: time constant towards less path loss: the shopper seems to come closer.
  ///   - rising: time constant towards more path loss: the shopper leaves, or somebody is between.
  ///
  /// The defaults were measured on recordings: quick enough for somebody who walks past, and among
  /// the calmest while somebody stands still.
  ///
  /// - Precondition: both are positive and at most an hour.
  public init(falling: Duration = .milliseconds(700), rising: Duration = .milliseconds(1400)) {
    precondition(
      falling > .zero && falling <= .seconds(3600), "falling must be within (0 s, 3600 s]")
    precondition(rising > .zero && rising <= .seconds(3600), "rising must be within (0 s, 3600 s]")
    self.falling = Float(falling.inNanoseconds) * 1e-9
    self.rising = Float(rising.inNanoseconds) * 1e-9
  }

  public func begin(_ pathLoss: Float, at time: Instant) -> State {
    State(estimate: pathLoss, time: time)
  }

  @inline(__always)
  public func update(_ state: inout State, with pathLoss: Float, at time: Instant) {
    state.estimate += step(
      from: state.estimate, to: pathLoss, after: time.seconds(since: state.time))
    state.time = max(state.time, time)
  }

  /// What a look changes after that many seconds.
  @inline(__always)
  func step(from estimate: Float, to pathLoss: Float, after gap: Float) -> Float {
    let difference = pathLoss - estimate
    let timeConstant = difference < 0 ? falling : rising
    return difference * (gap / (timeConstant + gap))
  }

  public func estimate(_ state: State) -> Float { state.estimate }
}
