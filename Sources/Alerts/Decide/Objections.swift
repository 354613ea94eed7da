/// What the rules have to say against one candidate.
struct Objections {
  private var reason = Reason.allowed
  private var lift: Lift?

  /// When an objection goes away by itself.
  enum Lift {
    /// Then.
    case at(LedgerTime)
    /// At a time that nobody can tell yet.
    case someTime
    /// Only when somebody changes their mind, or the shopper moves.
    case never
  }

  /// Adds an objection; the first one stays the reason, the latest to go away sets the time.
  mutating func raise(_ objection: @autoclosure () -> Reason, lifts: Lift = .never) {
    guard let lift else {
      reason = objection()
      self.lift = lifts
      return
    }
    self.lift =
      switch (lift, lifts) {
      case (.never, _), (_, .never): .never
      case (.someTime, _), (_, .someTime): .someTime
      case (.at(let one), .at(let other)): .at(max(one, other))
      }
  }

  /// The decision they amount to.
  func decision(
    on candidate: Candidate, class: AlertClass, mode: Mode, at now: LedgerTime
  ) -> Decision {
    var retryAt: LedgerTime?
    if case .at(let time) = lift { retryAt = time }
    return Decision(
      candidate: candidate, outcome: outcome(for: `class`), mode: mode, reason: reason,
      retryAt: retryAt, time: now, reservation: nil, digest: nil)
  }

  /// A service alert waits for what passes by itself; a promotion would be stale by then.
  private func outcome(for class: AlertClass) -> Outcome {
    switch lift {
    case nil: .send
    case .never: .deny
    case .at, .someTime: `class` == .service && reason.isOfTiming ? .defer : .deny
    }
  }
}

extension Reason {
  /// Whether it is a matter of when, not of whether.
  fileprivate var isOfTiming: Bool {
    switch self {
    case .clockUntrusted, .quietHours, .gap, .cap: true
    default: false
    }
  }
}
