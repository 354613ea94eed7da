extension AdvertisingAddress: CustomStringConvertible {
  /// The address as printed on devices: `01:23:45:67:89:AB`. The kind is not part of it.
  public var description: String {
    var text: [UInt8] = []
    for shift in stride(from: 40, through: 0, by: -8) {
      text.append(hexadecimal: UInt8(truncatingIfNeeded: bits >> UInt64(shift)), uppercase: true)
      if shift > 0 { text.append(0x3A) }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Reads an address such as `01:23:45:67:89:AB`.
  ///
  /// The text does not show whether an address is public or random: `/public` or `/random` behind
  /// it says so, and without either it is taken for public. Upper and lower case are alike.
  public init?(_ text: String) {
    var cursor = TextCursor(text)
    var bits: UInt64 = 0
    for index in 0..<6 {
      if index > 0, !cursor.skip(anyOf: ":") { return nil }
      guard let byte = cursor.hexadecimalByte() else { return nil }
      bits = bits << 8 | UInt64(byte)
    }
    if cursor.skip("/random") {
      self.init(random: bits)
    } else {
      _ = cursor.skip("/public")
      self.init(bits: bits, kind: .public)
    }
    guard cursor.isAtEnd else { return nil }
  }
}
