package import Alerts
package import Proximity

/// `step` once more, slow and obvious: a book of its own, and what is decided from it.
package struct StepOracle {
  package struct Finding: Equatable {
    package var candidate: Candidate
    package var outcome: Outcome
    package var mode: Mode
    package var code: Reason.Code
    package var retryAt: LedgerTime?
    package var time: LedgerTime
    package var reservation: Int?
    package var digest: Int?
  }

  struct Waiting: Equatable {
    var candidate: Candidate
    var mode: Mode
    var until: LedgerTime
  }

  package internal(set) var book = Book()
  package private(set) var deadline: LedgerTime?
  package var policy: Policy
  let lot: UInt64
  var reactions = Reactions()
  var waiting: [Waiting] = []
  /// By visit, what was decided last of each alert.
  var verdicts: [Int: [AlertID: Outcome]] = [:]
  var lastVisit = 0
  private var lastReservation = 0
  private var findings: [Finding] = []

  package init(_ shopper: ShopperID, _ policy: Policy) {
    (self.policy, lot) = (policy, Oracle.lot(of: shopper))
  }

  /// Takes in an event; what is decided because of it, and in `deadline` when to look again.
  package mutating func take(_ event: Event, _ asked: Moment) -> [Finding] {
    (findings, deadline) = ([], nil)
    guard !book.isErased else { return [] }
    var moment = asked
    moment.now = max(asked.now, book.latest)
    book.latest = moment.now
    // A clock that is ahead would forget sends that still count.
    if moment.isTrusted {
      let memory = Duration.seconds(14 * 86_400)
      book.sends.removeAll { moment.now - $0.time >= memory }
      book.visits.removeAll { moment.now - $0.heard >= memory }
    }
    apply(event, at: moment.now)
    for alert in policy.alerts {
      for visit in book.visits where triggers(visit, alert) {
        if waits(alert) { collect(alert, visit, moment) } else { consider(alert, visit, moment) }
      }
    }
    arbitrate(moment)
    return findings
  }

  private func triggers(_ visit: Book.Visit, _ alert: AlertPolicy) -> Bool {
    guard visit.place == alert.trigger.place, visit.zone >= alert.trigger.zone else { return false }
    if alert.trigger.returning && visit.stay?.away == nil { return false }
    if alert.class == .safety { return true }
    guard let stay = visit.stay else { return false }
    return stay.dwell >= alert.trigger.dwell ?? .zero
  }

  /// Promotions wait for one another where brands compete; trials compete with live ones too.
  private func waits(_ alert: AlertPolicy) -> Bool {
    guard alert.class == .promotion, policy.arbitration.window > .zero else { return false }
    let rivals = policy.alerts.filter {
      $0.class == .promotion && (alert.mode == .shadow || $0.mode == .live)
    }
    return Set(rivals.map(\.brand)).count > 1
  }

  private func candidate(_ alert: AlertPolicy, _ visit: Book.Visit) -> Candidate {
    Candidate(alert, visit: visit.number, epoch: book.consent(to: alert.purpose)?.epoch)
  }

  private mutating func consider(_ alert: AlertPolicy, _ visit: Book.Visit, _ moment: Moment) {
    let verdict = verdicts[visit.number]?[alert.id]
    guard verdict == nil || verdict == .defer else { return }
    settle(candidate(alert, visit), alert, ask(candidate(alert, visit), book, moment), moment)
  }

  private mutating func collect(_ alert: AlertPolicy, _ visit: Book.Visit, _ moment: Moment) {
    let new = candidate(alert, visit)
    guard verdicts[visit.number]?[alert.id] == nil,
      !waiting.contains(where: {
        $0.candidate.alert == alert.id && $0.candidate.visit == visit.number
      })
    else { return }
    let running = waiting.first { $0.mode == alert.mode && $0.until > moment.now }?.until
    waiting.append(
      Waiting(
        candidate: new, mode: alert.mode, until: running ?? moment.now + policy.arbitration.window))
  }

  private func ask(_ candidate: Candidate, _ book: Book, _ moment: Moment) -> DecideOracle.Finding {
    DecideOracle(policy: policy, book: book, reactions: reactions, moment: moment, lot: lot)
      .finding(on: candidate)
  }

  private mutating func arbitrate(_ moment: Moment) {
    // When nothing is consented to any more nothing waits.
    let isOver = !book.said.contains(where: \.isGiven)
    for mode in [Mode.live, .shadow] {
      let due = waiting.filter { $0.mode == mode && (isOver || $0.until <= moment.now) }
      waiting.removeAll { $0.mode == mode && (isOver || $0.until <= moment.now) }
      compete(due.map(\.candidate), mode, moment)
    }
    look(at: waiting.map(\.until).min())
  }

  /// One after the other: each decision changes which brand was granted least recently.
  private mutating func compete(_ candidates: [Candidate], _ mode: Mode, _ moment: Moment) {
    var left = candidates
    var message: (number: Int, position: Int, channel: ChannelID?, brands: [BrandID])?
    while let best = left.indices.min(by: { isAhead(left[$0], left[$1], mode, moment) }) {
      let candidate = left.remove(at: best)
      guard let alert = policy.alerts.first(where: { $0.id == candidate.alert }) else { continue }
      if let shared = message, shared.channel == alert.channel, shared.brands.count < 3,
        !shared.brands.contains(alert.brand)
      {
        var paid = book
        for index in paid.sends.indices where paid.sends[index].number == shared.number {
          paid.sends[index].digest = shared.number
        }
        let finding = ask(candidate, paid, moment)
        if finding.outcome == .send {
          message?.brands.append(alert.brand)
          settle(candidate, alert, finding, moment, joining: shared.number)
          findings[shared.position].digest = shared.number
          continue
        }
      }
      settle(candidate, alert, ask(candidate, book, moment), moment)
      if policy.allowsDigests, message == nil, let number = findings.last?.reservation {
        message = (number, findings.count - 1, alert.channel, [alert.brand])
      }
    }
  }

  /// The shopper's own ranking, the brand granted least recently, a keyed draw.
  private func isAhead(
    _ one: Candidate, _ other: Candidate, _ mode: Mode, _ moment: Moment
  ) -> Bool {
    func standing(_ candidate: Candidate) -> (Int, LedgerTime, UInt64) {
      let alert = policy.alerts.first { $0.id == candidate.alert }
      let rank = book.wishes.ranking.firstIndex {
        $0 == .brand(candidate.brand) || alert?.topic.map(Favourite.topic) == $0
      }
      let granted = book.seen(by: mode).last {
        $0.brand == candidate.brand && $0.class != .safety
      }
      return (
        rank ?? book.wishes.ranking.count, granted?.time ?? .min,
        policy.arbitration.draws(candidate.brand, lot, at: moment.now)
      )
    }
    return standing(one) < standing(other)
  }

  private mutating func settle(
    _ candidate: Candidate, _ alert: AlertPolicy, _ decided: DecideOracle.Finding,
    _ moment: Moment, joining message: Int? = nil
  ) {
    var finding = Finding(
      candidate: candidate, outcome: decided.outcome, mode: alert.mode, code: decided.code,
      retryAt: decided.retryAt, time: moment.now, digest: message)
    if decided.outcome == .send, let epoch = candidate.epoch {
      lastReservation += 1
      finding.reservation = lastReservation
      book.sends.append(
        Book.Send(
          number: lastReservation, alert: alert.id, brand: alert.brand, purpose: alert.purpose,
          topic: alert.topic, channel: alert.channel, class: alert.class, mode: alert.mode,
          visit: candidate.visit, epoch: epoch, time: moment.now, state: .reserved,
          digest: message))
    }
    if decided.outcome == .defer { look(at: decided.retryAt) }
    if book.visits.contains(where: { $0.number == candidate.visit }) {
      // Told once for each outcome.
      if verdicts[candidate.visit]?[alert.id] != nil, decided.outcome == .defer { return }
      verdicts[candidate.visit, default: [:]][alert.id] = decided.outcome
    }
    findings.append(finding)
  }

  private mutating func look(at time: LedgerTime?) {
    if let time { deadline = min(deadline ?? time, time) }
  }
}
