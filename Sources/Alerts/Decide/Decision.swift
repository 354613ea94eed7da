/// What became of a candidate, and why.
public struct Decision: Equatable, Sendable, Codable {
  /// The candidate.
  public var candidate: Candidate
  /// What became of it.
  public var outcome: Outcome
  /// Whether it is also done.
  public var mode: Mode
  /// Why: the first rule that spoke against it.
  public var reason: Reason
  /// When the last of the rules that spoke against it will have let go; none when one of them will
  /// not do so by itself.
  public var retryAt: LedgerTime?
  /// When it was decided.
  public var time: LedgerTime
  /// The number of the reservation, for an alert to be sent; set by `step`.
  public var reservation: Int?
  /// The reservation that pays for the slot, for an alert that shares its message with others; set by
  /// `step` for each of them.
  public var digest: Int?
}

/// What can become of a candidate.
public enum Outcome: String, Hashable, Sendable, Codable, CaseIterable {
  /// It is charged and to be delivered.
  case send
  /// It is not sent in this visit.
  case deny
  /// It is not sent now, and decided again while the shopper is there.
  case `defer`
}
