/// A candidate that waits for others to be compared with.
struct Waiting: Equatable, Sendable, Codable {
  var candidate: Candidate
  /// Live and shadow alerts are compared apart, so that a trial changes nothing.
  var mode: Mode
  /// When the comparison is.
  var until: LedgerTime
}
