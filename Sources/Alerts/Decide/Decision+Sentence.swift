extension Decision {
  /// Whom a sentence is for.
  public enum Reader: Hashable, Sendable, CaseIterable {
    /// The shopper whom the decision is about. Nothing is named: not the alert, not the topic.
    case shopper
    /// Whoever runs the site. The alert is named, the shopper is not.
    case `operator`
  }

  /// The decision in plain English, such as "Not sent: you asked for at most 2 alerts in 24 hours,
  /// and 2 were sent. The next is possible from 09:00."
  ///
  /// - Parameters:
  ///   - reader: whom it is for.
  ///   - time: says a time in the reader's own way, to be put after "from", "until" or "at".
  public func sentence(for reader: Reader, saying time: (LedgerTime) -> String) -> String {
    var sentence = "\(heading(for: reader)): \(reason.clause(for: reader))."
    if outcome != .send, let retryAt { sentence += " The next is possible from \(time(retryAt))." }
    if case .ended(let end) = reason { sentence += " It ended at \(time(end))." }
    if case .consentExpired(let end) = reason { sentence += " It held until \(time(end))." }
    return sentence
  }

  private func heading(for reader: Reader) -> String {
    let what =
      switch (outcome, mode) {
      case (.send, .live): digest == nil ? "sent" : "sent in one message with others"
      case (.send, .shadow): "would be sent, were this not a trial"
      case (.deny, .live): "not sent"
      case (.deny, .shadow): "would not be sent, were this not a trial"
      case (.defer, .live): "not sent yet"
      case (.defer, .shadow): "would not be sent yet, were this not a trial"
      }
    switch reader {
    case .shopper: return what.prefix(1).uppercased() + what.dropFirst()
    case .operator: return "Alert '\(candidate.alert)' of '\(candidate.brand)' \(what)"
    }
  }
}

extension Reason {
  /// The rule as the rest of a sentence, for the shopper in the second person.
  fileprivate func clause(for reader: Decision.Reader) -> String {
    let isShopper = reader == .shopper
    let you = isShopper ? "you" : "the shopper"
    let have = isShopper ? "you have" : "the shopper has"
    let your = isShopper ? "your" : "the shopper's"
    return switch self {
    case .allowed: "\(have) agreed to it, and no rule speaks against it"
    case .stopped: "the shop has switched all alerts off"
    case .unknownAlert: "the shop does not know this alert any more"
    case .ended: "the shop no longer sends this alert"
    case .pilotStopped: "it was a trial, which a complaint has stopped"
    case .erased: "\(have) been erased"
    case .withdrawn: "\(have) withdrawn consent"
    case .notConsented: "\(have) not consented to its purpose"
    case .consentOutdated(let given, let current):
      "\(you) consented to version \(given) of its purpose, which is now at version \(current)"
    case .consentExpired: "\(your) consent has run out"
    case .consentChanged: "\(your) consent has changed since the alert became due"
    case .leaveMeAlone: "\(you) asked to be left alone"
    case .notPresent: "\(isShopper ? "you are" : "the shopper is") not close enough any more"
    case .notReturning: "it is for return visits, and this is a first visit"
    case .sensitiveTopic: "its topic is sensitive, and \(have) not asked for it"
    case .notDeclaredInterest: "its topic is not among the interests \(have) declared"
    case .minor: "it is a promotion, and minors get none"
    case .staff: "it is a promotion, and staff get none"
    case .holdOut: "\(isShopper ? "you belong" : "the shopper belongs") to the part that gets none"
    case .warmUp(let visit, let visits):
      "this is visit \(visit), and the first \(visits) visits bring no promotions"
    case .dwellTooShort(let dwell, let required):
      required > .zero
        ? "this visit has lasted \(dwell.inWords), and the alert waits for \(required.inWords)"
        : "this visit has not lasted long enough"
    case .duplicate: "it has been sent in this visit already"
    case .clockUntrusted: "the clock cannot be trusted, so it may be quiet hours"
    case .quietHours(let end): end == nil ? "it may be quiet hours" : "it is quiet hours"
    case .gap(let sinceLast, let required) where sinceLast < .seconds(1):
      "another alert has only just been sent, and \(required.inWords) must lie between two"
    case .gap(let sinceLast, let required):
      "the last alert was \(sinceLast.inWords) ago, and \(required.inWords) must lie between two"
    case .cap(let tally): tally.clause(for: reader)
    case .pageFull: "there is no room to note it down"
    }
  }
}

extension Reason.Tally {
  fileprivate func clause(for reader: Decision.Reader) -> String {
    let whose =
      switch scope {
      case .shopper: reader == .shopper ? "you asked for" : "the shopper asked for"
      case .venue: "the venue allows"
      case .fatigue:
        (reader == .shopper ? "you" : "the shopper")
          + " did not welcome recent alerts, which lowers the cap to"
      case .brand: "the brand allows itself"
      case .topic: "the topic allows"
      case .channel: "the channel allows"
      case .safety: "the venue allows"
      }
    let what = scope == .safety ? "safety alert" : "alert"
    let alerts = limit == 1 ? what : "\(what)s"
    let were = count == 1 ? "was" : "were"
    if scope == .fatigue {
      return "\(whose) \(limit) \(alerts) in \(window.inWords), and \(count) \(were) sent"
    }
    return "\(whose) at most \(limit) \(alerts) in \(window.inWords), and \(count) \(were) sent"
  }
}
