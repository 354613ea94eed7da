internal import Alerts
internal import Proximity
internal import Site

extension English {
  func record(_ terms: SiteTerms) -> Document {
    let missing = "not stated: add the key 'controller' to the site file"
    let controller = terms.site.controller
    return Document(
      title: "Record of processing activities: beacons at \(terms.site.name)",
      lead: ["After Article 30 (1) of the General Data Protection Regulation."],
      sections: [
        Document.Section(
          heading: "Controller",
          points: [
            "Name: \(controller?.name ?? missing)", "Contact: \(controller?.contact ?? missing)",
            "Data protection officer: \(controller?.officer ?? "none named")",
          ]),
        Document.Section(
          heading: "Purposes",
          paragraphs: terms.purposes.isEmpty ? ["None: nothing is processed."] : [],
          points: terms.purposes.map { purpose in
            "\(purpose.id): \(purpose.text) Benefit for the data subject: \(purpose.benefit)"
          },
          ending: [
            "Legal basis: consent (Article 6 (1) (a)), by purpose, never a condition of service."
              + (terms.hasSensitiveTopics
                ? " Topics that may reveal special categories of data: explicit consent "
                  + "(Article 9 (2) (a)), declared by the data subject; nothing is inferred."
                : "")
          ]),
        Document.Section(
          heading: "Data subjects",
          points: [
            "Shoppers who consented. Minors and staff get no promotions.",
            "No others: advertisements of everybody else are compared in memory and dropped, after 15 "
              + "minutes at the latest.",
          ]),
        Document.Section(
          heading: "Categories of data",
          points: [
            "A random pseudonym and the key or identifier of the beacon.",
            "Presence at these places: \(list(terms.places)); its duration; whether it is a return.",
            "Consents and withdrawals, wishes, declared interests; whether the person is a minor or "
              + "staff.",
            "Alerts decided, with reason and time, and whether they were welcome.",
            "Not: name, contact, payment, sex, date of birth, health, position, RSSI, address of a device.",
          ]),
        Document.Section(
          heading: "Recipients",
          points: [
            "None outside \(terms.controller).",
            terms.hasAlerts
              ? "What delivers alerts acts for \(terms.controller) and gets their texts, with a "
                + "pseudonym of its own for each data subject." : nil,
            "No transfer to third countries.",
          ].compactMap(\.self)),
        Document.Section(
          heading: "Time limits for erasure",
          points: [
            "Received signals: minutes, in memory only.",
            "Ends of visits: \(duration(terms.returnMemory)). "
              + "Visits and alerts: \(duration(terms.memory)).",
            "Consents: until withdrawn\(runOut(terms)). On erasure: at once, by destroying the shopper's key.",
          ]),
        Document.Section(heading: "Technical and organisational measures", points: measures(terms)),
      ])
  }

  private func runOut(_ terms: SiteTerms) -> String {
    terms.lasting.map { "; to '\($0.purpose)' for \(duration($0.lasts)) at most" }.joined()
  }

  private func measures(_ terms: SiteTerms) -> [String] {
    [
      "Pseudonyms are random; identifiers that rotate cannot be followed by others.",
      "Records are encrypted under a key for each shopper, which is kept apart from them.",
      "Limits on alerts: \(list(terms.policy.caps.map(cap))); "
        + "\(duration(terms.policy.gap)) between two.",
      "Every decision has a reason that the data subject can read.",
      "Withdrawal and erasure at the counter, without a document, effective at once.",
      "One switch stops all alerts; a complaint stops a trial.",
    ]
  }
}
