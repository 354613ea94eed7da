import Advertising
import Identity
import Testing

@Suite("Ephemeral identifier")
struct EphemeralIdentifierTests {
  /// The first and the second are published vectors; the others were computed with OpenSSL's
  /// `aes-128-ecb` from the specification's two tables.
  @Test(
    "equals the specification's computation",
    arguments: [
      (10, 0, 0xA9B7_6A71_C5F8_9290), (10, 2_000, 0x4144_413E_45FE_FA58),
      (10, 65_535, 0xA2A2_BD39_4FF7_6EF2), (10, 65_536, 0x3969_73B4_0660_265B),
      (0, 0, 0x45AB_7B59_2744_4083), (0, 65_535, 0xD8AE_C84D_C3E9_8B13),
      (0, 65_536, 0x77F1_11E8_9D01_E7A9), (15, 32_768, 0x88AC_6EE1_4D18_E6F5),
      (15, 65_536, 0x078B_F863_B673_43BB), (4, 123_456_789, 0x6844_46C8_CC6D_313D),
      (10, .max, 0xA3AD_9CDF_AD09_2BE4), (0, .max, 0xE1EB_C3BA_7AD9_3FE5),
    ] as [(Int, UInt32, UInt64)])
  func vectors(exponent: Int, counter: UInt32, expected: UInt64) throws {
    let key = try IdentityKey(hexadecimal: "0102030405060708090A111213141516")
    let identifier = key.ephemeralIdentifier(
      exponent: try #require(RotationExponent(exponent)), counter: counter)
    #expect(identifier == BeaconIdentifier(kind: .eddystoneEID, high: expected))
  }

  @Test("stays the same for 2^K seconds and changes then", arguments: [0, 1, 7, 15])
  func period(exponent: Int) throws {
    let key = try IdentityKey(hexadecimal: "0102030405060708090A111213141516")
    let exponent = try #require(RotationExponent(exponent))
    let length = UInt32(1) << exponent.rawValue
    let first = key.ephemeralIdentifier(exponent: exponent, counter: length)
    #expect(key.ephemeralIdentifier(exponent: exponent, counter: 2 * length - 1) == first)
    #expect(key.ephemeralIdentifier(exponent: exponent, counter: 2 * length) != first)
    #expect(exponent.period == .seconds(Int64(length)))
  }

  @Test("has an exponent of 0 to 15 and no other", arguments: [-1, 16, 255, 256, .min, .max])
  func exponent(value: Int) {
    #expect(RotationExponent(value) == nil)
  }
}
