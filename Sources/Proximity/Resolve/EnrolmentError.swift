/// Why a credential was not enrolled; nothing has changed when it is thrown.
public enum EnrolmentError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Another shopper is recognised by the same identifier.
  case taken(by: ShopperID)
  /// As many shoppers are enrolled as `Limits.shoppers` allows.
  case tooManyShoppers(limit: Int)
  /// As many identifiers are compared with as `Limits.identifiers` allows.
  case tooManyIdentifiers(limit: Int)

  public var description: String {
    switch self {
    case .taken(let shopper):
      "the credential belongs to '\(shopper)' already: withdraw it there first"
    case .tooManyShoppers(let limit):
      "\(limit) shoppers are enrolled, as many as fit: raise Limits.shoppers"
    case .tooManyIdentifiers(let limit):
      "\(limit) identifiers are enrolled, as many as fit: raise Limits.identifiers"
    }
  }
}
