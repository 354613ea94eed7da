/// In which role somebody asks.
///
/// The daemon answers root and its own user alone, so that a role is no proof of who asks: it limits
/// what is shown, and stands in the audit.
public enum ControlRole: String, Sendable, Codable, CaseIterable {
  /// Runs the site. Sees counts and the state of things, and of a shopper only that something was
  /// done.
  case `operator`
  /// Stands at the counter with the shopper. Knows the shopper by what they show, a tag or a code,
  /// and sees nothing but a code, and what to read out to them of why alerts came or did not.
  case associate
  /// Answers for the data. Sees what is kept of a shopper, and every look is audited.
  case privacyOfficer = "privacy-officer"

  /// Whether the role may ask this at all.
  ///
  /// Opting out takes no more than opting in, so whoever may do the one may do the other. Nobody but
  /// the privacy officer may look at a person; there is no command by which anybody could watch one.
  /// Why an alert came or did not, the shopper may be told by whoever stands at the counter.
  public func mayAsk(_ command: ShopperCommand) -> Bool {
    switch command {
    case .enrol, .ask, .consent, .withdraw, .erase, .allow, .cap, .quiet, .rank, .unwelcome,
      .leaveMeAlone:
      true
    case .explain: self != .operator
    case .show, .export: self == .privacyOfficer
    }
  }

  /// Whether the role may ask this at all: everybody may stop alerts and take down a complaint, and
  /// whoever stands at the counter lets none go on.
  public func mayAsk(_ command: AlertsCommand) -> Bool {
    switch command {
    case .show, .stop, .complain: true
    case .resume: self != .associate
    }
  }

  /// Whether the role may call a shopper by that.
  public func mayName(_ shopper: ShopperReference) -> Bool {
    switch shopper {
    case .code, .credential: true
    // Both are good for ever, whether the shopper stands there or not.
    case .pseudonym, .handle: self != .associate
    }
  }

  /// What the role gets to see of a reply.
  public func view(of reply: ControlReply) -> ControlReply {
    switch (self, reply) {
    case (.privacyOfficer, _): reply
    case (_, .record), (_, .export): .done(Receipt())
    case (.operator, .explained): .done(Receipt())
    case (.associate, .explained(let decisions)):
      .explained(decisions.map { .init(time: $0.time, alert: nil, sentence: $0.sentence) })
    case (.associate, .enrolled(let enrolled)):
      .enrolled(Enrolled(code: enrolled.code))
    case (.operator, .enrolled(let enrolled)):
      .enrolled(Enrolled(shopper: enrolled.shopper, handle: enrolled.handle))
    case (.associate, .alerts(let state)):
      .alerts(AlertsState(isStopped: state.isStopped, complaints: state.complaints))
    case (_, .done), (_, .question), (_, .alerts), (_, .associate): reply
    }
  }
}
