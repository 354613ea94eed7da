import Advertising
import Site

extension Site {
  /// The identifiers that stand for the names by which a recording may call a shopper's beacon.
  var namedBeacons: [String: BeaconIdentifier] {
    var identifiers: [String: BeaconIdentifier] = [:]
    for (number, shopper) in shoppers.enumerated() {
      guard case .name(let name) = shopper.credential else { continue }
      identifiers[name] = BeaconIdentifier(kind: .name, high: UInt64(number))
    }
    return identifiers
  }
}
