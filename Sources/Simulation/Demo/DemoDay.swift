public import Proximity

/// A Saturday at Marlowe & Daughters, a department store in London: 16 May 2026, from 09:00 to
/// 21:30, made to show caps, gaps, quiet hours and consent at work.
///
/// Who the shoppers are, what they consented to and which alerts there are, is told by the site
/// file of the demonstration; this is what they do. Both go by the same names.
public enum DemoDay {
  /// The seed the demonstration is known by.
  public static let seed: UInt64 = 4

  /// From when to when the receivers listen.
  public static let time: Range<Instant> = clock(9, 0)..<clock(21, 30)

  /// The day as a scenario.
  ///
  /// - Parameters:
  ///   - floor: that of the site file.
  ///   - identity: what the beacon of a shopper says, as the site file's credential has it; a
  ///     shopper without one is left out.
  /// - Throws: `ConfigurationError` when the floor lacks a place that somebody goes to, or what
  ///   `identity` throws.
  public static func scenario(
    on floor: Floor, identity: (ShopperID) throws(ConfigurationError) -> Transmitter.Identity?
  ) throws(ConfigurationError) -> Scenario {
    var shoppers: [SimulatedShopper] = []
    for role in cast {
      guard let identity = try identity(role.shopper) else { continue }
      var walks: [Walk] = []
      for outing in role.outings { walks.append(try outing.walk(on: floor)) }
      shoppers.append(
        SimulatedShopper(
          role.shopper,
          Transmitter(identity, carryingLoss: role.carryingLoss, interval: role.interval),
          walks: walks))
    }
    return Scenario(
      floor: floor, radio: RadioModel(exponent: Double(floor.exponent)), shoppers: shoppers,
      strangers: Strangers(perHour: 160, entrance: Outing.street), time: time)
  }

  /// A time of the day on the clocks of London, an hour ahead of UTC.
  static func clock(_ hour: Int, _ minute: Int) -> Instant {
    Instant(seconds: 1_778_886_000) + .seconds(hour * 3600 + minute * 60)
  }
}

extension DemoDay {
  /// Somebody who is there to show one thing.
  public struct Role: Sendable {
    /// The pseudonym, as in the site file.
    public let shopper: ShopperID
    /// What there is to see, in a few words.
    public let story: String
    /// dB lost by the way the beacon is carried.
    let carryingLoss: Double
    /// From one advertisement to the next.
    let interval: Duration
    let outings: [Outing]

    init(
      _ name: String, _ story: String, carryingLoss: Double = 0,
      interval: Duration = .milliseconds(500), _ outings: [Outing]
    ) {
      guard let shopper = ShopperID(name) else { preconditionFailure("'\(name)' is no pseudonym") }
      self.shopper = shopper
      self.story = story
      self.carryingLoss = carryingLoss
      self.interval = interval
      self.outings = outings
    }
  }
}
