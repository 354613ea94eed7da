import Proximity

extension SplitMix64 {
  /// A number from 0 up to but not including 1.
  public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number of a range.
  public mutating func uniform(in range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * uniform()
  }

  /// Whether something of that probability happens.
  public mutating func happens(_ probability: Double) -> Bool { uniform() < probability }

  /// Two independent numbers of the normal distribution with mean 0 and standard deviation 1.
  ///
  /// Source: G. Marsaglia, T. Bray, "A Convenient Method for Generating Normal Variables",
  /// SIAM Review 6 (1964).
  public mutating func gaussians() -> (Double, Double) {
    while true {
      let point = (uniform(in: -1...1), uniform(in: -1...1))
      let square = point.0 * point.0 + point.1 * point.1
      guard square > 0, square < 1 else { continue }
      let scale = (-2 * Elementary.logarithm(square) / square).squareRoot()
      return (point.0 * scale, point.1 * scale)
    }
  }

  /// A number of the normal distribution with mean 0 and standard deviation 1.
  public mutating func gaussian() -> Double { gaussians().0 }

  /// A number of the exponential distribution: the time to the next of events that are
  /// independent of each other.
  public mutating func exponential(mean: Double) -> Double {
    -mean * Elementary.logarithm(1 - uniform())
  }

  /// The power of a Rician fade relative to its mean, in dB, no less than -40.
  ///
  /// - Parameter factor: the Rice factor, the power of the direct path relative to that of all
  ///   reflections; 0 gives Rayleigh's fades, infinity none.
  public mutating func fade(riceFactor factor: Double) -> Double {
    guard factor.isFinite else { return 0 }
    let (inPhase, quadrature) = gaussians()
    let scatter = (0.5 / (factor + 1)).squareRoot()
    let real = (factor / (factor + 1)).squareRoot() + scatter * inPhase
    let imaginary = scatter * quadrature
    return 10 * Elementary.decimalLogarithm(max(1e-4, real * real + imaginary * imaginary))
  }

  /// A horizontal direction, all alike.
  mutating func heading() -> Heading {
    while true {
      let point = (uniform(in: -1...1), uniform(in: -1...1))
      if point.0 * point.0 + point.1 * point.1 <= 1,
        let heading = Heading(x: point.0, y: point.1)
      {
        return heading
      }
    }
  }
}
