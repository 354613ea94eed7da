import Alerts
public import Control
import Delivery
import Ledger
import Proximity
import Site

extension StoreDesk: ControlHandler {
  /// Carries out a command at once, in the books; what concerns the gateway waits for it.
  public func handle(
    _ command: ShopperCommand, as role: ControlRole, from peer: PeerCredentials
  ) async throws(ControlError) -> ControlReply {
    guard let reference = command.shopper else {
      guard case .enrol(let request) = command else {
        throw ControlError(.refused, "the command names no shopper")
      }
      return try await enrol(request, as: role)
    }
    let shopper = try shopper(reference)
    do throws(LedgerError) {
      switch command {
      case .enrol: throw .invalid("an enrolment names no shopper")
      case .ask(_, let purpose, let language):
        return .question(try await question(purpose, to: shopper, in: language, as: role))
      case .consent(_, let given): return try await consent(shopper, given, as: role)
      case .withdraw(_, let purpose): return try await withdraw(shopper, purpose, as: role)
      case .erase: return try await erase(shopper)
      case .show: return .record(try await record(of: shopper, for: .show, to: role))
      case .export: return try await export(shopper, to: role)
      case .explain(_, let alert):
        return .explained(
          try await explanations(
            of: alert, to: shopper, isPresent: reference.isShown, as: role))
      case .allow(_, let topic, let isAllowed):
        try await requireTopic(topic, of: shopper, isAllowed: isAllowed)
        try await change(shopper, isAllowed ? .declared(topic) : .undeclared(topic), as: role)
      case .cap(_, let wishes): try await cap(shopper, wishes, as: role)
      case .quiet(_, let spans): try await quiet(shopper, spans, as: role)
      case .rank(_, let ranking): try await rank(shopper, ranking, as: role)
      case .unwelcome(_, let message, let reception):
        try await takeDown(reception, of: message, by: shopper, as: role)
      case .leaveMeAlone(_, let rest):
        try await change(shopper, .leaveMeAlone(rest.value(from: moment.now)), as: role)
      }
    } catch {
      throw ControlError(error)
    }
    return .done(Receipt())
  }

  private func shopper(_ reference: ShopperReference) throws(ControlError) -> ShopperID {
    let found: ShopperID?
    switch reference {
    case .pseudonym(let shopper): found = shopper
    case .handle(let handle): found = self.shopper(called: handle.description)
    case .code(let code): found = shopper(showing: code.description, at: moment.now)
    case .credential(let text):
      found = shopper(showing: try siteCredential(text))
    }
    guard let found else {
      throw ControlError(
        .unknownShopper, "nobody is known by that: a stranger has nothing here to be changed")
    }
    return found
  }

  private func siteCredential(_ text: CredentialText) throws(ControlError) -> SiteCredential {
    do throws(SiteError) {
      return try SiteCredential(line: text.text)
    } catch {
      throw ControlError(.refused, error.description)
    }
  }

  private func enrol(
    _ request: EnrolmentRequest, as role: ControlRole
  ) async throws(ControlError) -> ControlReply {
    let credential = try siteCredential(request.credential)
    if case .name = credential {
      throw ControlError(
        .refused, "a name is for recordings: give what the beacon advertises, or its key")
    }
    guard shopper(showing: credential) == nil else {
      throw ControlError(.refused, "this beacon is enrolled already; erase it first to begin anew")
    }
    guard let kept = KeptCredential(line: request.credential.text),
      let shopper = ShopperID(Self.pseudonym())
    else { throw ControlError(.refused, "the credential is too long to be kept") }
    let moment = moment
    let enrolment = Enrolment(
      shopper, credentials: [kept], measuredPower: request.measuredPower.map(Float.init),
      isMinor: request.isMinor, isStaff: request.isStaff, since: moment.now)
    do throws(LedgerError) {
      try await books.enrol(enrolment)
      if request.isMinor || request.isStaff {
        try await update(
          shopper, with: .flagged(isMinor: request.isMinor, isStaff: request.isStaff))
      }
      try await books.note(.change, of: shopper, by: Role(role), at: moment)
    } catch {
      throw ControlError(error)
    }
    learn(enrolment)
    let code = giveCode(to: shopper, at: moment.now).flatMap { ShownCode($0) }
    let handle = names.flatMap { DeliveryName($0.handle(of: shopper).description) }
    return .enrolled(Enrolled(shopper: shopper, code: code, handle: handle))
  }

  /// 120 random bits: a pseudonym tells nothing and is never given twice.
  private static func pseudonym() -> String {
    let digits = Array("0123456789abcdefghjkmnpqrstvwxyz")
    return "s-" + String((0..<24).map { _ in digits[Int.random(in: 0..<32)] })
  }

  /// Takes what a known shopper said into the page, and notes who took it down.
  func change(
    _ shopper: ShopperID, _ event: Event, as role: ControlRole
  ) async throws(LedgerError) {
    guard try await books.enrolment(of: shopper) != nil else { throw .stranger }
    try await update(shopper, with: event)
    try await books.note(.change, of: shopper, by: Role(role), at: moment)
  }
}

extension ControlError {
  init(_ error: LedgerError) {
    let code: Code =
      switch error {
      case .stranger, .erased: .unknownShopper
      case .invalid, .full: .refused
      case .unavailable, .unreadable, .damaged: .unavailable
      }
    self.init(code, error.description)
  }
}

extension Role {
  /// The role in which somebody asks, as the audit has it.
  init(_ role: ControlRole) {
    self =
      switch role {
      case .operator: .operator
      case .associate: .associate
      case .privacyOfficer: .privacyOfficer
      }
  }
}

extension Rest {
  fileprivate func value(from now: LedgerTime) -> LeaveMeAlone {
    switch self {
    case .no: .no
    case .always: .always
    case .seconds(let seconds): .until(now + .seconds(max(0, seconds)))
    }
  }
}
