package import Advertising
package import Proximity

/// The resolver once more: a list of who is recognised by what, gone through from the beginning.
package struct Doorkeeper {
  private struct Entry {
    var identifier: BeaconIdentifier
    var shopper: ShopperIndex
    var power: Float?
    /// Whether it is an address that takes a key: nobody looks for it among other addresses.
    var isPrivate: Bool
  }

  private var entries: [Entry] = []
  private let measuredPower: Float

  package init(measuredPower: Float = -59) { self.measuredPower = measuredPower }

  package mutating func know(
    _ identifier: BeaconIdentifier, of shopper: ShopperIndex, power: Float?,
    isPrivate: Bool = false
  ) {
    guard !entries.contains(where: { $0.identifier == identifier }) else { return }
    entries.append(
      Entry(identifier: identifier, shopper: shopper, power: power, isPrivate: isPrivate))
  }

  package mutating func forget(_ shopper: ShopperIndex) {
    entries.removeAll { $0.shopper == shopper }
  }

  package mutating func forget(_ identifier: BeaconIdentifier, of shopper: ShopperIndex) {
    entries.removeAll { $0.identifier == identifier && $0.shopper == shopper }
  }

  /// The sighting an advertisement makes: by the frame it carries, else by its address.
  package func sighting(_ heard: Advertisement) -> Sighting? {
    guard !heard.rssi.isNaN else { return nil }
    let names = [heard.beacon, heard.address?.identifier].compactMap { $0 }
    for name in names {
      guard let entry = entries.first(where: { $0.identifier == name }),
        !entry.isPrivate || heard.address?.kind == .resolvablePrivate
      else { continue }
      let power = entry.power ?? heard.measuredPower ?? measuredPower
      return Sighting(
        shopper: entry.shopper, receiver: heard.receiver, time: heard.time,
        pathLoss: power - heard.rssi)
    }
    return nil
  }
}
