internal import Proximity

/// Roughly how many different addresses were heard, in a fixed number of bits: each address sets the
/// bit that a keyed hash gives it, and many addresses share one.
///
/// No address can be read from it: with the 4,096 bits here, every bit stands for 2^36 addresses. The
/// estimate is within 5 % up to some 4,000 addresses and stays at the top beyond 30,000.
///
/// Source: Whang, Vander-Zanden, Taylor, "A linear-time probabilistic counting algorithm", 1990.
struct AddressSketch {
  static let bits = 4096
  private var words: [UInt64]

  init() { words = Array(repeating: 0, count: Self.bits / 64) }

  mutating func insert(_ address: UInt64, _ key: (UInt64, UInt64)) {
    let bit = ((address ^ key.0).scattered ^ key.1).scattered >> 52
    words[Int(bit >> 6)] |= 1 << (bit & 63)
  }

  /// How many different addresses there were, more or less.
  var estimate: Int {
    let set = words.reduce(0) { $0 + $1.nonzeroBitCount }
    let clear = max(1, Self.bits - set)
    let share = Double(Self.bits) / Double(clear)
    return Int((Double(Self.bits) * Elementary.logarithm(share)).rounded())
  }

  mutating func wipe() {
    for index in words.indices { words[index] = 0 }
  }

  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }
}

extension UInt64 {
  /// The number scattered over the whole range, one to one.
  ///
  /// The finaliser of SplitMix64: Steele, Lea, Flood, "Fast splittable pseudorandom number
  /// generators", OOPSLA 2014.
  fileprivate var scattered: UInt64 {
    var bits = self &+ 0x9E37_79B9_7F4A_7C15
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}
