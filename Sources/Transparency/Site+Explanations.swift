public import Alerts
public import Proximity
public import Site

extension Site {
  /// The answers to what shoppers ask of a shop assistant: what, why, how long, who, how to stop.
  ///
  /// - Parameter language: one of the site's, in which there are phrases.
  /// - Returns: lines of Markdown.
  /// - Throws: ``TransparencyError`` when the site or this library does not speak the language.
  public func questions(in language: Language) throws(TransparencyError) -> [String] {
    try phrases(in: language).questions(SiteTerms(self, in: language)).lines
  }

  /// What hangs at the door, so that everybody knows before walking in.
  ///
  /// - Parameter language: one of the site's, in which there are phrases.
  /// - Returns: lines of Markdown.
  /// - Throws: ``TransparencyError`` when the site or this library does not speak the language.
  public func doorNotice(in language: Language) throws(TransparencyError) -> [String] {
    try phrases(in: language).notice(SiteTerms(self, in: language)).lines
  }

  /// The record of processing activities (GDPR, Article 30).
  ///
  /// - Parameter language: one of the site's, in which there are phrases.
  /// - Returns: lines of Markdown; what the site file does not state is marked as such.
  /// - Throws: ``TransparencyError`` when the site or this library does not speak the language.
  public func recordOfProcessing(in language: Language) throws(TransparencyError) -> [String] {
    try phrases(in: language).record(SiteTerms(self, in: language)).lines
  }

  /// What a shopper is told of an alert: why it can come, when it does not, and how to stop it.
  ///
  /// - Parameters:
  ///   - alert: the alert.
  ///   - language: one of the site's, in which there are phrases.
  /// - Returns: lines of Markdown.
  /// - Throws: ``TransparencyError`` when there is no such alert, or nobody speaks the language.
  public func explanation(
    of alert: AlertID, in language: Language
  ) throws(TransparencyError) -> [String] {
    let terms = try SiteTerms(self, in: language)
    guard let policy = policy.alert(alert) else {
      throw .unknownAlert(alert, known: self.policy.alerts.map(\.id))
    }
    return try phrases(in: language).alert(AlertTerms(policy, terms), terms).lines
  }

  /// What an operator is told of an alert: its purpose and trigger, and every check in its order with
  /// the numbers that hold for it.
  ///
  /// - Parameter alert: the alert.
  /// - Returns: lines of Markdown, in English.
  /// - Throws: ``TransparencyError/unknownAlert(_:known:)``.
  public func checks(of alert: AlertID) throws(TransparencyError) -> [String] {
    guard let alert = policy.alert(alert) else {
      throw .unknownAlert(alert, known: policy.alerts.map(\.id))
    }
    return AlertChecks(alert, at: self).document.lines
  }
}
