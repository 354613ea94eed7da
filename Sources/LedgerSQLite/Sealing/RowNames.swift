internal import Alerts
internal import Crypto
internal import Foundation
internal import Proximity

/// By what rows are found on disk: keyed hashes, from which nobody without the key learns or checks
/// a pseudonym or a place (HMAC-SHA-256, cut to 16 bytes).
struct RowNames {
  private let key: SymmetricKey

  init(key: SymmetricKey) { self.key = key }

  func shopper(_ shopper: ShopperID) -> Data {
    hash("shopper", Data(shopper.description.utf8))
  }

  /// The name differs from shopper to shopper, so that it does not show who was at the same place.
  func place(_ place: PlaceID, of shopper: Data) -> Data {
    hash("place", shopper + Data(place.description.utf8))
  }

  private func hash(_ kind: StaticString, _ data: Data) -> Data {
    var code = HMAC<SHA256>(key: key)
    code.update(data: Data("\(kind)".utf8) + [0])
    code.update(data: data)
    return Data(code.finalize()).prefix(16)
  }
}
