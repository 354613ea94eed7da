import Site

/// A shop with an alert of each kind.
enum Shop {
  /// The site; lines given replace those with the same key.
  static func site(
    _ changes: String..., languages: [String] = ["en", "de"]
  ) throws -> Site {
    func texts(_ english: String, _ other: String) -> String {
      "{\(languages[0]): \(english), \(languages[1]): \(other)}"
    }
    var lines = [
      "version: 1", "site: {name: Shop, zone: Europe/London}",
      "languages: [\(languages.joined(separator: ", "))]",
      "controller: {name: Shop Ltd, contact: privacy@shop.example}", "receivers: [{id: hub}]",
      "places: [{id: shelf, brand: leaf, receivers: [hub], radius: 3, "
        + "name: \(texts("the tea shelf", "das Teeregal"))}, "
        + "{id: nursery, brand: house, receivers: [hub], radius: 3}]",
      "purposes: [{id: offers, version: 1, "
        + "text: \(texts("We tell you of offers.", "Wir nennen Ihnen Angebote.")), "
        + "benefit: \(texts("A cheaper tea", "Ein günstigerer Tee"))}]",
      "entitlements: {everyone: [\(texts("entry", "Eintritt")), returns], with-consent: [{benefit-of: offers}]}",
      "topics: [{id: maternity, sensitive: true}, "
        + "{id: green-tea, name: \(texts("green tea", "grüner Tee"))}]",
      "caps: [{count: 2, per: 24h}]", "gap: 30min",
      "warm-up: 1", "arbitration: {window: 30s}",
      "quiet-hours: [{from: \"21:00\", to: \"09:00\", days: [sun]}]", "alerts:",
      "  - {id: tea, brand: leaf, purpose: offers, class: promotion, topic: green-tea, gap: 1h, "
        + "trigger: {place: shelf, zone: near, dwell: 45s}, caps: [{count: 1, per: 24h}], "
        + "text: \(texts("Taste it", "Kosten Sie")), pilot: true, ends: 2026-12-31T18:00:00Z, "
        + "answers: {gets: A taste., satisfaction: It is good., visit: It is near.}}",
      "  - {id: order, brand: house, purpose: offers, class: service, "
        + "trigger: {place: shelf, zone: near}, answers: {gets: \(texts("No waiting.", "Kein Warten.")), "
        + "satisfaction: Yes., visit: Yes.}}",
      "  - {id: spill, brand: house, purpose: offers, class: safety, "
        + "trigger: {place: shelf, zone: near}}",
      "  - {id: cradle-sale, brand: house, purpose: offers, class: promotion, topic: maternity, "
        + "trigger: {place: nursery, zone: near}, text: \(texts("Cradles", "Wiegen")), "
        + "lock-screen: \(texts("We have news for you", "Es gibt Neues"))}",
    ]
    for change in changes {
      let key = change.prefix { $0 != ":" }
      lines.removeAll { $0.hasPrefix("\(key):") }
      if !change.hasSuffix("~") { lines.append(change) }
    }
    return try Site(yaml: lines.joined(separator: "\n").utf8, source: "shop.yaml", for: .replay)
  }
}
