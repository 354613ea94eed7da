/// A scalar Kalman filter for a path loss that wanders, with an optional gate against fades.
///
/// Between looks the path loss may have walked anywhere, so its variance grows with time; each
/// look then pulls by how much it knows. With `dt` the gap since the look before, `q` the process
/// noise and `r` the measurement noise,
///
///     variance += q · dt
///     gain      = variance / (variance + r)
///     estimate += gain · innovation          innovation = pathLoss − estimate
///     variance  = gain · r
///
/// After a long silence the gain is near 1: the next look counts as if it were the first. In the
/// long run, with looks every `dt`, it behaves as an average over `√(r · dt / q)` seconds.
///
/// Fades are one-sided: a body in the way adds path loss, nothing takes it away. With a `fadeGate`
/// of `g`, an innovation towards *more* path loss counts at most `g · √(variance + r)`, which is
/// Huber's bounded influence on one side: a deep fade moves the estimate no further than a shallow
/// one, a shopper coming closer is believed in full.
///
/// Sources: R. E. Kalman, "A New Approach to Linear Filtering and Prediction Problems", J. Basic
/// Eng. 82 (1960); P. J. Huber, "Robust Estimation of a Location Parameter", Ann. Math. Statist. 35
/// (1964).
///
/// Costs one division per look and, with a gate, one square root; 16 bytes per track.
public struct Kalman: Smoother {
  /// What the filter remembers of one track.
  public struct State: BitwiseCopyable, Sendable, Equatable, Codable {
    /// dB.
    var estimate: Float
    /// dB².
    var variance: Float
    var time: Instant
  }

  /// dB² per second.
  let processNoise: Float
  /// dB².
  let measurementNoise: Float
  /// Standard deviations of the innovation; infinite without a gate.
  let fadeGate: Float

  /// Creates a filter.
  ///
  /// - Parameters:
  ///   - processNoise: how fast the path loss wanders, in dB²/s, within (0, 1000].
  ///   - measurementNoise: the variance of a single look, in dB², within (0, 1000].
  ///   - fadeGate: the most that a look with more path loss may count, in standard deviations of
  ///     the innovation, within (0, 100]; `nil` believes fades in full.
  /// - Precondition: the parameters are within their ranges.
  public init(processNoise: Float = 12, measurementNoise: Float = 30, fadeGate: Float? = nil) {
    precondition(
      processNoise > 0 && processNoise <= 1000, "processNoise must be within (0, 1000] dB²/s")
    precondition(
      measurementNoise > 0 && measurementNoise <= 1000,
      "measurementNoise must be within (0, 1000] dB²")
    if let fadeGate {
      precondition(
        fadeGate > 0 && fadeGate <= 100, "fadeGate must be within (0, 100] standard deviations")
    }
    self.processNoise = processNoise
    self.measurementNoise = measurementNoise
    self.fadeGate = fadeGate ?? .infinity
  }

  public func begin(_ pathLoss: Float, at time: Instant) -> State {
    State(estimate: pathLoss, variance: measurementNoise, time: time)
  }

  public func update(_ state: inout State, with pathLoss: Float, at time: Instant) {
    let predicted = state.variance + processNoise * time.seconds(since: state.time)
    let total = predicted + measurementNoise
    let gain = predicted / total
    var innovation = pathLoss - state.estimate
    if innovation > 0 && fadeGate.isFinite {
      innovation = min(innovation, fadeGate * total.squareRoot())
    }
    state.estimate += gain * innovation
    state.variance = gain * measurementNoise
    state.time = max(state.time, time)
  }

  public func estimate(_ state: State) -> Float { state.estimate }
}
