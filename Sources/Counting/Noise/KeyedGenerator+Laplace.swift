/// Noise without floating point, whose rounding would tell counts apart (Mironov, CCS 2012).
///
/// Source: Canonne, Kamath, Steinke, "The Discrete Gaussian for Differential Privacy", NeurIPS 2020,
/// algorithms 1 and 2.
extension KeyedGenerator {
  /// A number from the discrete Laplace distribution: each is less likely than its neighbour nearer
  /// to 0 by the factor e^(-1 / scale), exactly.
  ///
  /// - Complexity: some 10 draws on average, whatever the scale.
  mutating func laplace(scale: UInt64) -> Int {
    while true {
      let rest = number(below: scale)
      guard accept(rest, over: scale) else { continue }
      var laps: UInt64 = 0
      while accept(1, over: 1) { laps += 1 }
      let size = Int(rest + scale * laps)
      let isNegative = number(below: 2) == 1
      // 0 has no sign, so one of its two ways is left out.
      if !(isNegative && size == 0) { return isNegative ? -size : size }
    }
  }

  /// Whether a draw succeeds that does so with the probability e^(-top / bottom), exactly; `top` is
  /// at most `bottom`.
  private mutating func accept(_ top: UInt64, over bottom: UInt64) -> Bool {
    var steps: UInt64 = 1
    while number(below: bottom * steps) < top { steps += 1 }
    return steps % 2 == 1
  }
}
