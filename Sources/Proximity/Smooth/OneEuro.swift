/// The 1 € filter: a low-pass whose cut-off rises with the speed of the signal.
///
/// While a shopper stands still the filter is slow and calm; while the path loss keeps moving it
/// opens and lags less. With `dt` the gap since the look before and `gain(f) = dt / (τ + dt)`,
/// `τ = 1 / (2π · f)`,
///
///     rate     += gain(rateCutoff) · ((pathLoss − estimate) / dt − rate)
///     cutoff    = minimumCutoff + speedCoefficient · |rate|
///     estimate += gain(cutoff) · (pathLoss − estimate)
///
/// A gap of zero has no rate; such a look has no effect.
///
/// Source: G. Casiez, N. Roussel, D. Vogel, "1 € Filter: A Simple Speed-based Low-pass Filter for
/// Noisy Input in Interactive Systems", CHI 2012.
///
/// Costs three divisions per look; 16 bytes per track.
public struct OneEuro: Smoother {
  /// What the filter remembers of one track.
  public struct State: BitwiseCopyable, Sendable, Equatable, Codable {
    /// dB.
    var estimate: Float
    /// dB per second, smoothed.
    var rate: Float
    var time: Instant
  }

  /// Hz.
  let minimumCutoff: Float
  /// Hz per dB/s.
  let speedCoefficient: Float
  /// Hz.
  let rateCutoff: Float

  /// Creates a filter.
  ///
  /// - Parameters:
  ///   - minimumCutoff: cut-off while the path loss stands still, in Hz, within (0, 100]; lower is
  ///     calmer.
  ///   - speedCoefficient: by how many Hz the cut-off rises for each dB/s of speed (the paper's β),
  ///     within [0, 100]; higher lags less.
  ///   - rateCutoff: cut-off of the speed itself, in Hz, within (0, 100].
  /// - Precondition: the parameters are within their ranges.
  public init(
    minimumCutoff: Float = 0.15, speedCoefficient: Float = 0.01, rateCutoff: Float = 0.2
  ) {
    precondition(
      minimumCutoff > 0 && minimumCutoff <= 100, "minimumCutoff must be within (0, 100] Hz")
    precondition(
      speedCoefficient >= 0 && speedCoefficient <= 100,
      "speedCoefficient must be within [0, 100] Hz per dB/s")
    precondition(rateCutoff > 0 && rateCutoff <= 100, "rateCutoff must be within (0, 100] Hz")
    self.minimumCutoff = minimumCutoff
    self.speedCoefficient = speedCoefficient
    self.rateCutoff = rateCutoff
  }

  public func begin(_ pathLoss: Float, at time: Instant) -> State {
    State(estimate: pathLoss, rate: 0, time: time)
  }

  public func update(_ state: inout State, with pathLoss: Float, at time: Instant) {
    let gap = time.seconds(since: state.time)
    guard gap > 0 else { return }
    let difference = pathLoss - state.estimate
    state.rate += Self.gain(rateCutoff, over: gap) * (difference / gap - state.rate)
    let cutoff = minimumCutoff + speedCoefficient * abs(state.rate)
    state.estimate += Self.gain(cutoff, over: gap) * difference
    state.time = time
  }

  public func estimate(_ state: State) -> Float { state.estimate }

  /// `dt / (τ + dt)` with the time constant of a cut-off, multiplied out to a single division.
  private static func gain(_ cutoff: Float, over gap: Float) -> Float {
    let turns = 2 * Float.pi * cutoff * gap
    return turns / (1 + turns)
  }
}
