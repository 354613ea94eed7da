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
}

/// By how much one F1 is above another, and how far that may be chance.
///
/// Both were scored on the same parts (a receiver on a track). The parts are drawn again and again
/// with replacement, the same ones for both; the range holds the middle nine tenths of the
/// differences. If it holds 0, these recordings do not tell which is better.
///
/// Source: B. Efron, "Bootstrap Methods: Another Look at the Jackknife", Ann. Statist. 7 (1979).
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
  guard !scores.isEmpty else { return nil }
  var differences: [Double] = []
  for _ in 0..<draws {
    let drawn = scores.indices.map { _ in Int.random(in: scores.indices, using: &generator) }
    if let one = f1(of: scores, drawn), let other = f1(of: others, drawn) {
      differences.append(one - other)
    }
  }
  guard let low = differences.quantile(0.05), let high = differences.quantile(0.95) else {
    return nil
  }
  return low...high
}

private func f1(of scores: [Score], _ drawn: [Int]) -> Double? {
  var right = 0.0
  var all = 0.0
  for index in drawn {
    right += 2 * scores[index].both
    all += 2 * scores[index].both + scores[index].onlyDetected + scores[index].onlyTrue
  }
  return all > 0 ? right / all : nil
}
