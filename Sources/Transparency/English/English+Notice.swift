internal import Alerts
internal import Proximity
internal import Site

extension English {
  func notice(_ terms: SiteTerms) -> Document {
    var benefits = terms.purposes.map(\.benefit)
    if benefits.isEmpty { benefits = ["Nothing is asked for at the moment."] }
    var contact = "Ask anybody who works here."
    if let controller = terms.site.controller {
      contact += " \(controller.name): \(controller.contact)."
    }
    return Document(
      title: "\(terms.site.name) listens to beacons of those who said yes",
      lead: [
        "Said nothing? Then you are a stranger here, and stay one: what your phone sends is dropped. "
          + "There is nothing you need to do."
      ],
      sections: [
        Document.Section(
          heading: "If you said yes",
          points: [
            "We notice near which shelf you are, for how long, and whether you come back. Nothing "
              + "else.",
            "You hear from us rarely\(brief(terms)), and learn the reason each time.",
            "Nobody else gets it.",
          ]),
        Document.Section(heading: "What it is good for", points: benefits),
        Document.Section(
          heading: "Stop, any time",
          points: [
            "Say \"leave me alone\", or show your tag or its code at any counter. No document, no "
              + "reason, at once.",
            "Or leave the tag at home.",
          ], ending: [contact]),
      ])
  }

  private func brief(_ terms: SiteTerms) -> String {
    terms.policy.caps.first.map { " (at most \(cap($0)))" } ?? ""
  }
}
