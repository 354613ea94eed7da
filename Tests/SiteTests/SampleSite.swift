import Site

/// The lines of a small good site, to be spoilt one at a time.
enum SampleSite {
  static let lines = [
    "version: 1",  // 1
    "site: {name: Shop, zone: Europe/London}",  // 2
    "receivers:",  // 3
    "  - {id: door}",  // 4
    "  - {id: shelf}",  // 5
    "places:",  // 6
    "  - {id: entrance, brand: house, receivers: [door], radius: 2}",  // 7
    "  - {id: tea, brand: leaf, receivers: [shelf, door], radius: 3}",  // 8
    "purposes:",  // 9
    "  - {id: offers, text: we tell of offers, benefit: offers, version: 1}",  // 10
    "alerts:",  // 11
    "  - {id: a1, brand: leaf, purpose: offers, class: promotion, trigger: {place: tea, zone: near}}",
    "shoppers:",  // 13
    "  - {id: s1, credential: {name: tag-1}, consents: [presence, offers], interests: [tea]}",
    "  - {id: s2, credential: {name: tag-2}}",  // 15
  ]

  /// The site with some lines replaced, by number.
  static func text(replacing changes: [Int: String] = [:], adding more: String = "") -> String {
    var lines = lines
    for (number, line) in changes { lines[number - 1] = line }
    return lines.joined(separator: "\n") + "\n" + more
  }

  static func read(_ text: String, for use: Site.Use = .replay) throws(SiteError) -> Site {
    try Site(yaml: text.utf8, source: "site.yaml", for: use)
  }

  /// The problems of a text, one a line; empty when it is good.
  static func problems(_ text: String, for use: Site.Use = .replay) -> String {
    do {
      _ = try read(text, for: use)
      return ""
    } catch {
      return error.description
    }
  }
}
