public import Advertising
public import Proximity

/// Shoppers with iBeacons, spread over the receivers of a store with one place at each.
public struct Crowd: Sendable {
  /// How many there are; each is heard by one receiver, so as many tracks and presences.
  public let count: Int
  /// The store.
  public let floor: Floor

  /// The path loss, in dB, at which the places of the store end: 5 m at an exponent of 2.
  static let edge = 14

  private static let uuid: UInt128 = 0xF782_6DA6_4FA2_4E98_8024_BC5B_71E0_893E

  /// Creates a crowd.
  public init(count: Int, receivers: Int = 16) throws {
    self.count = count
    let ids = (0..<receivers).compactMap { ReceiverID("receiver-\($0)") }
    floor = try Floor(
      receivers: ids.map { Receiver(id: $0) },
      places: ids.compactMap { receiver in
        PlaceID("place-\(receiver)").map { Place(id: $0, receivers: [receiver], radius: 5) }
      })
  }

  /// Limits with room for the crowd.
  public var limits: Limits {
    let room = count + count / 8 + 16
    return Limits(
      shoppers: room, identifiers: room, tracks: room, presences: room, departures: room)
  }

  /// The iBeacon of a shopper; numbers from `count` on are strangers' iBeacons.
  public static func beacon(of shopper: Int) -> IBeacon {
    IBeacon(
      uuid: uuid, major: UInt16(truncatingIfNeeded: shopper >> 16),
      minor: UInt16(truncatingIfNeeded: shopper), measuredPower: -59)
  }

  /// The receiver that hears a shopper.
  public func receiver(of shopper: Int) -> ReceiverIndex {
    ReceiverIndex(UInt16(shopper % floor.receivers.count))
  }

  /// Enrols everybody.
  public func enrol<Addresses: PrivateAddresses & ~Copyable>(
    in resolver: inout Resolver<Addresses>
  ) throws {
    for shopper in 0..<count {
      guard let id = ShopperID("shopper-\(shopper)") else { continue }
      _ = try resolver.enrol(id, Credential(Self.beacon(of: shopper).identifier))
    }
  }
}
