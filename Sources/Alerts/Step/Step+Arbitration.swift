internal import Proximity

extension Step {
  /// Puts an alert whose trigger holds among those that wait for one another, once in a visit.
  mutating func collect(
    _ rule: AlertRule, inVisit index: Int, _ moment: Moment, _ policy: Policy
  ) {
    let alert = rule.alert
    let number = page.visits[index].number
    let isKnown =
      page.visits[index].verdicts.contains { $0.alert == alert.id }
      || page.waiting.contains { $0.candidate.alert == alert.id && $0.candidate.visit == number }
    guard !isKnown else { return }
    guard page.visits[index].verdicts.count < PageLimits.verdicts,
      page.waiting.count < PageLimits.waiting
    else {
      page.refused &+= 1
      return
    }
    let until = page.waiting.first { $0.mode == alert.mode && $0.until > moment.now }?.until
    page.waiting.append(
      Waiting(
        candidate: Candidate(alert, visit: number, epoch: page.consent(to: alert.purpose)?.epoch),
        mode: alert.mode, until: until ?? moment.now + policy.arbitration.window))
  }

  /// Decides what has waited long enough, live alerts first. When nothing is consented to any more
  /// nothing waits: where the shopper was is to be forgotten.
  mutating func arbitrate(_ moment: Moment, _ policy: Policy) {
    guard !page.waiting.isEmpty else { return }
    let isOver = !page.consents.contains(where: \.isGiven)
    for mode in Mode.allCases {
      let isDue: (Waiting) -> Bool = { $0.mode == mode && (isOver || $0.until <= moment.now) }
      let batch = page.waiting.filter(isDue).map(\.candidate)
      page.waiting.removeAll(where: isDue)
      decide(batch, mode, moment, policy)
    }
    if let next = page.waiting.map(\.until).min() { deadline = min(deadline ?? next, next) }
  }

  /// Decides candidates that want the same slot, one after the other: after each of them the next
  /// one is found anew, because it changes which brand was granted least recently.
  private mutating func decide(
    _ candidates: [Candidate], _ mode: Mode, _ moment: Moment, _ policy: Policy
  ) {
    var left = candidates
    var digest: Digest?
    while let best = first(of: left, mode, moment, policy) {
      let candidate = left.remove(at: best)
      let alert = policy.alert(candidate.alert)
      if let shared = digest, let alert, shared.admits(alert) {
        let decision = Alerts.decide(
          candidate, page.sharing(shared.reservation), moment, policy)
        if decision.outcome == .send {
          digest?.brands.append(alert.brand)
          settle(decision, moment, policy, joining: shared.reservation)
          decisions[shared.position].digest = shared.reservation
          page.remember(decisions[shared.position])
          continue
        }
      }
      settle(Alerts.decide(candidate, page, moment, policy), moment, policy)
      if policy.allowsDigests, digest == nil, let alert {
        digest = Digest(of: decisions, led: alert)
      }
    }
  }
}

extension Step {
  /// Which of the candidates is first.
  private func first(
    of candidates: [Candidate], _ mode: Mode, _ moment: Moment, _ policy: Policy
  ) -> Int? {
    let standings = candidates.map { page.standing(of: $0, mode, at: moment.now, policy) }
    return standings.indices.min { standings[$0] < standings[$1] }
  }
}

/// A message that several alerts share.
private struct Digest {
  /// The reservation that pays for it.
  let reservation: Int
  /// Where among the decisions that alert is.
  let position: Int
  let channel: ChannelID?
  var brands: [BrandID]

  /// The message of the alert that has just been decided; nothing if it is not sent.
  init?(of decisions: [Decision], led alert: AlertPolicy) {
    guard let reservation = decisions.last?.reservation else { return nil }
    self.reservation = reservation
    position = decisions.count - 1
    channel = alert.channel
    brands = [alert.brand]
  }

  func admits(_ alert: AlertPolicy) -> Bool {
    brands.count < PageLimits.digestBrands && !brands.contains(alert.brand)
      && channel == alert.channel
  }
}
