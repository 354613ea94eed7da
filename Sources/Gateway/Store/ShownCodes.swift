import Alerts
import Proximity

/// The four characters by which shoppers who have just been enrolled are known at the counter, for a
/// while and in memory only.
struct ShownCodes: Sendable {
  /// How long a code stands for somebody: 15 minutes.
  static let lifetime: Duration = .seconds(15 * 60)
  /// The most codes that stand for somebody at once; with as many, no further one is given.
  static let limit = 1024

  private var holders: [String: Holder] = [:]

  private struct Holder {
    let shopper: ShopperID
    let expires: LedgerTime
  }

  /// Gives a shopper a code that nobody else has; nothing when too many have one.
  mutating func give(to shopper: ShopperID, at now: LedgerTime, seed: UInt64) -> String? {
    holders = holders.filter { $0.value.expires > now }
    guard holders.count < Self.limit else { return nil }
    var number = seed
    // Less than a hundredth of the codes is taken, so that a free one is soon found.
    while holders[AssociateCode(number).description] != nil { number &+= 0x9E37_79B9_7F4A_7C15 }
    let code = AssociateCode(number).description
    holders[code] = Holder(shopper: shopper, expires: now + Self.lifetime)
    return code
  }

  /// Whose code it is; nothing when it is nobody's any more.
  func shopper(showing code: String, at now: LedgerTime) -> ShopperID? {
    holders[code].flatMap { $0.expires > now ? $0.shopper : nil }
  }

  mutating func forget(_ shopper: ShopperID) {
    holders = holders.filter { $0.value.shopper != shopper }
  }
}
