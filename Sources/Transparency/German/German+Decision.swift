internal import Alerts
internal import Site

extension German {
  func sentence(_ decision: Decision, saying time: (LedgerTime) -> String) -> String {
    var sentence = "\(heading(decision)): \(clause(decision.reason))."
    if decision.outcome != .send, let retryAt = decision.retryAt {
      sentence += " Die nächste ist möglich ab \(time(retryAt))."
    }
    if case .ended(let end) = decision.reason { sentence += " Sie endete um \(time(end))." }
    if case .consentExpired(let end) = decision.reason { sentence += " Es galt bis \(time(end))." }
    return sentence
  }

  var presence: String { "Um Ihren Anhänger im Geschäft zu erkennen." }

  func agreement(to text: String) -> String { "Zugestimmt haben Sie diesem: „\(text)“" }

  func time(minute: Int, of day: LedgerTime?) -> String {
    "\(WallTime.text(minute: minute)) Uhr" + (day.map { " am \(Self.day($0))" } ?? "")
  }

  private func heading(_ decision: Decision) -> String {
    switch (decision.outcome, decision.mode) {
    case (.send, .live):
      decision.digest == nil ? "Geschickt" : "In einer Nachricht mit anderen geschickt"
    case (.send, .shadow): "Würde geschickt, wäre es keine Probe"
    case (.deny, .live): "Nicht geschickt"
    case (.deny, .shadow): "Würde nicht geschickt, wäre es keine Probe"
    case (.defer, .live): "Noch nicht geschickt"
    case (.defer, .shadow): "Würde noch nicht geschickt, wäre es keine Probe"
    }
  }

  /// The rule as the rest of the sentence.
  private func clause(_ reason: Reason) -> String {
    switch reason {
    case .allowed: "Sie haben dem zugestimmt, und keine Regel spricht dagegen"
    case .stopped: "das Geschäft hat alle Nachrichten abgeschaltet"
    case .unknownAlert: "das Geschäft kennt diese Nachricht nicht mehr"
    case .ended: "das Geschäft schickt diese Nachricht nicht mehr"
    case .pilotStopped: "es war ein Versuch, den eine Beschwerde beendet hat"
    case .erased: "Ihre Daten sind gelöscht"
    case .withdrawn: "Sie haben Ihr Ja zurückgenommen"
    case .notConsented: "Sie haben diesem Zweck nicht zugestimmt"
    case .consentOutdated(let given, let current):
      "Sie haben Fassung \(given) dieses Zwecks zugestimmt, und jetzt gilt Fassung \(current)"
    case .consentExpired: "Ihr Ja ist abgelaufen"
    case .consentChanged: "Sie haben Ihr Ja geändert, seit die Nachricht fällig wurde"
    case .leaveMeAlone: "Sie wollen in Ruhe gelassen werden"
    case .notPresent: "Sie sind nicht mehr nahe genug"
    case .notReturning: "die Nachricht ist für weitere Besuche, und dies ist der erste"
    case .sensitiveTopic: "das Thema der Nachricht ist heikel, und Sie haben nicht darum gebeten"
    case .notDeclaredInterest:
      "das Thema der Nachricht gehört nicht zu denen, die Sie genannt haben"
    case .minor: "es ist ein Angebot, und Minderjährige bekommen keine"
    case .staff: "es ist ein Angebot, und wer hier arbeitet, bekommt keine"
    case .holdOut: "das Los zählt Sie zu denen, die keine bekommen"
    case .warmUp(let visit, let visits):
      visits == 1
        ? "dies ist der erste Besuch, und er bringt keine Angebote"
        : "dies ist Besuch \(visit), und die ersten \(visits) Besuche bringen keine Angebote"
    case .dwellTooShort(let dwell, let required):
      required > .zero
        ? "dieser Besuch dauert erst \(span(dwell)), und die Nachricht wartet auf \(span(required))"
        : "dieser Besuch dauert noch nicht lange genug"
    case .duplicate: "die Nachricht kam bei diesem Besuch schon"
    case .clockUntrusted: "die Uhr ist unsicher, es könnte Ruhezeit sein"
    case .quietHours(let end): end == nil ? "es könnte Ruhezeit sein" : "es ist Ruhezeit"
    case .gap(let sinceLast, let required) where sinceLast < .seconds(1):
      "eben erst kam eine andere, und der Abstand ist mindestens \(span(required))"
    case .gap(let sinceLast, let required):
      "die letzte kam vor \(duration(sinceLast)), und der Abstand ist mindestens \(span(required))"
    case .cap(let tally): clause(tally)
    case .pageFull: "es ist kein Platz, die Nachricht zu vermerken"
    }
  }

  private func clause(_ tally: Reason.Tally) -> String {
    let whose =
      switch tally.scope {
      case .shopper: "Sie wollen"
      case .venue, .safety: "das Geschäft erlaubt"
      case .fatigue: "die letzten Nachrichten waren Ihnen nicht willkommen, deshalb gibt es"
      case .brand: "die Marke erlaubt sich"
      case .topic: "das Thema erlaubt"
      case .channel: "dieser Weg erlaubt"
      }
    let what =
      tally.scope == .safety
      ? "\(tally.limit) \(tally.limit == 1 ? "Warnung" : "Warnungen") in \(duration(tally.window))"
      : cap(Cap(count: tally.limit, per: tally.window))
    return
      "\(whose) höchstens \(what), und \(tally.count) \(tally.count == 1 ? "kam" : "kamen") schon"
  }
}
