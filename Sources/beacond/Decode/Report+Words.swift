import Advertising

extension AdvertisingReport.Properties {
  /// Such as `connectable, scannable, legacy (ADV_IND)`.
  var words: String {
    let name = legacyName.map { " (\($0))" } ?? ""
    return (names.isEmpty ? "none" : names.joined(separator: ", ")) + name
  }

  /// The properties that hold.
  var names: [String] {
    let all: [(Self, String)] = [
      (.connectable, "connectable"), (.scannable, "scannable"), (.directed, "directed"),
      (.scanResponse, "scan-response"), (.legacy, "legacy"),
    ]
    return all.filter { contains($0.0) }.map(\.1)
  }

  /// The name that the specification gives a legacy advertisement of this kind.
  private var legacyName: String? {
    guard contains(.legacy) else { return nil }
    if contains(.scanResponse) { return "SCAN_RSP" }
    if contains(.directed) { return "ADV_DIRECT_IND" }
    if contains(.connectable) { return "ADV_IND" }
    return contains(.scannable) ? "ADV_SCAN_IND" : "ADV_NONCONN_IND"
  }
}

extension AdvertisingReport.PHY {
  /// Such as `1M`; nothing if none was used.
  var name: String? {
    switch rawValue {
    case 0: nil
    case 1: "1M"
    case 2: "2M"
    case 3: "coded"
    case 4: "coded-S2"
    default: "\(rawValue)"
    }
  }
}

extension AdvertisingAddress.Kind {
  /// Such as `random-static`.
  var name: String {
    switch self {
    case .public: "public"
    case .randomStatic: "random-static"
    case .resolvablePrivate: "resolvable-private"
    case .nonResolvablePrivate: "non-resolvable-private"
    case .reserved: "reserved"
    case .publicIdentity: "public-identity"
    case .randomIdentity: "random-identity"
    case .anonymous: "anonymous"
    }
  }

  /// Such as `random static`.
  var words: String {
    switch self {
    case .nonResolvablePrivate: "non-resolvable private"
    default: name.replacing("-", with: " ")
    }
  }
}
