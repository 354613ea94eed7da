import Advertising
import Alerts
import Proximity

extension SiteReader {
  /// Reads the shoppers of a replay or a demonstration.
  mutating func shoppers(_ item: Item?, consentingTo purposes: Names<Purpose>) -> [SiteShopper] {
    var names = Names<Shopper>("shopper")
    var credentials = TakenCredentials()
    return (list(item, of: "shoppers", atMost: 100_000) ?? []).compactMap { item in
      let fields = fields(
        item, required: ["id": "s1", "credential": "{name: tag-1}"],
        optional: ["measured-power", "consents", "interests", "caps"])
      let id = declaration(fields?["id"], in: &names)
      let credential = credential(fields?["credential"])
      if let credential, let item = fields?["credential"] {
        refuseCollision(of: credential, item, &credentials)
      }
      let power = measuredPower(fields?["measured-power"])
      let consents = references(fields?["consents"], to: purposes) ?? []
      let interests = interests(fields?["interests"])
      let preferences = try? caps(fields?["caps"]).map { try Preferences(caps: $0) }
      guard let id, let credential else { return nil }
      return SiteShopper(
        id: id, credential: credential, measuredPower: power, consents: consents,
        interests: interests, preferences: preferences ?? .none)
    }
  }

  /// Reads dBm at 1 m.
  mutating func measuredPower(_ item: Item?) -> Float? {
    number(item, "dBm at 1 m", in: -100...20)
  }

  private mutating func interests(_ item: Item?) -> [TopicID] {
    let items = list(item, of: "topics", atMost: PageLimits.interests) ?? []
    return items.compactMap { identifier($0, "the name of a topic") }
  }

  private mutating func refuseCollision(
    of credential: SiteCredential, _ item: Item, _ taken: inout TakenCredentials
  ) {
    guard let line = taken.take(credential, line: item.line) else { return }
    report(
      item, "expected a beacon of the shopper's own, found the one of line \(line)",
      advice: "one beacon stands for one shopper")
  }
}

/// The lines on which credentials were first given.
private struct TakenCredentials {
  private var names: [String: Int] = [:]
  private var identifiers: [BeaconIdentifier: Int] = [:]
  private var keys: [SecretKey: Int] = [:]

  /// Notes a credential; the line of the one it collides with, if there is one.
  mutating func take(_ credential: SiteCredential, line: Int) -> Int? {
    switch credential {
    case .name(let name): return Self.take(name, line, &names)
    case .fixed(let new):
      let collision = new.compactMap { identifiers[$0] }.first
      for identifier in new { identifiers[identifier] = identifiers[identifier] ?? line }
      return collision
    case .ephemeral(let ephemeral): return Self.take(ephemeral.key, line, &keys)
    case .resolvable(let key): return Self.take(key, line, &keys)
    }
  }

  private static func take<Key>(_ key: Key, _ line: Int, _ lines: inout [Key: Int]) -> Int? {
    if let taken = lines[key] { return taken }
    lines[key] = line
    return nil
  }
}
