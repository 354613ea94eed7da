import Crypto
import CryptoExtras

/// AES-128 of single blocks, the only primitive that rotating identifiers and private addresses
/// need.
///
/// It owns the bytes that it works in, so that encrypting allocates nothing.
struct BlockCipher: Sendable {
  private var block = [UInt8](repeating: 0, count: 16)

  /// The encryption of one block; both halves are big-endian.
  mutating func encrypt(
    high: UInt64 = 0, low: UInt64, key: SymmetricKey
  ) -> (high: UInt64, low: UInt64) {
    fill(high, low)
    do {
      try AES.permute(&block, key: key)
    } catch {
      preconditionFailure("AES refuses nothing but wrong sizes, and these are fixed: \(error)")
    }
    var result: (high: UInt64, low: UInt64) = (0, 0)
    for byte in 0..<8 {
      result.high = result.high << 8 | UInt64(block[byte])
      result.low = result.low << 8 | UInt64(block[8 + byte])
    }
    return result
  }

  /// A key in the form that `encrypt` takes, which wipes itself when it is released.
  mutating func prepare(_ key: IdentityKey) -> SymmetricKey {
    fill(key.high, key.low)
    defer { fill(0, 0) }
    return SymmetricKey(data: block)
  }

  /// 64 bits that differ between any two keys met in practice and tell nothing of the key.
  mutating func check(_ key: IdentityKey) -> UInt64 {
    encrypt(high: .max, low: .max, key: prepare(key)).high
  }

  private mutating func fill(_ high: UInt64, _ low: UInt64) {
    for byte in 0..<8 {
      block[byte] = UInt8(truncatingIfNeeded: high >> UInt64(56 - 8 * byte))
      block[8 + byte] = UInt8(truncatingIfNeeded: low >> UInt64(56 - 8 * byte))
    }
  }
}
