public import Advertising
import Crypto

/// A resolvable private address taken apart: a random part, and the proof of whose it is.
///
/// Source: Bluetooth Core Specification 5.4, Vol 6, Part B, 1.3.2.2 and 1.3.2.3; the function ah
/// is Vol 3, Part H, 2.2.2.
struct PrivateAddress: BitwiseCopyable, Sendable {
  /// The 48 bits as printed.
  let bits: UInt64

  /// The upper 24 bits, the top two of them 01.
  var random: UInt64 { bits >> 24 }
  /// The lower 24 bits: ah(IRK, random).
  var proof: UInt64 { bits & 0xFF_FFFF }

  /// Whether the address was made with that key; one AES block.
  func isMade(with key: SymmetricKey, _ cipher: inout BlockCipher) -> Bool {
    Self.proof(of: random, key: key, &cipher) == proof
  }

  /// The function ah: the last three bytes of the encrypted, zero-padded random part.
  static func proof(of random: UInt64, key: SymmetricKey, _ cipher: inout BlockCipher) -> UInt64 {
    cipher.encrypt(low: random, key: key).low & 0xFF_FFFF
  }
}

extension IdentityKey {
  /// The resolvable private address that a device with this identity resolving key makes of 22
  /// random bits; bits above them are ignored.
  public func privateAddress(random: UInt32) -> AdvertisingAddress {
    var cipher = BlockCipher()
    let random = UInt64(random & 0x3F_FFFF | 0x40_0000)
    let proof = PrivateAddress.proof(of: random, key: cipher.prepare(self), &cipher)
    return AdvertisingAddress(random: random << 24 | proof)
  }
}
