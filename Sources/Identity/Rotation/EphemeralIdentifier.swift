public import Advertising

/// What the Eddystone-EID specification encrypts, laid out as the low 8 bytes of a block; the high
/// 8 are zero.
///
/// Source: google/eddystone, eddystone-eid/eid-computation.md, "Computing an EID value".
enum EphemeralIdentifierBlock {
  /// Encrypted with the identity key, it gives the temporary key of 65,536 seconds.
  static func temporaryKey(number: UInt16) -> UInt64 { 0xFF << 32 | UInt64(number) }

  /// Encrypted with the temporary key, it gives the identifier in its first 8 bytes.
  static func identifier(exponent: RotationExponent, counter: UInt32) -> UInt64 {
    let periodStart = (counter >> exponent.rawValue) << exponent.rawValue
    return UInt64(exponent.rawValue) << 32 | UInt64(periodStart)
  }
}

extension IdentityKey {
  /// What an Eddystone-EID beacon with this key advertises when its counter shows that many
  /// seconds.
  ///
  /// It takes two AES blocks; `EphemeralIdentifiers` does the same for a whole shop ahead of time.
  public func ephemeralIdentifier(
    exponent: RotationExponent, counter: UInt32
  ) -> BeaconIdentifier {
    var cipher = BlockCipher()
    let temporary = cipher.encrypt(
      low: EphemeralIdentifierBlock.temporaryKey(number: UInt16(counter >> 16)),
      key: cipher.prepare(self))
    let identifier = cipher.encrypt(
      low: EphemeralIdentifierBlock.identifier(exponent: exponent, counter: counter),
      key: cipher.prepare(IdentityKey(high: temporary.high, low: temporary.low)))
    return BeaconIdentifier(kind: .eddystoneEID, high: identifier.high)
  }
}
