/// How likely a look is, by how much it is weaker or stronger than expected.
///
/// Student's t-distribution with a scatter of its own on either side, to the power of what the
/// look weighs after its gap. Tempering and heavy tails are what keeps a body in the way, which
/// shadows several looks and several receivers alike, from passing for distance.
///
/// Source: K. L. Lange, R. J. A. Little, J. M. G. Taylor, "Robust Statistical Modeling Using the t
/// Distribution", JASA 84 (1989).
struct Emission: Sendable {
  private let weaker: Double
  private let stronger: Double
  private let freedom: Double
  private let shadow: Double

  init(_ rules: BeliefRules) {
    weaker = Double(rules.weakerScatter)
    stronger = Double(rules.strongerScatter)
    freedom = Double(rules.degreesOfFreedom)
    shadow = Double(rules.shadow.inNanoseconds) * 1e-9
  }

  /// What a look after that gap weighs, 0 to 1.
  func weight(after gap: Int) -> Double {
    let seconds = Gap.seconds(gap)
    return seconds / (shadow + seconds)
  }

  /// The likelihood of a look with so many dB more path loss than expected, 1 at most.
  func likelihood(of excess: Double, after gap: Int) -> Double {
    let deviation = excess / (excess > 0 ? weaker : stronger)
    let power = 0.5 * (freedom + 1) * weight(after: gap)
    return Elementary.decay(power * Elementary.logarithm(1 + deviation * deviation / freedom))
  }
}
