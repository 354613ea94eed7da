public import Proximity

/// Numbers of a site file that say how radio behaves, as a calibration found them.
public struct RadioNumbers: Sendable {
  /// The path-loss exponent; as it is if there is none.
  public var exponent: Float?
  /// dBm at 1 m of beacons that do not state it; as it is if there is none.
  public var measuredPower: Float?
  /// A shopper whose own measured power is another, in dBm at 1 m.
  public var shopper: (id: ShopperID, measuredPower: Float)?
  /// dB added to all that a receiver reports, in the order in which it is told of; the others stay
  /// as they are.
  public var offsets: [(receiver: ReceiverID, offset: Float)]

  /// Creates numbers.
  public init(
    exponent: Float? = nil, measuredPower: Float? = nil,
    shopper: (id: ShopperID, measuredPower: Float)? = nil,
    offsets: [(receiver: ReceiverID, offset: Float)] = []
  ) {
    self.exponent = exponent
    self.measuredPower = measuredPower
    self.shopper = shopper
    self.offsets = offsets
  }

  /// The numbers as they stand in a site file, without what else stands there.
  public var lines: [String] {
    var lines: [String] = []
    let site = [
      exponent.map { "exponent: \(shown($0))" },
      measuredPower.map { "measured-power: \(shown($0))" },
    ].compactMap(\.self)
    if !site.isEmpty { lines += ["site:"] + site.map { "  \($0)" } }
    if !offsets.isEmpty { lines.append("receivers:") }
    lines += offsets.map { "  - {id: \($0.receiver), offset: \(shown($0.offset))}" }
    if let shopper {
      lines += [
        "shoppers:", "  - {id: \(shopper.id), measured-power: \(shown(shopper.measuredPower))}",
      ]
    }
    return lines
  }
}

extension Site {
  /// The same site with other numbers.
  ///
  /// - Throws: `ConfigurationError` when a number is out of its range.
  func with(_ numbers: RadioNumbers) throws(ConfigurationError) -> Site {
    var receivers = floor.receivers
    for (id, offset) in numbers.offsets {
      guard let index = floor.receiver(id) else { continue }
      receivers[Int(index.rawValue)].offset = offset
    }
    return Site(
      name: name, zone: zone,
      floor: try Floor(
        receivers: receivers, places: floor.places, exponent: numbers.exponent ?? floor.exponent,
        visits: floor.visits),
      brands: brands, measuredPower: numbers.measuredPower ?? measuredPower, policy: policy,
      quietHours: quietHours, languages: languages, placeNames: placeNames, topicNames: topicNames,
      purposeWordings: purposeWordings, alertWordings: alertWordings, contents: contents,
      controller: controller, entitlements: entitlements, counting: counting,
      shoppers: shoppers.map { shopper in
        guard let other = numbers.shopper, other.id == shopper.id else { return shopper }
        return SiteShopper(
          id: shopper.id, credential: shopper.credential, measuredPower: other.measuredPower,
          consents: shopper.consents, interests: shopper.interests,
          preferences: shopper.preferences)
      })
  }
}
