/// Random numbers that follow from a key and a subject alone, and that nobody without the key can
/// tell from chance: the key stream of ChaCha20.
///
/// Source: RFC 8439, with the subject as the nonce.
struct KeyedGenerator {
  private let key: [UInt32]
  private let nonce: (UInt32, UInt32, UInt32)
  private var block: UInt32 = 0
  private var words: [UInt32] = []

  /// What numbers are for. Two subjects never share a number.
  enum Subject: UInt32 {
    case visitors = 1
    case strangers = 2
  }

  init(_ key: NoiseKey, _ subject: Subject, _ number: Int) {
    let bits = UInt64(bitPattern: Int64(number))
    self.init(
      key, nonce: (subject.rawValue, UInt32(truncatingIfNeeded: bits), UInt32(bits >> 32)))
  }

  init(_ key: NoiseKey, nonce: (UInt32, UInt32, UInt32), block: UInt32 = 0) {
    self.key = key.words
    self.nonce = nonce
    self.block = block
  }

  /// The next 32 bits.
  mutating func next32() -> UInt32 {
    if words.isEmpty {
      words = keyStream().reversed()
      block &+= 1
    }
    return words.removeLast()
  }

  /// The next 64 bits.
  mutating func next() -> UInt64 { UInt64(next32()) | UInt64(next32()) << 32 }

  /// A number from 0 to below the bound, each as likely as any other.
  mutating func number(below bound: UInt64) -> UInt64 {
    precondition(bound > 0)
    // Numbers from the incomplete last lap are drawn again.
    let fair = UInt64.max - UInt64.max % bound
    while true {
      let bits = next()
      if bits < fair { return bits % bound }
    }
  }

  private func keyStream() -> [UInt32] {
    let start: [UInt32] =
      [0x6170_7865, 0x3320_646E, 0x7962_2D32, 0x6B20_6574] + key
      + [block, nonce.0, nonce.1, nonce.2]
    var state = start
    for _ in 0..<10 {
      quarterRound(&state, 0, 4, 8, 12)
      quarterRound(&state, 1, 5, 9, 13)
      quarterRound(&state, 2, 6, 10, 14)
      quarterRound(&state, 3, 7, 11, 15)
      quarterRound(&state, 0, 5, 10, 15)
      quarterRound(&state, 1, 6, 11, 12)
      quarterRound(&state, 2, 7, 8, 13)
      quarterRound(&state, 3, 4, 9, 14)
    }
    return zip(state, start).map { $0 &+ $1 }
  }

  private func quarterRound(_ state: inout [UInt32], _ a: Int, _ b: Int, _ c: Int, _ d: Int) {
    func mix(_ sum: Int, _ term: Int, _ target: Int, by bits: UInt32) {
      state[sum] &+= state[term]
      let mixed = state[target] ^ state[sum]
      state[target] = mixed << bits | mixed >> (32 - bits)
    }
    mix(a, b, d, by: 16)
    mix(c, d, b, by: 12)
    mix(a, b, d, by: 8)
    mix(c, d, b, by: 7)
  }
}
