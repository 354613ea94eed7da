/// How well what was known of one place agrees with the truth, as it was known at the time.
///
/// A *true visit* is an interval in which the truth is near, a *detected visit* one in which the
/// engine says near, from the moment at which it says so to the moment at which it takes it back;
/// nothing is back-dated. A detected visit can therefore come after the true one.
///
/// - **F1** weighs time: with the seconds in which both are near, only the engine, only the truth,
///   it is `2 · both / (2 · both + onlyDetected + onlyTrue)`.
/// - An **entry** of a true and of a detected visit belong together when the detected visit is the
///   first that overlaps the true one and the true one is the first that overlaps it; an **exit**
///   likewise with the last. The **delay** is the detected time minus the true one, negative when
///   the engine was early.
/// - A **false transition** is a detected entry or exit that belongs to no true one.
/// - A true visit is **missed** when no detected visit overlaps it.
/// - What is under way when the recording begins has no entry, and when it ends no exit: neither
///   delays nor false transitions come of it.
public struct Score: Equatable, Sendable {
  /// Seconds of the recording.
  public private(set) var length = 0.0
  /// Seconds in which both are near.
  public private(set) var both = 0.0
  /// Seconds in which only the engine says near.
  public private(set) var onlyDetected = 0.0
  /// Seconds in which only the truth is near.
  public private(set) var onlyTrue = 0.0
  /// Detected entries and exits that belong to no true one.
  public private(set) var falseTransitions = 0
  /// True entries and exits within the recording.
  public private(set) var transitions = 0
  /// Seconds, of each true entry to which a detected one belongs.
  public private(set) var entryDelays: [Double] = []
  /// Seconds, of each true exit to which a detected one belongs.
  public private(set) var exitDelays: [Double] = []
  /// True visits.
  public private(set) var visits = 0
  /// True visits that no detected visit overlaps.
  public private(set) var missed = 0

  /// The score of nothing.
  public init() {}

  /// Compares what was known of a place with the truth.
  ///
  /// - Parameters:
  ///   - truth: the true visits, in order, within the recording.
  ///   - detected: the detected visits, in order, within the recording.
  ///   - recording: from its first to its last look.
  public init(truth: [Interval], detected: [Interval], during recording: Interval) {
    length = recording.length
    both = truth.overlap(with: detected)
    onlyDetected = detected.length - both
    onlyTrue = truth.length - both
    visits = truth.count
    missed = truth.count { visit in !detected.contains { $0.overlap(with: visit) > 0 } }
    let entries = Transitions(
      truth: truth.map { $0.start > recording.start ? $0.start : nil },
      detected: detected.map { $0.start > recording.start ? $0.start : nil },
      partners: Self.partners(of: truth, among: detected, \.first),
      back: Self.partners(of: detected, among: truth, \.first))
    let exits = Transitions(
      truth: truth.map { $0.end < recording.end ? $0.end : nil },
      detected: detected.map { $0.end < recording.end ? $0.end : nil },
      partners: Self.partners(of: truth, among: detected, \.last),
      back: Self.partners(of: detected, among: truth, \.last))
    transitions = entries.count + exits.count
    falseTransitions = entries.unmatched + exits.unmatched
    entryDelays = entries.delays
    exitDelays = exits.delays
  }

  /// For each visit which of the others overlaps it: the first or the last.
  private static func partners(
    of visits: [Interval], among others: [Interval], _ which: KeyPath<[Int], Int?>
  ) -> [Int?] {
    visits.map { visit in
      others.indices.filter { others[$0].overlap(with: visit) > 0 }[keyPath: which]
    }
  }

  /// Adds another recording or place.
  public static func += (left: inout Score, right: Score) {
    left.length += right.length
    left.both += right.both
    left.onlyDetected += right.onlyDetected
    left.onlyTrue += right.onlyTrue
    left.falseTransitions += right.falseTransitions
    left.transitions += right.transitions
    left.entryDelays += right.entryDelays
    left.exitDelays += right.exitDelays
    left.visits += right.visits
    left.missed += right.missed
  }

  /// All scores together.
  public static func sum(_ scores: some Sequence<Score>) -> Score {
    scores.reduce(into: Score(), +=)
  }

  /// Seconds in which the truth is near.
  public var trueLength: Double { both + onlyTrue }

  /// 1 when every second is right, 0 when no second near is; nothing when nobody ever was near and
  /// the engine never said so.
  public var f1: Double? {
    let all = 2 * both + onlyDetected + onlyTrue
    return all > 0 ? 2 * both / all : nil
  }

  /// False transitions in an hour of one place.
  public var falseTransitionsPerHour: Double { Double(falseTransitions) / (length / 3600) }

  /// The share of the time in which only one of the two is near.
  public var error: Double { (onlyDetected + onlyTrue) / length }

  /// True entries and exits to which a detected one belongs.
  public var found: Int { entryDelays.count + exitDelays.count }
}

/// The entries, or the exits, of true and detected visits.
private struct Transitions {
  /// True ones within the recording.
  var count = 0
  /// Detected ones within the recording that belong to no true visit.
  var unmatched = 0
  var delays: [Double] = []

  /// - Parameters:
  ///   - truth: when; nothing when it was before the recording or is after it.
  ///   - detected: when; likewise.
  ///   - partners: for each true visit the detected one that may belong to it.
  ///   - back: for each detected visit the true one that may belong to it.
  init(truth: [Double?], detected: [Double?], partners: [Int?], back: [Int?]) {
    count = truth.count { $0 != nil }
    for index in detected.indices {
      guard let time = detected[index] else { continue }
      guard let visit = back[index], partners[visit] == index else {
        unmatched += 1
        continue
      }
      if let truly = truth[visit] { delays.append(time - truly) }
    }
  }
}
