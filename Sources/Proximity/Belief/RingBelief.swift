/// How likely a beacon is in each ring around one receiver: the standard smoother.
///
/// A recursive Bayes filter. Between looks the belief spreads out as people stroll; a look then
/// weighs every ring by how likely it makes that look. What the engine asks of it is not a
/// distance but how likely the beacon is within a radius, which is high only when the looks leave
/// little else: one strong look is not enough, and neither is one weak look to the contrary.
///
/// The spread and the likelihoods are worked out for every octave of gaps and every decibel when it
/// is created: a look costs one product of a vector with a 16 × 16 matrix and one of two vectors.
///
/// Source: R. S. Bucy, K. D. Senne, "Digital Synthesis of Non-linear Filters", Automatica 7 (1971).
public struct RingBelief: Smoother {
  /// What is believed of one track.
  public struct State: BitwiseCopyable, Sendable, Equatable {
    var rings: RingVector
    /// The last look.
    var time: Instant
    /// The smoothed path loss, by which places of a group are compared, in dB.
    var level: Float
  }

  /// Path losses beyond these are taken for them, in dB.
  private static var lowestLoss: Float { -12 }
  private static var highestLoss: Float { 80 }
  private static let assumedGap = Gap.index(2_000_000_000)

  private let transitions: [SIMD16<Float>]
  private let likelihoods: [SIMD16<Float>]
  /// What the doubt adds to every ring.
  private let doubts = RingGeometry.shareOfArea * Self.doubt
  private let level = EWMA()

  /// Somebody may always be where nothing speaks for it, or no look could correct an error.
  private static var doubt: Float { 1e-4 }

  /// Creates a belief for a site.
  ///
  /// - Parameters:
  ///   - exponent: of the path loss, as the floor has it.
  ///   - rules: what is taken for granted.
  public init(exponent: Float = Floor.defaultExponent, rules: BeliefRules = BeliefRules()) {
    transitions = RingGeometry.transitions(spread: Double(rules.spread))
    likelihoods = Self.likelihoods(exponent: Double(exponent), rules)
  }

  /// By gap, then by path loss, how likely it makes each ring.
  private static func likelihoods(exponent: Double, _ rules: BeliefRules) -> [SIMD16<Float>] {
    let emission = Emission(rules)
    let height = Double(rules.height)
    let expected = RingGeometry.distances.map { distance in
      Elementary.pathLoss(
        at: (distance * distance + height * height).squareRoot(), exponent: exponent)
    }
    var vectors: [SIMD16<Float>] = []
    for gap in 0..<Gap.count {
      for loss in stride(from: lowestLoss, through: highestLoss, by: 1) {
        // A look stronger than the innermost ring's speaks for it no less than one of its own.
        let loss = max(Double(loss), expected[0])
        var vector = SIMD16<Float>()
        for ring in expected.indices {
          vector[ring] = Float(emission.likelihood(of: loss - expected[ring], after: gap))
        }
        vectors.append(vector)
      }
    }
    return vectors
  }

  @inline(__always)
  private func likelihood(of pathLoss: Float, after gap: Int) -> SIMD16<Float> {
    // Rounds by cutting off, which a positive number can be: `rounded()` is a call.
    let (lowest, highest) = (Self.lowestLoss, Self.highestLoss)
    let nearest = Int(pathLoss.lowered(to: highest).raised(to: lowest) - lowest + 0.5)
    return likelihoods[gap &* Int(highest - lowest + 1) &+ nearest]
  }

  public func begin(_ pathLoss: Float, at time: Instant) -> State {
    let rings = RingGeometry.shareOfArea * likelihood(of: pathLoss, after: Self.assumedGap)
    return State(rings: normalized(rings), time: time, level: pathLoss)
  }

  @inline(__always)
  private func normalized(_ rings: SIMD16<Float>) -> RingVector {
    let whole = rings.whole
    guard whole > 1e-30 else { return RingVector(RingGeometry.shareOfArea) }
    return RingVector(rings * ((1 - Self.doubt) / whole) + doubts)
  }

  @inline(__always)
  public func update(_ state: inout State, with pathLoss: Float, at time: Instant) {
    let elapsed = max(0, time.nanoseconds &- state.time.nanoseconds)
    let gap = Gap.index(elapsed)
    let row = gap * RingGeometry.count
    let rows = transitions.span.extracting(row..<row + RingGeometry.count)
    var rings = SIMD16<Float>()
    for quarter in 0..<4 {
      let before = state.rings.quarters[quarter]
      rings += rows[4 * quarter] * before[0] + rows[4 * quarter + 1] * before[1]
      rings += rows[4 * quarter + 2] * before[2] + rows[4 * quarter + 3] * before[3]
    }
    rings *= likelihood(of: pathLoss, after: gap)
    state.rings = normalized(rings)
    state.level += level.step(from: state.level, to: pathLoss, after: Float(elapsed) * 1e-9)
    state.time = time
  }

  public func estimate(_ state: State) -> Float { state.level }

  /// The zone that the rings within the radius speak for, by `rules.belief.enterAlone` to enter and
  /// `rules.belief.leave` to leave.
  @inline(__always)
  public func zone(
    _ state: State, of reach: Reach, now standing: Standing, by thresholds: ZoneThresholds
  ) -> Zone {
    thresholds.zone(
      near: state.rings.sum(weighing: reach.nearRings),
      immediate: (state.rings.quarters[0] * reach.immediateRings).whole,
      enter: thresholds.enterAlone, now: standing)
  }
}

extension RingBelief {
  /// How much of the belief is on rings within the radius, 0 to 1.
  public func likelihood(_ state: State, within reach: Reach) -> Float? {
    state.rings.sum(weighing: reach.nearRings)
  }
}
