/// What an event led to: the page as it is now, what was decided, and when to look again.
///
/// The page must be durable before any of the decisions is acted upon.
public struct Step: Equatable, Sendable {
  /// The page as it is now.
  public var page: Page
  /// What was decided, in the order in which it was: one decision per visit, alert and outcome.
  public var decisions: [Decision] = []
  /// When a deferred alert is to be looked at again, or those that wait for one another are to be
  /// decided, with the event `time`; none if nothing waits for a time.
  public var deadline: LedgerTime?
}

/// Takes an event into a shopper's page, decides what has become due by it, and charges what is to
/// be sent.
///
/// Pure: the same arguments give the same step. Every alert policy whose trigger holds is decided,
/// in the order of the policies, once for the visit; one that was deferred is decided again at each
/// event until it is sent or denied, or the visit ends. Promotions of brands that compete wait for
/// one another first, as the policy's `Arbitration` says; one that is not acceptable any more by
/// then, because the shopper has gone or has had something else, is denied with that reason.
///
/// - Complexity: O(alerts × visits + due alerts × reservations × caps), and O(n² × reservations) for
///   n alerts that have waited for one another.
public func step(_ page: Page, _ event: Event, _ moment: Moment, _ policy: Policy) -> Step {
  var step = Step(page: page)
  guard !page.isErased else { return step }
  let now = max(moment.now, page.latest)
  step.page.latest = now
  // A clock that is ahead would forget sends that still count.
  if moment.isTrusted { step.page.forget(at: now) }
  step.page.apply(event, at: now)
  let moment = Moment(
    now: now, isTrusted: moment.isTrusted, minuteOfDay: moment.minuteOfDay)
  for rule in policy.rules {
    for index in step.page.visits.indices where step.page.visits[index].triggers(rule) {
      if rule.waits {
        step.collect(rule, inVisit: index, moment, policy)
      } else {
        step.consider(rule, inVisit: index, moment, policy)
      }
    }
  }
  step.arbitrate(moment, policy)
  return step
}

extension Step {
  fileprivate mutating func consider(
    _ rule: AlertRule, inVisit index: Int, _ moment: Moment, _ policy: Policy
  ) {
    let alert = rule.alert
    let verdict = page.visits[index].verdicts.firstIndex { $0.alert == alert.id }
    if let verdict, page.visits[index].verdicts[verdict].outcome != .defer { return }
    if verdict == nil, page.visits[index].verdicts.count >= PageLimits.verdicts {
      page.refused &+= 1
      return
    }
    let candidate = Candidate(
      alert, visit: page.visits[index].number, epoch: page.consent(to: alert.purpose)?.epoch)
    settle(decide(candidate, page, moment, policy), moment, policy)
  }

  /// Charges what is to be sent, and notes what has been decided: once for each outcome.
  mutating func settle(
    _ decision: Decision, _ moment: Moment, _ policy: Policy, joining digest: Int? = nil
  ) {
    var decision = decision
    let candidate = decision.candidate
    decision.digest = digest
    if decision.outcome == .send, let epoch = candidate.epoch,
      let alert = policy.alert(candidate.alert)
    {
      decision.reservation = page.reserve(
        alert, visit: candidate.visit, epoch: epoch, at: moment.now, joining: digest)
    }
    if decision.outcome == .defer, let retryAt = decision.retryAt {
      deadline = min(deadline ?? retryAt, retryAt)
    }
    if let index = page.visits.firstIndex(where: { $0.number == candidate.visit }) {
      let known = page.visits[index].verdicts.firstIndex { $0.alert == candidate.alert }
      if let known {
        guard decision.outcome != .defer else { return }
        page.visits[index].verdicts[known].outcome = decision.outcome
      } else {
        page.visits[index].verdicts.append(
          .init(alert: candidate.alert, outcome: decision.outcome))
      }
    }
    page.remember(decision)
    decisions.append(decision)
  }
}
