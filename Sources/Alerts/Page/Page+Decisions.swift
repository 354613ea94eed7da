internal import Proximity

/// What was decided, kept so that it can be explained to the shopper.
extension Page {
  /// What was decided in the last 14 days, in the order in which it was: of each alert in a visit the
  /// last word. Of more than `PageLimits.decisions`, what was not sent longest ago is left out first.
  public var decisions: [Decision] { decided ?? [] }

  /// The same without those of visits that go on, which tell where the shopper is now.
  public var pastDecisions: [Decision] {
    decisions.filter { decision in !visits.contains { $0.number == decision.candidate.visit } }
  }

  /// The sends without those of visits that go on, which tell where the shopper is now.
  public var pastReservations: [Reservation] {
    reservations.filter { reservation in !visits.contains { $0.number == reservation.visit } }
  }

  /// Keeps a decision in place of an earlier one on the same alert in the same visit. Of whoever has
  /// taken everything back, nothing is noted.
  mutating func remember(_ decision: Decision) {
    guard consents.contains(where: \.isGiven) else { return }
    var kept = decisions
    let known = kept.firstIndex {
      $0.candidate.visit == decision.candidate.visit
        && $0.candidate.alert == decision.candidate.alert
    }
    if let known, kept[known].time == decision.time {
      kept[known] = decision
    } else {
      if let known { kept.remove(at: known) }
      if kept.count >= PageLimits.decisions {
        kept.remove(at: kept.firstIndex { $0.outcome != .send || $0.mode == .shadow } ?? 0)
      }
      kept.append(decision)
    }
    decided = kept
  }

  mutating func forgetDecisions(upTo horizon: LedgerTime) {
    guard decided?.contains(where: { $0.time <= horizon }) == true else { return }
    decided?.removeAll { $0.time <= horizon }
  }
}
