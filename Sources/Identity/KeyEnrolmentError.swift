public import Proximity

/// Why a key was not enrolled. Nothing has changed when it is thrown.
public enum KeyEnrolmentError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The table already holds as many keys as its limits allow.
  case tableFull(limit: Int)
  /// The shopper's slot lies beyond the limit on shoppers.
  case slotOutOfRange(slot: Int, limit: Int)
  /// The slot of that shopper is taken: the shopper, or a former owner of the slot who was never
  /// forgotten, has a beacon already.
  case alreadyEnrolled(ShopperIndex)
  /// The same key is enrolled already; a match could not tell the two apart.
  case duplicateKey
  /// The key is all zero, as in a device that was never programmed; anybody could pose as it.
  case zeroKey

  public var description: String {
    switch self {
    case .tableFull(let limit):
      "all \(limit) keys are taken: forget shoppers who left the programme or raise the limit"
    case .slotOutOfRange(let slot, let limit):
      "slot \(slot) is beyond the limit of \(limit) shoppers: give both tables the same limit"
    case .alreadyEnrolled(let shopper):
      "slot \(shopper.slot) has a beacon already: forget its shopper first"
    case .duplicateKey:
      "this key is enrolled already: give each beacon a key of its own"
    case .zeroKey:
      "the key is all zero: provision the beacon with a random key"
    }
  }
}
