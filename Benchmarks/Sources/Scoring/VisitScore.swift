/// How well the visits that were told of agree with the true ones.
///
/// A true and a detected visit belong together when they overlap, each with one other at most: the
/// two that share the most time are paired first. Times are back-dated, as visits are told of.
public struct VisitScore: Equatable, Sendable {
  /// True visits.
  public private(set) var trueVisits = 0
  /// Detected visits.
  public private(set) var detectedVisits = 0
  /// Pairs of the two.
  public private(set) var pairs = 0
  /// True return visits.
  public private(set) var trueReturns = 0
  /// Detected return visits.
  public private(set) var detectedReturns = 0
  /// Pairs of return visits.
  public private(set) var returnPairs = 0
  /// Detected minus true dwell of each pair, in seconds.
  public private(set) var dwellErrors: [Double] = []
  /// True dwell of all pairs, in seconds.
  public private(set) var trueDwell = 0.0

  /// The score of nothing.
  public init() {}

  /// Compares the visits of one place, in order.
  ///
  /// - Complexity: O(n · m · log(n · m)).
  public init(truth: [Visit], detected: [Visit]) {
    trueVisits = truth.count
    detectedVisits = detected.count
    trueReturns = truth.count(where: \.isReturn)
    detectedReturns = detected.count(where: \.isReturn)
    for (truly, found) in Self.pairs(truth, detected) {
      pairs += 1
      if truly.isReturn && found.isReturn { returnPairs += 1 }
      dwellErrors.append(found.time.length - truly.time.length)
      trueDwell += truly.time.length
    }
  }

  private static func pairs(_ truth: [Visit], _ detected: [Visit]) -> [(Visit, Visit)] {
    var common: [(seconds: Double, truth: Int, detected: Int)] = []
    for (index, visit) in truth.enumerated() {
      for (other, found) in detected.enumerated() {
        let seconds = visit.time.overlap(with: found.time)
        if seconds > 0 { common.append((seconds, index, other)) }
      }
    }
    var isTaken = (
      Array(repeating: false, count: truth.count), [Bool](repeating: false, count: detected.count)
    )
    var found: [(Visit, Visit)] = []
    let ordered = common.sorted {
      ($1.seconds, $0.truth, $0.detected) < ($0.seconds, $1.truth, $1.detected)
    }
    for pair in ordered where !isTaken.0[pair.truth] && !isTaken.1[pair.detected] {
      isTaken.0[pair.truth] = true
      isTaken.1[pair.detected] = true
      found.append((truth[pair.truth], detected[pair.detected]))
    }
    return found
  }

  /// Adds another recording or place.
  public static func += (left: inout VisitScore, right: VisitScore) {
    left.trueVisits += right.trueVisits
    left.detectedVisits += right.detectedVisits
    left.pairs += right.pairs
    left.trueReturns += right.trueReturns
    left.detectedReturns += right.detectedReturns
    left.returnPairs += right.returnPairs
    left.dwellErrors += right.dwellErrors
    left.trueDwell += right.trueDwell
  }

  /// The share of detected visits that were one; nothing when none was detected.
  public var precision: Double? { share(pairs, of: detectedVisits) }
  /// The share of true visits that were detected; nothing when there was none.
  public var recall: Double? { share(pairs, of: trueVisits) }
  /// The harmonic mean of precision and recall; nothing when there is no visit at all.
  public var f1: Double? { share(2 * pairs, of: trueVisits + detectedVisits) }

  /// The share of detected return visits that were one; nothing when none was detected.
  public var returnPrecision: Double? { share(returnPairs, of: detectedReturns) }
  /// The share of true return visits that were detected as such; nothing when there was none.
  public var returnRecall: Double? { share(returnPairs, of: trueReturns) }
  /// The harmonic mean of the two; nothing when there is no return visit at all.
  public var returnF1: Double? { share(2 * returnPairs, of: trueReturns + detectedReturns) }

  /// By which share of their true dwell the detected visits are too long in sum; nothing when none
  /// was detected.
  public var dwellBias: Double? {
    trueDwell > 0 ? dwellErrors.reduce(0, +) / trueDwell : nil
  }

  private func share(_ part: Int, of all: Int) -> Double? {
    all > 0 ? Double(part) / Double(all) : nil
  }
}
