import Advertising
import Proximity
import Site

/// The beacon that was carried along the walk, and what its strength is taken for.
struct CarriedBeacon {
  /// What messages call it.
  let name: String
  let credential: SiteCredential
  /// The shopper whose beacon it is, if the site has one.
  let shopper: SiteShopper?

  /// Finds the beacon that was asked for, or the only one that there is.
  init(beacon: String?, shopper: String?, at site: Site) throws {
    if let beacon {
      name = "beacon \(beacon)"
      credential = .name(beacon)
      self.shopper = site.shoppers.first { $0.credential.isCalled(beacon) }
    } else {
      let only = try Self.shopper(shopper, at: site)
      name = "the beacon of shopper \(only.id)"
      credential = only.credential
      self.shopper = only
    }
    if let shopper = self.shopper, !shopper.consentsToPresence {
      throw Failure(
        code: Failure.badInput,
        message: "shopper \(shopper.id) has not consented to presence, so nothing may be noted of "
          + "the beacon; carry another one")
    }
  }

  private static func shopper(_ id: String?, at site: Site) throws -> SiteShopper {
    let known = site.shoppers.prefix(12).map(\.id.description).joined(separator: ", ")
    let chosen = site.shoppers.filter { id == nil || $0.id.description == id }
    guard let first = chosen.first else {
      throw Failure(
        code: id == nil || known.isEmpty ? Failure.badInput : Failure.usage,
        message: known.isEmpty
          ? "the site has no shoppers, so that nobody knows which beacon was carried; say it with "
            + "--beacon, or add a shopper with its credential"
          : "the site has no shopper \(id ?? ""); it has \(known)")
    }
    guard chosen.count == 1 else {
      throw Failure(
        code: Failure.usage,
        message: "the site has \(chosen.count) shoppers; say whose beacon was carried with "
          + "--shopper and one of \(known)")
    }
    return first
  }

  /// Whose measured power the engine goes by.
  enum PowerSource {
    /// The shopper's own, in dBm at 1 m.
    case shopper(ShopperID, Float)
    /// What the beacon says of itself, in dBm at 1 m.
    case beacon(Float)
    /// The site's, in dBm at 1 m.
    case site(Float)

    var dBm: Float {
      switch self {
      case .shopper(_, let power), .beacon(let power), .site(let power): power
      }
    }
  }

  /// - Parameter stated: what the beacon says of itself, if it does.
  func powerSource(stated: Float?, at site: Site) -> PowerSource {
    if let shopper, let power = shopper.measuredPower { return .shopper(shopper.id, power) }
    return stated.map { .beacon($0) } ?? .site(site.measuredPower)
  }
}

extension SiteCredential {
  /// Whether a beacon that is recognised by this can be called so on a command line.
  fileprivate func isCalled(_ text: String) -> Bool {
    switch self {
    case .name(let name): name == text
    case .fixed(let identifiers):
      identifiers.contains { identifier in
        identifier == BeaconIdentifier(text, kind: identifier.kind)
          || identifier == BeaconIdentifier(text + "/random", kind: identifier.kind)
      }
    case .ephemeral, .resolvable: false
    }
  }
}
