import Advertising
import Proximity

/// Who private addresses belong to, as a table that a test has filled: keys are `Identity`'s matter.
struct Pockets: PrivateAddresses {
  private var owners: [BeaconIdentifier: ShopperIndex] = [:]

  mutating func set(_ address: BeaconIdentifier, _ shopper: ShopperIndex?) {
    owners[address] = shopper
  }

  mutating func shopper(of address: AdvertisingAddress, at time: Instant) -> ShopperIndex? {
    owners[address.identifier]
  }

  mutating func forget(_ shopper: ShopperIndex) {
    owners = owners.filter { $0.value != shopper }
  }
}
