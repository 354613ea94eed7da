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
  guard let rule = policy.rule(candidate.alert) else {
    objections.raise(.unknownAlert)
    return objections.decision(on: candidate, class: .promotion, mode: .live, at: now)
  }
  let `class` = rule.alert.class
  let mode = rule.alert.mode
  objections.examinePolicy(rule, policy, now)
  objections.examineConsent(candidate, rule, page, now)
  objections.examineLeaveMeAlone(page, now)
  objections.examineVisit(candidate, rule, page, policy)
  if `class` != .safety {
    objections.examineClock(rule.alert, moment, page, now, policy.quiet)
    objections.examineGap(rule, page, now)
  }
  objections.examineCaps(rule, page, now, policy)
  if let opening = page.nextOpening(for: mode, at: now) {
    objections.raise(.pageFull, lifts: .at(opening))
  }
  return objections.decision(on: candidate, class: `class`, mode: mode, at: now)
}

extension Objections {
  /// Policy ended, or stopped by a complaint.
  fileprivate mutating func examinePolicy(_ rule: AlertRule, _ policy: Policy, _ now: LedgerTime) {
    if let ends = rule.alert.ends, now >= ends { raise(.ended(ends)) }
    if rule.alert.isPilot, policy.stoppedPilots.contains(rule.alert.id) { raise(.pilotStopped) }
  }

  /// Erased or withdrawn → consent and epoch.
  fileprivate mutating func examineConsent(
    _ candidate: Candidate, _ rule: AlertRule, _ page: Page, _ now: LedgerTime
  ) {
    if page.isErased { raise(.erased) }
    if let index = page.consents.firstIndex(where: { $0.purpose == rule.alert.purpose }) {
      if !page.consents[index].isGiven { raise(.withdrawn) }
      let version = page.consents[index].version
      if version < rule.version {
        raise(.consentOutdated(given: version, current: rule.version))
      }
      if let until = page.consents[index].until, now >= until { raise(.consentExpired(until)) }
      if page.consents[index].epoch != candidate.epoch { raise(.consentChanged) }
    } else {
      raise(page.withdrawn == nil ? .notConsented : .withdrawn)
    }
  }

  fileprivate mutating func examineLeaveMeAlone(_ page: Page, _ now: LedgerTime) {
    switch page.leaveMeAlone {
    case .until(let time) where now < time: raise(.leaveMeAlone, lifts: .at(time))
    case .always: raise(.leaveMeAlone)
    case .no, .until: break
    }
  }

  /// Still present → sensitive topic → declared interest → minors and staff → hold-out → warm-up →
  /// dwell → duplicate.
  fileprivate mutating func examineVisit(
    _ candidate: Candidate, _ rule: AlertRule, _ page: Page, _ policy: Policy
  ) {
    let index = page.visits.firstIndex {
      $0.number == candidate.visit && $0.place == rule.alert.trigger.place
    }
    let stay = index.flatMap { page.visits[$0].stay }
    let zone = index.map { page.visits[$0].zone } ?? .unknown
    if zone.rawValue < rule.alert.trigger.zone.rawValue { raise(.notPresent) }
    if rule.alert.trigger.returning, stay?.away == nil { raise(.notReturning) }
    if let topic = rule.alert.topic, !page.interests.contains(topic) {
      raise(rule.isSensitive ? .sensitiveTopic : .notDeclaredInterest)
    }
    if rule.alert.class == .promotion {
      if page.isMinor { raise(.minor) }
      if page.isStaff { raise(.staff) }
      if policy.holdOut.contains(page.lot) { raise(.holdOut) }
      let ordinal = stay?.ordinal ?? page.visitCount &+ 1
      if ordinal <= policy.warmUpVisits {
        raise(.warmUp(visit: ordinal, of: policy.warmUpVisits))
      }
    }
    if rule.alert.class != .safety {
      let required = rule.alert.trigger.dwell ?? .zero
      if stay == nil || (stay?.dwell ?? .zero) < required {
        raise(.dwellTooShort(dwell: stay?.dwell ?? .zero, required: required))
      }
    }
    if page.holds(rule, visit: candidate.visit) { raise(.duplicate) }
  }

