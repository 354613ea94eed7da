import Alerts
import Oracle
import Proximity

/// The frequency rules once more, slow and obvious: keeps every send for ever and counts them all.
struct Oracle {
  struct Send {
    var number: Int
    var alert: AlertPolicy
    var time: LedgerTime
    /// The message: its own, or that of the alert it went out with.
    var message: Int
    var isReleased = false
  }

  private let terms: Terms
  private let wishes: Preferences
  private var sends: [Send] = []

  init(_ terms: Terms, _ wishes: Preferences) {
    self.terms = terms
    self.wishes = wishes
  }

  mutating func note(_ alert: AlertPolicy, _ decision: Decision) {
    sends.append(
      Send(
        number: decision.reservation ?? 0, alert: alert, time: decision.time,
        message: decision.digest ?? decision.reservation ?? 0))
  }

  mutating func note(releasedFrom old: [Reservation], to new: [Reservation]) {
    for reservation in new where reservation.state == .released {
      for index in sends.indices where sends[index].number == reservation.number {
        sends[index].isReleased = true
      }
    }
  }

  /// The rules of which a denial makes a claim that can be checked here.
  func claim(_ code: Reason.Code) -> Reason.Code? {
    switch code {
    case .quietHours, .gap, .shopperCap, .venueCap, .fatigueCap, .brandCap, .topicCap, .channelCap,
      .safetyCap:
      code
    default: nil
    }
  }

  /// The first frequency rule that a send of that alert would break, if any.
  ///
  /// - Parameters:
  ///   - message: the message it joins, which counts already.
  ///   - fatigue: by how much the shopper's reactions lower the caps.
  func complaint(
    about alert: AlertPolicy, at now: LedgerTime, joining message: Int?, fatigue: Int
  ) -> Reason.Code? {
    let seen = sends.filter {
      !$0.isReleased && (alert.mode == .shadow || $0.alert.mode == .live)
    }
    func isReached(_ caps: [Cap], _ counts: (AlertPolicy) -> Bool) -> Bool {
      caps.contains { cap in
        seen.filter { counts($0.alert) && now - $0.time < cap.per }.count >= cap.count
      }
    }
    func isSpent(_ caps: [Cap], _ counts: (AlertPolicy) -> Bool = { _ in true }) -> Bool {
      caps.contains { cap in
        let messages = seen.filter { counts($0.alert) && now - $0.time < cap.per }.map(\.message)
        return Set(messages).subtracting(message.map { [$0] } ?? []).count >= cap.count
      }
    }
    if alert.class == .safety {
      return isReached([terms.safetyCap]) { $0.class == .safety } ? .safetyCap : nil
    }
    if terms.quiet.intervals.contains(where: { $0.contains(now) }) { return .quietHours }
    for send in seen
    where send.message != message && now - send.time < max(terms.gap, alert.gap ?? .zero) {
      return .gap
    }
    if isSpent(wishes.caps) { return .shopperCap }
    if isSpent(terms.caps) { return .venueCap }
    let lowered = (wishes.caps + terms.caps).filter { $0.count > 1 && fatigue > 0 }
    if isSpent(lowered.map { Cap(count: max(1, $0.count - fatigue), per: $0.per) }) {
      return .fatigueCap
    }
    if isReached(alert.caps, { $0.brand == alert.brand }) { return .brandCap }
    for topic in terms.topics where topic.id == alert.topic {
      if isReached(topic.caps, { $0.topic == topic.id }) { return .topicCap }
    }
    for channel in terms.channels where channel.id == alert.channel {
      if isSpent(channel.caps, { $0.channel == channel.id }) { return .channelCap }
    }
    return nil
  }
}
