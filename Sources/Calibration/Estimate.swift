/// A number that was found, and how far it may be off.
public struct Estimate: Equatable, Sendable {
  /// The likeliest value.
  public let value: Double
  /// The standard error: what this walk leaves open. Bodies and shelves elsewhere are not in it.
  public let standardError: Double

  /// Creates an estimate.
  public init(value: Double, standardError: Double) {
    self.value = value
    self.standardError = standardError
  }

  /// To either side of the value, what the true one lies within nine times in ten.
  public var margin: Double { 1.645 * standardError }
}

/// How far looks lie from a model, in dB.
public struct Scatter: Equatable, Sendable {
  /// The root of the mean square.
  public let rms: Double
  /// What half of the looks lie within.
  public let median: Double

  /// - Precondition: there are residuals.
  init(_ residuals: [Double]) {
    rms = (residuals.reduce(0) { $0 + $1 * $1 } / Double(residuals.count)).squareRoot()
    median = residuals.map(\.magnitude).sorted()[residuals.count / 2]
  }
}
