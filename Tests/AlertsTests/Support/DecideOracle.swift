import Alerts
import Proximity

/// All the rules once more, slow and obvious, in the order in which they are laid down: every rule
/// is asked, and each says when it will let go.
struct DecideOracle {
  var terms: Terms
  var page: Page
  var reactions: Reactions
  var isTrusted: Bool

  /// When a rule that objects will have let go by itself.
  enum Lift: Equatable {
    case at(LedgerTime), sometime, never
  }

  /// What a decision must come to.
  struct Finding: Equatable {
    var code: Reason.Code
    var outcome: Outcome
    var retryAt: LedgerTime?
  }

  private typealias Objection = (code: Reason.Code, lift: Lift)

  func finding(on candidate: Candidate, at asked: LedgerTime) -> Finding {
    let now = max(asked, page.latest)
    let objections = objections(to: candidate, at: now)
    guard let first = objections.first else { return Finding(code: .allowed, outcome: .send) }
    var times: [LedgerTime] = []
    for case .at(let time) in objections.map(\.lift) { times.append(time) }
    let passes = !objections.contains { $0.lift == .never }
    let timing: [Reason.Code] = [
      .clockUntrusted, .quietHours, .gap, .shopperCap, .venueCap, .fatigueCap, .brandCap, .topicCap,
      .channelCap,
    ]
    let isService = terms.alerts.first { $0.id == candidate.alert }?.class == .service
    return Finding(
      code: first.code,
      outcome: isService && passes && timing.contains(first.code) ? .defer : .deny,
      retryAt: times.count == objections.count ? times.max() : nil)
  }

  private func objections(to candidate: Candidate, at now: LedgerTime) -> [Objection] {
    var all: [Objection] = []
    func no(_ code: Reason.Code, _ lift: Lift = .never) { all.append((code, lift)) }
    if terms.isStopped { no(.stopped) }
    guard let alert = terms.alerts.first(where: { $0.id == candidate.alert }) else {
      no(.unknownAlert)
      return all
    }
    if let ends = alert.ends, ends <= now { no(.ended) }
    if alert.isPilot && terms.stoppedPilots.contains(alert.id) { no(.pilotStopped) }
    if page.isErased { no(.erased) }
    all += consent(candidate, alert, at: now).map { ($0, .never) }
    if page.leaveMeAlone == .always { no(.leaveMeAlone) }
    if case .until(let end) = page.leaveMeAlone, end > now { no(.leaveMeAlone, .at(end)) }
    all += presence(candidate, alert).map { ($0, .never) }
    if alert.class != .safety {
      all += quiet(alert, at: now)
      let last = slots(for: alert).map(\.time).max()
      let gap = max(terms.gap, alert.gap ?? .zero, page.preferences.gap ?? .zero)
      if let last, now - last < gap { no(.gap, .at(last + gap)) }
    }
    all += caps(alert, at: now)
    let same = page.reservations.filter { $0.mode == alert.mode }.map(\.time)
    let recent = same.filter { now - $0 < .days(14) }.sorted(by: >)
    if recent.count >= 128 { no(.pageFull, .at(recent[127] + .days(14))) }
    return all
  }

  private func consent(
    _ candidate: Candidate, _ alert: AlertPolicy, at now: LedgerTime
  ) -> [Reason.Code] {
    guard let said = page.consents.first(where: { $0.purpose == alert.purpose }) else {
      return [page.withdrawn == nil ? .notConsented : .withdrawn]
    }
    var codes: [Reason.Code] = []
    if !said.isGiven { codes.append(.withdrawn) }
    let current = terms.purposes.first { $0.id == alert.purpose }?.version ?? 1
    if said.version < current { codes.append(.consentOutdated) }
    if let until = said.until, until <= now { codes.append(.consentExpired) }
    if said.epoch != candidate.epoch { codes.append(.consentChanged) }
    return codes
  }

