import Advertising
import Workload

extension Crowd {
  /// A site with one receiver and one place, at which everybody is a shopper.
  var siteFile: String {
    var lines = [
      "version: 1",
      "site: {name: Crowd, zone: UTC}",
      "receivers: [{id: receiver-0}]",
      "places: [{id: place-0, brand: house, receivers: [receiver-0], radius: 5}]",
      "shoppers:",
    ]
    for shopper in 0..<count {
      let beacon = Self.beacon(of: shopper).identifier.description.replacing("-", with: "")
      lines.append("- {id: s\(shopper), credential: {ibeacon: \(beacon)}, consents: [presence]}")
    }
    return lines.joined(separator: "\n")
  }
}
