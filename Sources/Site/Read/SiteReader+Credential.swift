import Advertising
import Alerts
import Foundation
import Proximity

extension SiteReader {
  private static let credentialKinds = [
    "name", "ibeacon", "altbeacon", "eddystone-uid", "address", "eid", "irk",
  ]

  /// Reads how a shopper's beacon is recognised: a mapping of exactly one kind of credential.
  mutating func credential(_ item: Item?) -> SiteCredential? {
    guard let fields = fields(item, required: [:], optional: Self.credentialKinds) else {
      return nil
    }
    let given = Self.credentialKinds.filter { fields[$0] != nil }
    guard given.count == 1, let kind = given.first, let value = fields[kind] else {
      let found = given.isEmpty ? "none" : given.joined(separator: " and ")
      report(
        fields.item,
        "expected exactly one of \(Self.credentialKinds.joined(separator: ", ")), found \(found)")
      return nil
    }
    switch kind {
    case "name": return beaconName(value)
    case "ibeacon": return identifier(value, .iBeacon, "a UUID, major and minor as UUID/1/2")
    case "altbeacon": return altBeacon(value)
    case "eddystone-uid":
      return identifier(value, .eddystoneUID, "10 and 6 bytes in hexadecimal as namespace/instance")
    case "address": return address(value)
    case "eid": return ephemeral(value)
    default: return key(value).map { .resolvable($0) }
    }
  }

  private mutating func beaconName(_ item: Item) -> SiteCredential? {
    let name: Identifier<BeaconIdentifier>? = identifier(item, "the name of a beacon")
    return name.map { .name($0.description) }
  }

  private mutating func identifier(
    _ item: Item, _ kind: BeaconIdentifier.Kind, _ what: String
  ) -> SiteCredential? {
    guard case .text(let text, _) = item.content, !item.isNothing,
      let identifier = BeaconIdentifier(text, kind: kind)
    else {
      expected(what, item)
      return nil
    }
    return .fixed([identifier])
  }

  /// The 20 bytes are often written like an iBeacon's: 16 bytes as a UUID and two numbers.
  private mutating func altBeacon(_ item: Item) -> SiteCredential? {
    if case .text(let text, _) = item.content,
      let parts = BeaconIdentifier(text, kind: .iBeacon)
    {
      return .fixed([
        BeaconIdentifier(
          kind: .altBeacon, high: parts.high, middle: parts.middle, low: parts.low)
      ])
    }
    return identifier(item, .altBeacon, "20 bytes in hexadecimal, or as UUID/1/2")
  }

  /// An address does not show whether it is public or random; one that does not say stands for both.
  private mutating func address(_ item: Item) -> SiteCredential? {
    guard case .text(let text, _) = item.content,
      let address = AdvertisingAddress(text.replacing("-", with: ":"))
    else {
      expected("an address such as 01:23:45:67:89:AB", item)
      return nil
    }
    if text.hasSuffix("/public") { return .fixed([address.identifier]) }
    let random = AdvertisingAddress(random: address.bits)
    if !text.hasSuffix("/random") { return .fixed([address.identifier, random.identifier]) }
    guard random.kind == .randomStatic else {
      report(
        item, "expected a random address that stays the same, found one that changes",
        advice: "recognise the beacon by its eid or irk")
      return nil
    }
    return .fixed([random.identifier])
  }

  /// Reads a mapping of key and exponent, or both as `KEY/K`.
  private mutating func ephemeral(_ item: Item) -> SiteCredential? {
    if case .text(let text, let isPlain) = item.content {
      let parts = text.split(separator: "/", omittingEmptySubsequences: false)
      guard parts.count == 2 else {
        report(
          item, "expected a key and an exponent, found a text without the two",
          advice: "write {key: 32 hexadecimal digits, exponent: 10}")
        return nil
      }
      var (first, second) = (item, item)
      first.content = .text(String(parts[0]), isPlain: isPlain)
      second.content = .text(String(parts[1]), isPlain: true)
      return ephemeral(key: first, exponent: second, since: nil)
    }
    let fields = fields(
      item, required: ["key": "32 hexadecimal digits", "exponent": "10"], optional: ["since"])
    return ephemeral(key: fields?["key"], exponent: fields?["exponent"], since: fields?["since"])
  }

  private mutating func ephemeral(
    key keyItem: Item?, exponent exponentItem: Item?, since sinceItem: Item?
  ) -> SiteCredential? {
    let key = key(keyItem)
    let exponent = wholeNumber(exponentItem, "an exponent", in: 0...15)
    let since = time(sinceItem)
    guard let key, let exponent else { return nil }
    return .ephemeral(
      EphemeralCredential(
        key: key, exponent: exponent, since: since ?? LedgerTime(nanoseconds: 0)))
  }

  /// Reads a key, which no message may repeat.
  private mutating func key(_ item: Item?) -> SecretKey? {
    guard let item else { return nil }
    guard case .text(let text, _) = item.content, let key = SecretKey(text) else {
      var found = "something else"
      if case .text(let text, _) = item.content { found = "a text of \(text.utf8.count) bytes" }
      report(
        item, "expected a key of 32 hexadecimal digits, found \(found)",
        advice: "write the 16 bytes with the most significant first and without separators")
      return nil
    }
    guard key.bytes.contains(where: { $0 != 0 }) else {
      report(item, "expected a key, found only zeros", advice: "no device has been given this key")
      return nil
    }
    return key
  }

  /// Reads a time of day and date with its offset from UTC, or seconds since 1970.
  mutating func time(_ item: Item?) -> LedgerTime? {
    guard let item else { return nil }
    var seconds: Double?
    if case .text(let text, _) = item.content {
      seconds =
        Decimal(text)?.value ?? (try? Date(text, strategy: .iso8601))?.timeIntervalSince1970
    }
    guard let seconds, (0...9e9).contains(seconds) else {
      expected("a time since 1970, such as 2026-01-31T08:00:00Z", item)
      return nil
    }
    return LedgerTime(nanoseconds: Int64((seconds * 1e9).rounded()))
  }
}
