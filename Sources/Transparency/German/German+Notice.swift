internal import Alerts
internal import Proximity
internal import Site

extension German {
  func notice(_ terms: SiteTerms) -> Document {
    var benefits = terms.purposes.map(\.benefit)
    if benefits.isEmpty { benefits = ["Zurzeit bitten wir um nichts."] }
    var contact = "Fragen Sie, wen Sie wollen, der hier arbeitet."
    if let controller = terms.site.controller {
      contact += " \(controller.name): \(controller.contact)."
    }
    return Document(
      title: "\(terms.site.name) hört die Funksender derer, die Ja gesagt haben",
      lead: [
        "Nichts gesagt? Dann sind Sie hier ein Fremder und bleiben es: Was Ihr Telefon sendet, wird "
          + "verworfen. Sie brauchen nichts zu tun."
      ],
      sections: [
        Document.Section(
          heading: "Wenn Sie Ja gesagt haben",
          points: [
            "Wir bemerken, an welchem Regal Sie sind, wie lange, und ob Sie wiederkommen. Sonst "
              + "nichts.",
            "Sie hören selten von uns\(brief(terms)) und erfahren jedes Mal den Grund.",
            "Niemand sonst bekommt es.",
          ]),
        Document.Section(heading: "Was Sie davon haben", points: benefits),
        Document.Section(
          heading: "Aufhören, jederzeit",
          points: [
            "Sagen Sie „Bitte in Ruhe lassen“, oder zeigen Sie an irgendeiner Kasse Ihren Anhänger "
              + "oder seinen Code. Ohne Ausweis, ohne Grund, sofort.",
            "Oder lassen Sie den Anhänger zu Hause.",
          ], ending: [contact]),
      ])
  }

  private func brief(_ terms: SiteTerms) -> String {
    terms.policy.caps.first.map { " (höchstens \(cap($0)))" } ?? ""
  }
}