  private func presence(_ candidate: Candidate, _ alert: AlertPolicy) -> [Reason.Code] {
    var codes: [Reason.Code] = []
    let visit = page.visits.first {
      $0.number == candidate.visit && $0.place == alert.trigger.place
    }
    let closeness: [Zone] = [.unknown, .far, .near, .immediate]
    func rank(_ zone: Zone) -> Int { closeness.firstIndex(of: zone) ?? 0 }
    if rank(visit?.zone ?? .unknown) < rank(alert.trigger.zone) { codes.append(.notPresent) }
    if alert.trigger.returning && visit?.stay?.away == nil { codes.append(.notReturning) }
    if let topic = alert.topic, !page.interests.contains(topic) {
      let isSensitive = terms.topics.contains { $0.id == topic && $0.isSensitive }
      codes.append(isSensitive ? .sensitiveTopic : .notDeclaredInterest)
    }
    if alert.class == .promotion {
      if page.isMinor { codes.append(.minor) }
      if page.isStaff { codes.append(.staff) }
      if terms.holdOut.share == 10_000 { codes.append(.holdOut) }
      if visit?.stay?.ordinal ?? page.visitCount + 1 <= terms.warmUpVisits { codes.append(.warmUp) }
    }
    if alert.class != .safety {
      if visit?.stay == nil || (visit?.stay?.dwell ?? .zero) < (alert.trigger.dwell ?? .zero) {
        codes.append(.dwellTooShort)
      }
    }
    let sent = seen(by: alert).contains { $0.alert == alert.id && $0.visit == candidate.visit }
    if sent { codes.append(.duplicate) }
    return codes
  }

  private func quiet(_ alert: AlertPolicy, at now: LedgerTime) -> [Objection] {
    if !isTrusted {
      let mayBeQuiet = terms.quiet != .never
      let mayHaveRunOut = page.consents.contains { $0.purpose == alert.purpose && $0.until != nil }
      return alert.class == .promotion || mayBeQuiet || mayHaveRunOut
        ? [(.clockUntrusted, .sometime)] : []
    }
    guard let night = terms.quiet.intervals.first(where: { $0.contains(now) }) else { return [] }
    return [(.quietHours, .at(night.upperBound))]
  }

  private func caps(_ alert: AlertPolicy, at now: LedgerTime) -> [Objection] {
    let alerts = seen(by: alert)
    if alert.class == .safety {
      return reached([terms.safetyCap], alerts.filter { $0.class == .safety }, .safetyCap, now)
    }
    let slots = slots(for: alert)
    var all = reached(page.preferences.caps, slots, .shopperCap, now)
    all += reached(terms.caps, slots, .venueCap, now)
    all += (page.preferences.caps + terms.caps).compactMap { lowered($0, slots, at: now) }
    all += reached(alert.caps, alerts.filter { $0.brand == alert.brand }, .brandCap, now)
    let topicCaps = terms.topics.first { $0.id == alert.topic }?.caps ?? []
    all += reached(topicCaps, alerts.filter { $0.topic == alert.topic }, .topicCap, now)
    let channelCaps = terms.channels.first { $0.id == alert.channel }?.caps ?? []
    all += reached(channelCaps, slots.filter { $0.channel == alert.channel }, .channelCap, now)
    return all
  }

  private func reached(
    _ caps: [Cap], _ sends: [Reservation], _ code: Reason.Code, _ now: LedgerTime
  ) -> [Objection] {
    caps.compactMap { cap in
      func count(_ time: LedgerTime) -> Int { sends.filter { time - $0.time < cap.per }.count }
      guard count(now) >= cap.count else { return nil }
      let ends = sends.map { $0.time + cap.per }.filter { $0 > now }.sorted()
      return (code, ends.first { count($0) < cap.count }.map { .at($0) } ?? .never)
    }
  }

  private func lowered(_ cap: Cap, _ sends: [Reservation], at now: LedgerTime) -> Objection? {
    func limit(_ time: LedgerTime) -> Int {
      min(cap.count, max(1, cap.count - reactions.fatigue(at: time)))
    }
    func isOpen(_ time: LedgerTime) -> Bool {
      sends.filter { time - $0.time < cap.per }.count < limit(time)
    }
    guard limit(now) < cap.count, !isOpen(now) else { return nil }
    let times = sends.map { $0.time + cap.per } + reactions.times.map { $0 + .days(7) }
    let opening = times.filter { $0 > now }.sorted().first(where: isOpen)
    return (.fatigueCap, opening.map { .at($0) } ?? .never)
  }

  /// A live alert sees live ones only; a trial sees all.
  private func seen(by alert: AlertPolicy) -> [Reservation] {
    page.reservations.filter {
      $0.state != .released && (alert.mode == .shadow || $0.mode == .live)
    }
  }

  /// What went out together in one message counts once.
  private func slots(for alert: AlertPolicy) -> [Reservation] {
    seen(by: alert).filter { $0.digest == nil }
  }
}
