import Crypto
import CryptoExtras

/// AES-128 of single blocks, the only primitive that rotating identifiers and private addresses
/// need.
///
/// It owns the block that it works in, so that encrypting allocates nothing beyond the key.
struct BlockCipher: Sendable {
  private var block = [UInt8](repeating: 0, count: 16)

  /// The encryption of one block; both halves are big-endian.
  mutating func encrypt(
    high: UInt64 = 0, low: UInt64, key: SymmetricKey
  ) -> (high: UInt64, low: UInt64) {
    for byte in 0..<8 {
      block[byte] = UInt8(truncatingIfNeeded: high >> (56 - 8 * byte))
      block[8 + byte] = UInt8(truncatingIfNeeded: low >> (56 - 8 * byte))
    }
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

  /// 64 bits that differ between any two keys met in practice and tell nothing of the key.
  mutating func check(_ key: IdentityKey) -> UInt64 {
    encrypt(high: .max, low: .max, key: SymmetricKey(key)).high
  }
}

extension SymmetricKey {
  /// The same 16 bytes in the form that the cipher takes.
  init(_ key: IdentityKey) {
    self.init(high: key.high, low: key.low)
  }

  /// A 16-byte key from its two big-endian halves.
  init(high: UInt64, low: UInt64) {
    var bytes = [UInt8](repeating: 0, count: 16)
    for byte in 0..<8 {
      bytes[byte] = UInt8(truncatingIfNeeded: high >> (56 - 8 * byte))
      bytes[8 + byte] = UInt8(truncatingIfNeeded: low >> (56 - 8 * byte))
    }
    self.init(data: bytes)
  }
}
