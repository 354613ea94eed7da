/// The secret by which addresses are hashed: drawn at random at start-up, kept in memory only.
public struct AddressHashSeed: Sendable {
  let first: UInt64
  let second: UInt64

  /// Creates a seed from 128 random bits.
  public init(_ first: UInt64, _ second: UInt64) {
    self.first = first
    self.second = second
  }
}

/// SipHash-2-4 of one 8-byte word: a fingerprint that nobody without the seed can make, so that
/// nobody can aim a flood at one set of the table.
///
/// Source: Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012.
package struct AddressHash: BitwiseCopyable, Sendable {
  private let seed: (UInt64, UInt64)

  package init(_ seed: AddressHashSeed) {
    self.seed = (seed.first, seed.second)
  }

  /// The fingerprint of a word, its bytes taken in little-endian order.
  package func callAsFunction(_ word: UInt64) -> UInt64 {
    var state = State(
      v0: seed.0 ^ 0x736F_6D65_7073_6575, v1: seed.1 ^ 0x646F_7261_6E64_6F6D,
      v2: seed.0 ^ 0x6C79_6765_6E65_7261, v3: seed.1 ^ 0x7465_6462_7974_6573)
    state.absorb(word)
    let length: UInt64 = 8
    state.absorb(length << 56)
    state.v2 ^= 0xFF
    for _ in 0..<4 { state.round() }
    return state.v0 ^ state.v1 ^ state.v2 ^ state.v3
  }

  private struct State {
    var v0: UInt64
    var v1: UInt64
    var v2: UInt64
    var v3: UInt64

    mutating func absorb(_ block: UInt64) {
      v3 ^= block
      round()
      round()
      v0 ^= block
    }

    mutating func round() {
      v0 &+= v1
      v2 &+= v3
      v1 = v1.rotatedLeft(by: 13) ^ v0
      v3 = v3.rotatedLeft(by: 16) ^ v2
      v0 = v0.rotatedLeft(by: 32)
      v2 &+= v1
      v0 &+= v3
      v1 = v1.rotatedLeft(by: 17) ^ v2
      v3 = v3.rotatedLeft(by: 21) ^ v0
      v2 = v2.rotatedLeft(by: 32)
    }
  }
}

extension UInt64 {
  fileprivate func rotatedLeft(by bits: UInt64) -> UInt64 {
    self << bits | self >> (64 - bits)
  }
}
