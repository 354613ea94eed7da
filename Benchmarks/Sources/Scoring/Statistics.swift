public import Simulation

extension [Double] {
  /// The value below which that share of the numbers lies, 0 to 1, between neighbours in
  /// proportion; nothing of no numbers.
  ///
  /// - Complexity: O(n log n).
  public func quantile(_ share: Double) -> Double? {
    guard !isEmpty else { return nil }
    let ordered = sorted()
    let position = Swift.max(0, Swift.min(1, share)) * Double(count - 1)
    let below = Int(position)
    let above = Swift.min(below + 1, count - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (position - Double(below))
  }

  /// The value in the middle; nothing of no numbers.
  public var median: Double? { quantile(0.5) }

  /// The mean; nothing of no numbers.
  public var mean: Double? { isEmpty ? nil : reduce(0, +) / Double(count) }
}

/// How far a figure may be chance.
///
/// The parts are drawn again and again with replacement; the range holds the middle nine tenths of
/// what the figure is then.
///
/// Source: B. Efron, "Bootstrap Methods: Another Look at the Jackknife", Ann. Statist. 7 (1979).
///
/// - Parameters:
///   - parts: what the figure is made of: a recording each, as what lies within one recording is not
///     independent.
///   - draws: how often to draw.
///   - generator: where chance comes from.
///   - figure: the figure of some parts.
/// - Returns: nothing when there are no parts or there is no figure of any draw.
public func bootstrap<Part>(
  _ parts: [Part], draws: Int = 2000, using generator: inout SplitMix64,
  _ figure: ([Part]) -> Double?
) -> ClosedRange<Double>? {
  guard !parts.isEmpty else { return nil }
  var figures: [Double] = []
  for _ in 0..<draws {
    let drawn = parts.indices.map { _ in Int.random(in: parts.indices, using: &generator) }
    if let figure = figure(drawn.map { parts[$0] }) { figures.append(figure) }
  }
  guard let low = figures.quantile(0.05), let high = figures.quantile(0.95) else { return nil }
  return low...high
}

/// The F1 of several scores together, without the rest of their sum.
public func f1(of scores: [Score]) -> Double? {
  var right = 0.0
  var all = 0.0
  for score in scores {
    right += 2 * score.both
    all += 2 * score.both + score.onlyDetected + score.onlyTrue
  }
  return all > 0 ? right / all : nil
}

/// By how much one F1 is above another, and how far that may be chance.
///
/// Both were scored on the same parts, and the same parts are drawn for both. If the range holds 0,
/// these recordings do not tell which is better.
///
/// - Parameters:
///   - scores: of the one, by part.
///   - others: of the other, by the same parts.
///   - draws: how often to draw.
///   - generator: where chance comes from.
/// - Returns: nothing when there are no parts or nobody ever was near.
/// - Precondition: both have the same parts.
public func differenceInF1(
  _ scores: [Score], _ others: [Score], draws: Int = 2000, using generator: inout SplitMix64
) -> ClosedRange<Double>? {
  precondition(scores.count == others.count, "both must be scored on the same parts")
  return bootstrap(Array(zip(scores, others)), draws: draws, using: &generator) { drawn in
    guard let one = f1(of: drawn.map(\.0)), let other = f1(of: drawn.map(\.1)) else { return nil }
    return one - other
  }
}
