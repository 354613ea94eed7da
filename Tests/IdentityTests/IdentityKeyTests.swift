import Advertising
import Identity
import Testing

@Suite("Identity key")
struct IdentityKeyTests {
  @Test("32 hexadecimal digits of either case and the same 16 bytes make the same key")
  func accepts() throws {
    let exponent = try #require(RotationExponent(10))
    let bytes: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0x0A, 0x11, 0x12, 0x13, 0x14, 0x15, 0xFE]
    let identifiers = try [
      IdentityKey(bytes: bytes),
      IdentityKey(hexadecimal: "0102030405060708090A1112131415FE"),
      IdentityKey(hexadecimal: "0102030405060708090a1112131415fe"),
    ].map { $0.ephemeralIdentifier(exponent: exponent, counter: 0) }
    #expect(Set(identifiers).count == 1)
  }

  @Test(
    "Anything but 32 digits is refused with its length",
    arguments: ["", "01", "0102030405060708090A11121314151", "0102030405060708090A111213141516F"])
  func wrongLength(text: String) {
    #expect(
      throws: IdentityKeyError.wrongLength(
        found: text.utf8.count, expected: 32, unit: .hexadecimalDigits)
    ) { try IdentityKey(hexadecimal: text) }
  }

  @Test("A character that is no digit is named by its offset")
  func notHexadecimal() {
    #expect(throws: IdentityKeyError.notHexadecimal(offset: 5)) {
      try IdentityKey(hexadecimal: "01020g0405060708090A111213141516")
    }
    #expect(throws: IdentityKeyError.notHexadecimal(offset: 0)) {
      try IdentityKey(hexadecimal: "é02030405060708090A111213141516")
    }
  }

  @Test("15 or 17 bytes are refused", arguments: [0, 15, 17])
  func wrongByteCount(count: Int) {
    #expect(throws: IdentityKeyError.wrongLength(found: count, expected: 16, unit: .bytes)) {
      try IdentityKey(bytes: [UInt8](repeating: 1, count: count))
    }
  }

  @Test("No way of printing a key shows a byte of it, nor does an error about one")
  func redacted() throws {
    let key = try IdentityKey(hexadecimal: "DEADBEEFDEADBEEFDEADBEEFDEADBEEF")
    var dumped = ""
    dump(key, to: &dumped)
    for text in ["\(key)", String(describing: key), String(reflecting: [key]), dumped] {
      #expect(text.contains("redacted"))
      #expect(!text.uppercased().contains("BEEF"))
      #expect(!text.contains("\(UInt64(0xDEAD_BEEF_DEAD_BEEF))"))
    }
    let error = #expect(throws: IdentityKeyError.self) {
      try IdentityKey(hexadecimal: "DEADBEEFDEADBEEFDEADBEEFDEADBEEG")
    }
    #expect(error.map { !"\($0)".contains("BEEF") } == true)
  }
}