  /// Clock trusted → quiet hours, the venue's and the shopper's own.
  fileprivate mutating func examineClock(
    _ alert: AlertPolicy, _ moment: Moment, _ page: Page, _ now: LedgerTime, _ quiet: QuietCalendar
  ) {
    let own = page.preferences.quiet
    guard moment.isTrusted else {
      // Who does not know the time cannot know that it is not quiet, nor that a consent still holds.
      if alert.class == .promotion || !quiet.isNever || !own.isEmpty
        || page.consent(to: alert.purpose)?.until != nil
      {
        raise(.clockUntrusted, lifts: .someTime)
      }
      return
    }
    if case .quiet(let end) = quiet.answer(at: now) {
      raise(.quietHours(until: end), lifts: end.map { .at($0) } ?? .someTime)
    }
    guard !own.isEmpty else { return }
    // Who does not know the time of the day cannot know that it is not the shopper's quiet hours.
    guard let minute = moment.minuteOfDay else {
      raise(.quietHours(until: nil), lifts: .someTime)
      return
    }
    let passed = (now - moment.now).inNanoseconds / 60_000_000_000
    let minuteNow = Int((Int64(minute) + passed) % 1440)
    guard let rest = own.compactMap({ $0.rest(at: minuteNow) }).max() else { return }
    let end = now + .seconds(60 * rest)
    raise(.quietHours(until: end), lifts: .at(end))
  }

  /// The longest of the venue's, the brand's and the shopper's minimum gap.
  fileprivate mutating func examineGap(
    _ rule: AlertRule, _ page: Page, _ now: LedgerTime
  ) {
    guard let last = page.lastSend(seenBy: rule.alert.mode) else { return }
    let required = max(rule.gap, page.preferences.gap ?? .zero)
    if now - last < required {
      raise(.gap(sinceLast: now - last, required: required), lifts: .at(last + required))
    }
  }

  /// Shopper and venue caps, with fatigue → brand cap → topic cap → channel cap; for safety, its own
  /// cap alone.
  fileprivate mutating func examineCaps(
    _ rule: AlertRule, _ page: Page, _ now: LedgerTime, _ policy: Policy
  ) {
    if rule.alert.class == .safety {
      examine(policy.safetyCap, .safety, rule, page, now)
      return
    }
    for cap in page.preferences.caps { examine(cap, .shopper, rule, page, now) }
    for cap in policy.caps { examine(cap, .venue, rule, page, now) }
    if !page.setbacks.isEmpty {
      for cap in page.preferences.caps { examineLowered(cap, rule, page, now) }
      for cap in policy.caps { examineLowered(cap, rule, page, now) }
    }
    for cap in rule.alert.caps { examine(cap, .brand, rule, page, now) }
    for cap in rule.topicCaps { examine(cap, .topic, rule, page, now) }
    for cap in rule.channelCaps { examine(cap, .channel, rule, page, now) }
  }

  @inline(never)
  private mutating func examineLowered(
    _ cap: Cap, _ rule: AlertRule, _ page: Page, _ now: LedgerTime
  ) {
    guard let lowered = page.lowered(cap, at: now) else { return }
    let count = page.slots(within: cap, for: rule.alert.mode, at: now)
    guard count >= lowered.count else { return }
    let opening = page.opening(of: cap, for: rule.alert.mode, after: now)
    raise(
      .cap(.init(scope: .fatigue, limit: lowered.count, count: count, window: cap.per)),
      lifts: opening.map { .at($0) } ?? .never)
  }

  @inline(__always)
  private mutating func examine(
    _ cap: Cap, _ scope: Reason.Scope, _ rule: AlertRule, _ page: Page, _ now: LedgerTime
  ) {
    let tally = page.tally(against: cap, scope, for: rule, at: now)
    guard tally.count >= cap.count else { return }
    raise(
      .cap(.init(scope: scope, limit: cap.count, count: tally.count, window: cap.per)),
      lifts: tally.opening.map { .at($0) } ?? .never)
  }
}
