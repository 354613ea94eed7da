import Identity
import Testing

@Suite("Identity key")
struct IdentityKeyTests {
  let text = "0102030405060708090A0b0c0d0e0F10"

  @Test("takes 32 hexadecimal digits of either case, or 16 bytes")
  func accepts() throws {
    _ = try IdentityKey(hexadecimal: text)
    _ = try IdentityKey(bytes: Array(1...16))
  }
}
