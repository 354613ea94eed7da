extension [UInt8] {
  /// Appends a byte as two ASCII digits.
  mutating func append(hexadecimal byte: UInt8, uppercase: Bool = false) {
    append(hexadecimalDigit: byte >> 4, uppercase: uppercase)
    append(hexadecimalDigit: byte & 0x0F, uppercase: uppercase)
  }

  private mutating func append(hexadecimalDigit digit: UInt8, uppercase: Bool) {
    append(digit < 10 ? 0x30 + digit : (uppercase ? 0x41 : 0x61) + digit - 10)
  }
}
