import Proximity

/// What is remembered of one address: a fingerprint, and how far the keys have been tried.
struct AddressRecord: Sendable {
  /// To whom the keys tried so far assign the address.
  enum Owner: Equatable, Sendable {
    case nobody
    case one(ShopperIndex)
    /// Keys of two shoppers match by chance, so neither is believed.
    case several
  }

  /// The keyed hash of the address.
  var fingerprint: UInt64
  /// When the address was first heard; it is forgotten 15 minutes later.
  var firstSeen: Instant
  var owner = Owner.nobody
  /// The enrolment number of the last key tried; keys are tried in the order of enrolment.
  var tried: UInt64 = 0
  /// Whether the address waits for keys to be tried.
  var isWaiting = false
  /// Whether the owner may be told: not before every key has been tried, but also while an owner
  /// found before is compared with keys that were enrolled since.
  var isSettled = false

  /// Starts over, as if the address were heard for the first time; it goes on waiting if it does.
  mutating func restart(at time: Instant) {
    self = AddressRecord(fingerprint: fingerprint, firstSeen: time, isWaiting: isWaiting)
  }

  /// Takes in that a key of that shopper matches.
  mutating func match(_ shopper: ShopperIndex) {
    switch owner {
    case .nobody: owner = .one(shopper)
    case .one(shopper): break
    case .one, .several: owner = .several
    }
  }

  /// Whether keeping the record would keep something of a shopper who is being forgotten.
  func mayConcern(_ shopper: ShopperIndex) -> Bool {
    owner == .one(shopper) || owner == .several
  }
}
