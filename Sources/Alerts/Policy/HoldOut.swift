/// The part of the shoppers who get no promotions, so that the effect of promotions can be told.
///
/// Who belongs to it follows from the pseudonym and the seed alone; nothing is drawn at run time.
public struct HoldOut: Equatable, Sendable {
  /// Of 10,000 shoppers, how many are held out; 0 to 10,000.
  public var share: Int
  /// Another seed holds out others.
  public var seed: UInt64

  /// Creates a hold-out.
  public init(share: Int = 0, seed: UInt64 = 0) {
    self.share = share
    self.seed = seed
  }

  /// Whether the shopper with that lot is held out.
  func contains(_ lot: UInt64) -> Bool {
    share > 0 && Int((lot ^ seed).scattered % 10_000) < share
  }
}

extension UInt64 {
  /// The number scattered over the whole range, one to one.
  ///
  /// The finaliser of SplitMix64: Steele, Lea, Flood, "Fast splittable pseudorandom number
  /// generators", OOPSLA 2014.
  var scattered: UInt64 {
    var bits = self &+ 0x9E37_79B9_7F4A_7C15
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}
