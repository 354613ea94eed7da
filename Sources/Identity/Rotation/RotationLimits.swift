import Proximity

/// The numbers that bound the memory of `EphemeralIdentifiers`.
public struct RotationLimits: Equatable, Sendable {
  /// Slots of shoppers, 1 to 16,777,215: the same number as the resolver's limit on shoppers.
  public var shoppers: Int
  /// Identifiers of one beacon that are ready at once, 3 to 255.
  ///
  /// Three are enough while a beacon's clock is known to a fraction of its period. Eight leave
  /// room for a clock known to within five periods; beacons that rotate every few seconds or may
  /// have been without power want more.
  public var periodsPerBeacon: Int

  /// Creates limits; a slot costs about 130 bytes and 8 more for each period.
  public init(shoppers: Int = 100_000, periodsPerBeacon: Int = 8) {
    self.shoppers = shoppers
    self.periodsPerBeacon = periodsPerBeacon
  }

  /// Refuses numbers that no table can be made of.
  func validate() throws(ConfigurationError) {
    guard (1...0xFF_FFFF).contains(shoppers) else {
      throw ConfigurationError(
        path: "rotation.shoppers", problem: "\(shoppers) is out of range, give 1 to 16777215")
    }
    guard (3...255).contains(periodsPerBeacon) else {
      throw ConfigurationError(
        path: "rotation.periodsPerBeacon",
        problem: "\(periodsPerBeacon) is out of range, give 3 to 255")
    }
  }
}
