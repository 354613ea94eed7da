import Alerts
import Control
import Ledger
import Proximity
import Site
import Transparency

/// What shoppers are told, in their own language.
extension StoreDesk {
  /// The language in which a shopper last consented, if the site speaks it; otherwise its first.
  func language(of shopper: ShopperID) async throws(LedgerError) -> Language {
    let spoken = site.languages
    let chosen = try await books.receipts(of: shopper).reversed().lazy
      .filter { $0.said == .given }.compactMap { Language($0.language) }
      .first(where: spoken.contains)
    return chosen ?? spoken.first ?? .default
  }

  /// What to show to a shopper who may be asked for a purpose. Nobody is asked twice for a wording.
  func question(
    _ purpose: PurposeID, to shopper: ShopperID, in language: String
  ) async throws(LedgerError) -> Question {
    try requireAsked(purpose)
    let language = try spoken(language)
    guard try await books.enrolment(of: shopper) != nil else { throw .stranger }
    let site = site
    let version = site.policy.purpose(purpose)?.version ?? 1
    let wording = site.wording(of: purpose)
    return Question(
      purpose: purpose,
      isToBeAsked: try await books.takeAsking(purpose, version: version, of: shopper),
      version: version, language: language.description,
      text: wording.map { $0.text[language] ?? $0.text.first } ?? Site.presenceText,
      benefit: wording.map { $0.benefit[language] ?? $0.benefit.first })
  }

  /// What became of an alert, or of all, and why. The look is written down.
  func explanations(
    of alert: AlertID?, to shopper: ShopperID, as role: ControlRole
  ) async throws(LedgerError) -> [ExplainedDecision] {
    let page = try await books.disclose(shopper, for: .explain, to: Role(role), at: moment).page
    let language = try await language(of: shopper)
    let now = moment.now
    return page.decisions.filter { alert == nil || $0.candidate.alert == alert }.map { decision in
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
  /// What the purpose that gates the facts says where the file gives it no text of its own.
  static var presenceText: String { "To recognise the shopper's beacon in the store." }
}
