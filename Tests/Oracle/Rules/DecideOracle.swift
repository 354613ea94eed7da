package import Alerts
import Proximity

/// All the rules once more, slow and obvious, in the order in which they are laid down: every rule
/// is asked, and each says when it will let go.
package struct DecideOracle {
  var policy: Policy
  var book: Book
  var reactions: Reactions
  var moment: Moment
  /// Where the shopper stands in every draw.
  var lot: UInt64

  package init(
    policy: Policy, book: Book, reactions: Reactions, moment: Moment, lot: UInt64
  ) {
    (self.policy, self.book, self.reactions) = (policy, book, reactions)
    (self.moment, self.lot) = (moment, lot)
  }

  /// When a rule that objects will have let go by itself.
  package enum Lift: Equatable {
    case at(LedgerTime), sometime, never
  }

  /// What a decision must come to.
  package struct Finding: Equatable {
    package var code: Reason.Code
    package var outcome: Outcome
    package var retryAt: LedgerTime?

    package init(code: Reason.Code, outcome: Outcome, retryAt: LedgerTime? = nil) {
      (self.code, self.outcome, self.retryAt) = (code, outcome, retryAt)
    }
  }

  private typealias Objection = (code: Reason.Code, lift: Lift)

  package func finding(on candidate: Candidate) -> Finding {
    let now = max(moment.now, book.latest)
    let objections = objections(to: candidate, at: now)
    guard let first = objections.first else { return Finding(code: .allowed, outcome: .send) }
    var times: [LedgerTime] = []
    for case .at(let time) in objections.map(\.lift) { times.append(time) }
    let passes = !objections.contains { $0.lift == .never }
    let timing: [Reason.Code] = [
      .clockUntrusted, .quietHours, .gap, .shopperCap, .venueCap, .fatigueCap, .brandCap, .topicCap,
      .channelCap,
    ]
    let isService = policy.alerts.first { $0.id == candidate.alert }?.class == .service
    return Finding(
      code: first.code,
      outcome: isService && passes && timing.contains(first.code) ? .defer : .deny,
      retryAt: times.count == objections.count ? times.max() : nil)
  }

  private func objections(to candidate: Candidate, at now: LedgerTime) -> [Objection] {
    var all: [Objection] = []
    func no(_ code: Reason.Code, _ lift: Lift = .never) { all.append((code, lift)) }
    if policy.isStopped { no(.stopped) }
    guard let alert = policy.alerts.first(where: { $0.id == candidate.alert }) else {
      no(.unknownAlert)
      return all
    }
    if let ends = alert.ends, ends <= now { no(.ended) }
    if alert.isPilot && policy.stoppedPilots.contains(alert.id) { no(.pilotStopped) }
    if book.isErased { no(.erased) }
    all += consent(candidate, alert, at: now).map { ($0, .never) }
    if book.leaveMeAlone == .always { no(.leaveMeAlone) }
    if case .until(let end) = book.leaveMeAlone, end > now { no(.leaveMeAlone, .at(end)) }
    all += presence(candidate, alert).map { ($0, .never) }
    if alert.class != .safety {
      all += quiet(alert, at: now)
      let last = slots(for: alert).map(\.time).max()
      let gap = max(policy.gap, alert.gap ?? .zero, book.wishes.gap ?? .zero)
      if let last, now - last < gap { no(.gap, .at(last + gap)) }
    }
    all += caps(alert, at: now)
    let same = book.sends.filter { $0.mode == alert.mode }.map(\.time)
    let recent = same.filter { now - $0 < .seconds(14 * 86_400) }.sorted(by: >)
    if recent.count >= 128 { no(.pageFull, .at(recent[127] + .seconds(14 * 86_400))) }
    return all
  }

  private func consent(
    _ candidate: Candidate, _ alert: AlertPolicy, at now: LedgerTime
  ) -> [Reason.Code] {
    guard let said = book.said.first(where: { $0.purpose == alert.purpose }) else {
      return [book.withdrawn == nil ? .notConsented : .withdrawn]
    }
    var codes: [Reason.Code] = []
    if !said.isGiven { codes.append(.withdrawn) }
    let current = policy.purposes.first { $0.id == alert.purpose }?.version ?? 1
    if said.version < current { codes.append(.consentOutdated) }
    if let until = said.until, until <= now { codes.append(.consentExpired) }
    if said.epoch != candidate.epoch { codes.append(.consentChanged) }
    return codes
  }

  private func presence(_ candidate: Candidate, _ alert: AlertPolicy) -> [Reason.Code] {
    var codes: [Reason.Code] = []
    let visit = book.visits.first {
      $0.number == candidate.visit && $0.place == alert.trigger.place
    }
    let closeness: [Zone] = [.unknown, .far, .near, .immediate]
    func rank(_ zone: Zone) -> Int { closeness.firstIndex(of: zone) ?? 0 }
    if rank(visit?.zone ?? .unknown) < rank(alert.trigger.zone) { codes.append(.notPresent) }
    if alert.trigger.returning && visit?.stay?.away == nil { codes.append(.notReturning) }
    if let topic = alert.topic, !book.interests.contains(topic) {
      let isSensitive = policy.topics.contains { $0.id == topic && $0.isSensitive }
      codes.append(isSensitive ? .sensitiveTopic : .notDeclaredInterest)
    }
    if alert.class == .promotion {
      if book.isMinor { codes.append(.minor) }
      if book.isStaff { codes.append(.staff) }
      if Int(scattered(lot ^ policy.holdOut.seed) % 10_000) < policy.holdOut.share {
        codes.append(.holdOut)
      }
      if visit?.stay?.ordinal ?? book.visitCount + 1 <= policy.warmUpVisits {
        codes.append(.warmUp)
      }
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
    let own = book.wishes.quiet
    guard moment.isTrusted else {
      let mayBeQuiet = policy.quiet != .never || !own.isEmpty
      let mayHaveRunOut = book.said.contains { $0.purpose == alert.purpose && $0.until != nil }
      return alert.class == .promotion || mayBeQuiet || mayHaveRunOut
        ? [(.clockUntrusted, .sometime)] : []
    }
    var all: [Objection] = []
    if !policy.quiet.coverage.contains(now) {
      all.append((.quietHours, .sometime))
    } else if let night = policy.quiet.intervals.first(where: { $0.contains(now) }) {
      let isKnown = night.upperBound < policy.quiet.coverage.upperBound
      all.append((.quietHours, isKnown ? .at(night.upperBound) : .sometime))
    }
    guard !own.isEmpty else { return all }
    guard let minute = moment.minuteOfDay else { return all + [(.quietHours, .sometime)] }
    // Minute by minute from now on until none of the spans holds that holds now.
    let passed = Int((now - moment.now).inNanoseconds / 60_000_000_000)
    func holds(_ span: QuietSpan, after minutes: Int) -> Bool {
      let time = (minute + passed + minutes) % 1440
      return span.from < span.to
        ? (span.from..<span.to).contains(time) : time >= span.from || time < span.to
    }
    let longest = own.filter { holds($0, after: 0) }
      .compactMap { span in (1...1440).first { !holds(span, after: $0) } }.max()
    return all + (longest.map { [(.quietHours, .at(now + .seconds(60 * $0)))] } ?? [])
  }

  private func caps(_ alert: AlertPolicy, at now: LedgerTime) -> [Objection] {
    let alerts = seen(by: alert)
    if alert.class == .safety {
      return reached([policy.safetyCap], alerts.filter { $0.class == .safety }, .safetyCap, now)
    }
    let slots = slots(for: alert)
    var all = reached(book.wishes.caps, slots, .shopperCap, now)
    all += reached(policy.caps, slots, .venueCap, now)
    all += (book.wishes.caps + policy.caps).compactMap { lowered($0, slots, at: now) }
    all += reached(alert.caps, alerts.filter { $0.brand == alert.brand }, .brandCap, now)
    let topicCaps = policy.topics.first { $0.id == alert.topic }?.caps ?? []
    all += reached(topicCaps, alerts.filter { $0.topic == alert.topic }, .topicCap, now)
    let channelCaps = policy.channels.first { $0.id == alert.channel }?.caps ?? []
    all += reached(channelCaps, slots.filter { $0.channel == alert.channel }, .channelCap, now)
    return all
  }

  private func reached(
    _ caps: [Cap], _ sends: [Book.Send], _ code: Reason.Code, _ now: LedgerTime
  ) -> [Objection] {
    caps.compactMap { cap in
      func count(_ time: LedgerTime) -> Int { sends.filter { time - $0.time < cap.per }.count }
      guard count(now) >= cap.count else { return nil }
      let ends = sends.map { $0.time + cap.per }.filter { $0 > now }.sorted()
      return (code, ends.first { count($0) < cap.count }.map { .at($0) } ?? .never)
    }
  }

  private func lowered(_ cap: Cap, _ sends: [Book.Send], at now: LedgerTime) -> Objection? {
    func limit(_ time: LedgerTime) -> Int {
      min(cap.count, max(1, cap.count - reactions.fatigue(at: time)))
    }
    func isOpen(_ time: LedgerTime) -> Bool {
      sends.filter { time - $0.time < cap.per }.count < limit(time)
    }
    guard limit(now) < cap.count, !isOpen(now) else { return nil }
    let times = sends.map { $0.time + cap.per } + reactions.times.map { $0 + .seconds(7 * 86_400) }
    let opening = times.filter { $0 > now }.sorted().first(where: isOpen)
    return (.fatigueCap, opening.map { .at($0) } ?? .never)
  }

  private func seen(by alert: AlertPolicy) -> [Book.Send] { book.seen(by: alert.mode) }

  private func slots(for alert: AlertPolicy) -> [Book.Send] { book.slots(for: alert.mode) }
}
