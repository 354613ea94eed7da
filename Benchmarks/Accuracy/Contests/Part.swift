import Proximity
import Scoring
import Simulation

/// What somebody got on a recording.
struct Part: Equatable, Sendable {
  var near = Score()
  var visits = VisitScore()

  init() {}

  /// Compares what was made of a course with the truth.
  ///
  /// - Parameters:
  ///   - truth: by place, when somebody truly was near.
  ///   - unwatched: a place that is left out.
  init(
    _ detection: Detection, truth: [[Interval]], in course: Course, unwatched: Int? = nil
  ) {
    let recording = Interval(0, course.length)
    let known = Detection(near: truth, on: course.floor)
    for place in truth.indices where place != unwatched {
      near += Score(truth: truth[place], detected: detection.near[place], during: recording)
      visits += VisitScore(truth: known.visits[place], detected: detection.visits[place])
    }
  }

  static func += (left: inout Part, right: Part) {
    left.near += right.near
    left.visits += right.visits
  }

  static func sum(_ parts: some Sequence<Part>) -> Part { parts.reduce(into: Part(), +=) }

  /// The F1 of near of several parts.
  static func f1(_ parts: [Part]) -> Double? { Scoring.f1(of: parts.map(\.near)) }
}

/// What somebody got on all recordings of a kind.
struct Result: Sendable {
  var name: String
  /// By recording.
  var parts: [Part]
  /// Whether it is somebody else's.
  var isPeer = false

  var f1: Double? { Part.f1(parts) }

  /// How far the F1 may be chance. The same draws for everybody.
  var range: ClosedRange<Double>? {
    var generator = SplitMix64(seed: 1)
    return bootstrap(parts.map(\.near), using: &generator) { Scoring.f1(of: $0) }
  }
}

extension [Result] {
  /// The peer with the highest F1.
  var bestPeer: Result? {
    filter(\.isPeer).max { ($0.f1 ?? 0) < ($1.f1 ?? 0) }
  }

  /// By how much the first one is above the best peer, in words.
  var lead: String {
    var generator = SplitMix64(seed: 1)
    guard let first, let peer = bestPeer, let one = first.f1, let other = peer.f1,
      let range = differenceInF1(
        first.parts.map(\.near), peer.parts.map(\.near), using: &generator)
    else { return "" }
    return """
      F1 of `\(first.name)` above the best peer, \(peer.name): \((one - other).signedText(2)) \
      (\(range.lowerBound.signedText(2)) to \(range.upperBound.signedText(2))).
      """
  }
  /// How far the first one is from what its model could make of the recordings, in words.
  var room: String {
    guard let first, let bound = last(where: { $0.name == Self.bound }), let one = first.f1,
      let most = bound.f1
    else { return "" }
    return """
      `\(Self.bound)` is what the engine's model makes of the recordings when it knows the future, and \
      near is what is likelier than not: F1 \((most - one).signedText(2)) against `\(first.name)`.
      """
  }

  static let bound = "bound, offline"
}
