import Alerts
import Control
import Ledger
import Proximity
import Site
import Transparency

/// What shoppers are told, in their own language.
extension StoreDesk {
  /// The language in which a shopper last consented, if the site speaks it; otherwise its first, as when
  /// the receipts cannot be read.
  func language(of shopper: ShopperID) async -> Language {
    language(in: (try? await books.receipts(of: shopper)) ?? [])
  }

  private func language(in receipts: [ConsentReceipt]) -> Language {
    let spoken = site.languages
    let chosen = receipts.reversed().lazy
      .filter { $0.said == .given }.compactMap { Language($0.language) }
      .first(where: spoken.contains)
    return chosen ?? spoken.first ?? .default
  }

  /// What to show to a shopper who may be asked for a purpose. Nobody is asked for a wording that they
  /// were shown, or to which they have said something; nor who has taken a yes back lately, or wants to
  /// be left alone.
  func question(
    _ purpose: PurposeID, to shopper: ShopperID, in language: String, as role: ControlRole
  ) async throws(LedgerError) -> Question {
    try requireAsked(purpose)
    let language = try spoken(language)
    guard try await books.enrolment(of: shopper) != nil else { throw .stranger }
    let moment = moment
    let version = site.policy.purpose(purpose)?.version ?? 1
    var isToBeAsked = try await books.page(shopper).0.mayBeAsked(
      purpose, version: version, at: moment.now)
    if isToBeAsked {
      isToBeAsked = try await books.takeAsking(purpose, version: version, of: shopper)
      try await books.note(.change, of: shopper, by: Role(role), at: moment)
    }
    return Question(
      purpose: purpose, isToBeAsked: isToBeAsked, version: version,
      language: language.description, text: site.text(of: purpose, in: language),
      benefit: site.wording(of: purpose).map { $0.benefit[language] ?? $0.benefit.first })
  }

  /// What became of an alert, or of all, and why. The look is written down.
  ///
  /// - Parameter isPresent: whether the shopper is known by what they show. Otherwise what belongs to
  ///   visits that go on is left out: nobody looks from afar at where a shopper is.
  func explanations(
    of alert: AlertID?, to shopper: ShopperID, isPresent: Bool, as role: ControlRole
  ) async throws(LedgerError) -> [ExplainedDecision] {
    let now = moment.now
    let disclosure = try await books.disclose(shopper, for: .explain, to: Role(role), at: moment)
    let page = disclosure.page
    if let alert, site.policy.alert(alert) == nil,
      !page.decisions.contains(where: { $0.candidate.alert == alert })
    {
      throw .invalid("no alert is called '\(alert)'")
    }
    let language = language(in: disclosure.receipts)
    return (isPresent ? page.decisions : page.pastDecisions).filter {
      (alert == nil || $0.candidate.alert == alert) && now - $0.time < PageLimits.memory
    }.map { decision in
      ExplainedDecision(
        time: decision.time, alert: decision.candidate.alert,
        sentence: site.sentence(for: decision, in: language, at: now))
    }
  }

  /// Refuses a purpose for which the site does not ask.
  func requireAsked(_ purpose: PurposeID) throws(LedgerError) {
    guard isAsked(purpose) else {
      throw .invalid("the site asks for no purpose '\(purpose)'")
    }
  }

  func isAsked(_ purpose: PurposeID) -> Bool {
    purpose.description == Site.presence || site.policy.purpose(purpose) != nil
  }

  /// The language, if the site has texts in it that a shopper could read.
  func spoken(_ language: String) throws(LedgerError) -> Language {
    let spoken = site.languages
    guard let known = Language(language), spoken.isEmpty || spoken.contains(known) else {
      throw .invalid(
        "the site has no text in '\(language)' that the shopper could have read; it speaks "
          + (spoken.isEmpty ? [.default] : spoken).map(\.description).joined(separator: ", "))
    }
    return known
  }
}

extension Site {
  /// What a purpose says to shoppers, also the one that gates the facts if it has no text of its own.
  func text(of purpose: PurposeID, in language: Language) -> String {
    wording(of: purpose).map { $0.text[language] ?? $0.text.first }
      ?? Self.presenceText(in: language)
  }
}

extension Page {
  /// Whether the shopper may be asked for a wording.
  fileprivate func mayBeAsked(_ purpose: PurposeID, version: Int, at now: LedgerTime) -> Bool {
    switch leaveMeAlone {
    case .always: return false
    case .until(let time) where now < time: return false
    case .no, .until: break
    }
    let said = consent(to: purpose)
    if let said, said.isGiven { return !said.holds(for: version, at: now) }
    guard let no = [said?.epoch, withdrawn].compactMap(\.self).max() else { return true }
    // An epoch is the time at which something was said.
    return now - LedgerTime(nanoseconds: Int64(clamping: no.rawValue)) >= .seconds(180 * 86_400)
  }
}
