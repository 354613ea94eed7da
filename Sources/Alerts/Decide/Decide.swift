internal import Proximity

/// Decides whether a candidate may be sent.
///
/// Pure: the same arguments give the same decision, and nothing is charged. All rules are asked, in
/// the order of the functions below; the first that objects is the reason, and `retryAt` is the
/// latest time over all that object. A further rule can only add an objection, so it never turns a
/// denial into a send.
///
/// A moment before the latest one the page has seen counts as that one.
///
/// - Complexity: O(reservations × caps).
public func decide(
  _ candidate: Candidate, _ page: Page, _ moment: Moment, _ policy: Policy
) -> Decision {
  let now = max(moment.now, page.latest)
  var objections = Objections()
  if policy.isStopped { objections.raise(.stopped) }
  guard let position = policy.positions[candidate.alert] else {
    objections.raise(.unknownAlert)
    return objections.decision(on: candidate, class: .promotion, mode: .live, at: now)
  }
  let alert = policy.alerts[position]
  objections.examineConsent(candidate, alert, page, now, policy)
  objections.examineVisit(candidate, alert, page, now, policy)
  if alert.class != .safety {
    objections.examineClock(alert, now, isTrusted: moment.isTrusted, policy.quiet)
    objections.examineGap(alert, page, now, policy)
  }
  objections.examineCaps(alert, page, now, policy)
  if let opening = page.nextOpening(for: alert.mode, at: now) {
    objections.raise(.pageFull, lifts: .at(opening))
  }
  return objections.decision(on: candidate, class: alert.class, mode: alert.mode, at: now)
}

extension Objections {
  /// Policy ended → erased or withdrawn → consent and epoch → leave-me-alone.
  fileprivate mutating func examineConsent(
    _ candidate: Candidate, _ alert: AlertPolicy, _ page: Page, _ now: LedgerTime, _ policy: Policy
  ) {
    if let ends = alert.ends, now >= ends { raise(.ended(ends)) }
    if page.isErased { raise(.erased) }
    if let consent = page.consent(to: alert.purpose) {
      if !consent.isGiven { raise(.withdrawn) }
      if let purpose = policy.purpose(alert.purpose), consent.version < purpose.version {
        raise(.consentOutdated(given: consent.version, current: purpose.version))
      }
      if consent.epoch != candidate.epoch { raise(.consentChanged) }
    } else {
      raise(page.withdrawn == nil ? .notConsented : .withdrawn)
    }
    switch page.leaveMeAlone {
    case .until(let time) where now < time: raise(.leaveMeAlone, lifts: .at(time))
    case .always: raise(.leaveMeAlone)
    case .no, .until: break
    }
  }

  /// Still present → sensitive topic → declared interest → hold-out → warm-up → dwell → duplicate.
  fileprivate mutating func examineVisit(
    _ candidate: Candidate, _ alert: AlertPolicy, _ page: Page, _ now: LedgerTime, _ policy: Policy
  ) {
    let position = page.visits.firstIndex {
      $0.number == candidate.visit && $0.place == alert.trigger.place
    }
    let stay = position.flatMap { page.visits[$0].stay }
    let zone = position.map { page.visits[$0].zone } ?? .unknown
    if zone.rawValue < alert.trigger.zone.rawValue { raise(.notPresent) }
    if alert.trigger.returning, stay?.away == nil { raise(.notReturning) }
    if let topic = alert.topic, !page.interests.contains(topic) {
      let isSensitive = policy.topic(topic)?.isSensitive ?? false
      raise(isSensitive ? .sensitiveTopic : .notDeclaredInterest)
    }
    if alert.class == .promotion {
      if policy.holdOut.contains(page.lot) { raise(.holdOut) }
      let ordinal = stay?.ordinal ?? page.visitCount &+ 1
      if ordinal <= policy.warmUpVisits {
        raise(.warmUp(visit: ordinal, of: policy.warmUpVisits))
      }
    }
    if alert.class != .safety {
      let required = alert.trigger.dwell ?? .zero
      if stay == nil || (stay?.dwell ?? .zero) < required {
        raise(.dwellTooShort(dwell: stay?.dwell ?? .zero, required: required))
      }
    }
    if page.holds(alert, visit: candidate.visit) { raise(.duplicate) }
  }

  /// Clock trusted → quiet hours.
  fileprivate mutating func examineClock(
    _ alert: AlertPolicy, _ now: LedgerTime, isTrusted: Bool, _ quiet: QuietCalendar
  ) {
    if !isTrusted {
      if alert.class == .promotion || !quiet.isNever { raise(.clockUntrusted, lifts: .someTime) }
    } else if case .quiet(let end) = quiet.answer(at: now) {
      raise(.quietHours(until: end), lifts: end.map { .at($0) } ?? .someTime)
    }
  }

  /// The strictest of the venue's, the brand's and the shopper's minimum gap.
  fileprivate mutating func examineGap(
    _ alert: AlertPolicy, _ page: Page, _ now: LedgerTime, _ policy: Policy
  ) {
    guard let last = page.lastSend(seenBy: alert.mode) else { return }
    let required = max(policy.gap, alert.gap ?? .zero, page.preferences.gap ?? .zero)
    if now - last < required {
      raise(.gap(sinceLast: now - last, required: required), lifts: .at(last + required))
    }
  }

  /// Shopper and venue caps → brand cap → topic cap → channel cap; for safety, its own cap alone.
  fileprivate mutating func examineCaps(
    _ alert: AlertPolicy, _ page: Page, _ now: LedgerTime, _ policy: Policy
  ) {
    if alert.class == .safety {
      examine(policy.safetyCap, .safety, alert, page, now)
      return
    }
    for cap in page.preferences.caps { examine(cap, .shopper, alert, page, now) }
    for cap in policy.caps { examine(cap, .venue, alert, page, now) }
    for cap in alert.caps { examine(cap, .brand, alert, page, now) }
    if let topic = alert.topic.flatMap(policy.topic) {
      for cap in topic.caps { examine(cap, .topic, alert, page, now) }
    }
    if let channel = alert.channel.flatMap(policy.channel) {
      for cap in channel.caps { examine(cap, .channel, alert, page, now) }
    }
  }

  private mutating func examine(
    _ cap: Cap, _ scope: Reason.Scope, _ alert: AlertPolicy, _ page: Page, _ now: LedgerTime
  ) {
    let tally = page.tally(against: cap, scope, for: alert, at: now)
    guard tally.count >= cap.count else { return }
    raise(
      .cap(.init(scope: scope, limit: cap.count, count: tally.count, window: cap.per)),
      lifts: tally.opening.map { .at($0) } ?? .never)
  }
}
