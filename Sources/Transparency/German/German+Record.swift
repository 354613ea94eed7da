internal import Alerts
internal import Proximity
internal import Site

extension German {
  func record(_ terms: SiteTerms) -> Document {
    let missing = "nicht angegeben: Schlüssel 'controller' in der Standortdatei ergänzen"
    let controller = terms.site.controller
    return Document(
      title: "Verzeichnis von Verarbeitungstätigkeiten: Funksender bei \(terms.site.name)",
      lead: ["Nach Artikel 30 Absatz 1 der Datenschutz-Grundverordnung."],
      sections: [
        Document.Section(
          heading: "Verantwortlicher",
          points: [
            "Name: \(controller?.name ?? missing)", "Kontakt: \(controller?.contact ?? missing)",
            "Datenschutzbeauftragter: \(controller?.officer ?? "keiner benannt")",
          ]),
        Document.Section(
          heading: "Zwecke",
          paragraphs: terms.purposes.isEmpty ? ["Keine: Es wird nichts verarbeitet."] : [],
          points: terms.purposes.map { purpose in
            "\(purpose.id): \(purpose.text) Vorteil für die betroffene Person: \(purpose.benefit)"
          },
          ending: [
            "Rechtsgrundlage: Einwilligung (Artikel 6 Absatz 1 Buchstabe a), je Zweck, nie Bedingung "
              + "für eine Leistung."
              + (terms.hasSensitiveTopics
                ? " Themen, die besondere Kategorien von Daten verraten können: ausdrückliche "
                  + "Einwilligung (Artikel 9 Absatz 2 Buchstabe a), von der betroffenen Person selbst "
                  + "erklärt; nichts wird geschlossen."
                : "")
          ]),
        Document.Section(
          heading: "Betroffene Personen",
          points: [
            "Kundinnen und Kunden, die eingewilligt haben. Minderjährige und Beschäftigte bekommen "
              + "keine Angebote.",
            "Niemand sonst: Was andere Geräte senden, wird im Arbeitsspeicher verglichen und nach "
              + "spätestens 15 Minuten verworfen.",
          ]),
        Document.Section(
          heading: "Kategorien von Daten",
          points: [
            "Ein zufälliges Pseudonym und der Schlüssel oder die Kennung des Senders.",
            "Anwesenheit an diesen Orten: \(list(terms.places)); ihre Dauer; ob es eine Wiederkehr ist.",
            "Einwilligungen und Widerrufe, Wünsche, erklärte Interessen; ob die Person minderjährig "
              + "oder hier beschäftigt ist.",
            "Entschiedene Nachrichten mit Grund und Zeit, und ob sie willkommen waren.",
            "Nicht: Name, Kontakt, Zahlung, Geschlecht, Geburtsdatum, Gesundheit, Position, RSSI, "
              + "Geräteadresse.",
          ]),
        Document.Section(
          heading: "Empfänger",
          points: [
            "Keine außerhalb von \(terms.controller).",
            terms.hasAlerts
              ? "Was Nachrichten zustellt, handelt im Auftrag von \(terms.controller) und bekommt "
                + "deren Texte, mit einem eigenen Pseudonym für jede betroffene Person." : nil,
            "Keine Übermittlung in Drittländer.",
          ].compactMap(\.self)),
        Document.Section(
          heading: "Löschfristen",
          points: [
            "Empfangene Signale: Minuten, nur im Arbeitsspeicher.",
            "Enden von Besuchen: \(span(terms.returnMemory)). "
              + "Besuche und Nachrichten: \(span(terms.memory)).",
            "Einwilligungen: bis zum Widerruf\(runOut(terms)). Bei Löschung: sofort, durch "
              + "Vernichten des Schlüssels.",
          ]),
        Document.Section(
          heading: "Technische und organisatorische Maßnahmen", points: measures(terms)),
      ])
  }

  private func runOut(_ terms: SiteTerms) -> String {
    terms.lasting.map { "; zu '\($0.purpose)' höchstens \(span($0.lasts))" }.joined()
  }

  private func measures(_ terms: SiteTerms) -> [String] {
    [
      "Pseudonyme sind zufällig; wechselnde Kennungen kann kein anderer verfolgen.",
      "Aufzeichnungen sind je Person mit einem eigenen Schlüssel verschlüsselt, der getrennt liegt.",
      "Grenzen für Nachrichten: \(list(terms.policy.caps.map(cap))); dazwischen "
        + "\(span(terms.policy.gap)).",
      "Jede Entscheidung hat einen Grund, den die betroffene Person lesen kann.",
      "Widerruf und Löschung an der Kasse, ohne Ausweis, sofort wirksam.",
      "Ein Schalter hält alle Nachrichten an; eine Beschwerde beendet einen Versuch.",
    ]
  }
}
