internal import Proximity

/// What a shopper says, and what follows from it at once.
///
/// Consents carry epochs, so that they may arrive late, twice or in any order: the latest epoch
/// holds, and of a giving and a withdrawal of the same epoch the withdrawal.
extension Page {
  /// The epoch of something that the shopper says here at a time: later than all that the page knows
  /// of, also when the clock has been set back since, or a machine without one has just started.
  public func epoch(at time: LedgerTime) -> Epoch {
    let known = max(consents.map(\.epoch.rawValue).max() ?? 0, withdrawn?.rawValue ?? 0)
    return Epoch(rawValue: max(UInt64(max(0, time.nanoseconds)), known == .max ? known : known + 1))
  }

  mutating func consent(
    to purpose: PurposeID, version: Int, _ epoch: Epoch, until: LedgerTime?
  ) {
    if let withdrawn, epoch <= withdrawn { return }
    keep(Consent(purpose: purpose, version: version, epoch: epoch, isGiven: true, until: until))
  }

  mutating func withdraw(_ purpose: PurposeID, _ epoch: Epoch) {
    if withdrawn.map({ epoch > $0 }) ?? true {
      keep(Consent(purpose: purpose, version: 0, epoch: epoch, isGiven: false))
    }
    forgetUnlessConsented()
  }

  /// Withdraws everything. The sends stay charged, so that withdrawing and consenting anew opens
  /// no cap; where the shopper is, what the shopper likes and what was decided is forgotten, as it is
  /// when the last purpose is withdrawn.
  mutating func withdrawAll(_ epoch: Epoch) {
    if let withdrawn, epoch <= withdrawn { return }
    withdrawn = epoch
    consents.removeAll { $0.epoch <= epoch }
    forgetUnlessConsented()
  }

  private mutating func forgetUnlessConsented() {
    guard !consents.contains(where: \.isGiven) else { return }
    visits = []
    interests = []
    preferences = preferences.withoutRanking
    decided = nil
  }

  mutating func declare(_ topic: TopicID) {
    guard !interests.contains(topic) else { return }
    if interests.count < PageLimits.interests { interests.append(topic) } else { refused &+= 1 }
  }

  mutating func undeclare(_ topic: TopicID) {
    interests.removeAll { $0 == topic }
    preferences = preferences.without(topic)
  }

  /// Leaves nothing but the fact that somebody was erased.
  mutating func erase() {
    self = Page(lot: 0)
    isErased = true
  }

  private mutating func keep(_ said: Consent) {
    if let index = consents.firstIndex(where: { $0.purpose == said.purpose }) {
      let known = consents[index].epoch
      if said.epoch > known || said.epoch == known && !said.isGiven { consents[index] = said }
    } else if consents.count < PageLimits.consents {
      consents.append(said)
    } else {
      refused &+= 1
    }
  }
}
