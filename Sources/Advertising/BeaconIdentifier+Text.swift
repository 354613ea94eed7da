extension BeaconIdentifier: CustomStringConvertible {
  /// The identifier as people write it, without its kind:
  ///
  /// | kind | text |
  /// |---|---|
  /// | `iBeacon` | `f7826da6-4fa2-4e98-8024-bc5b71e0893e/1/2`: UUID, major, minor |
  /// | `altBeacon` | 40 hexadecimal digits |
  /// | `eddystoneUID` | `8b0ca750095477cb3e77/010000000000`: namespace, instance |
  /// | `eddystoneEID` | 16 hexadecimal digits |
  /// | `address` | `01:23:45:67:89:AB/random` or `/public` |
  /// | `name` | the name |
  public var description: String {
    switch kind {
    case .iBeacon:
      "\(uuidText)/\(low >> 16)/\(low & 0xFFFF)"
    case .altBeacon: hexadecimalText(0..<20)
    case .eddystoneUID: "\(hexadecimalText(0..<10))/\(hexadecimalText(10..<16))"
    case .eddystoneEID: hexadecimalText(0..<8)
    case .address:
      "\(AdvertisingAddress(bits: high >> 16, kind: .public))\(isPublic ? "/public" : "/random")"
    case .name: nameText
    }
  }

  /// Reads an identifier of a kind from what `description` writes.
  ///
  /// Upper and lower case are alike; the hyphens of a UUID may be left out; parts may also be
  /// separated by a colon, a comma or a space. A name has at most 20 bytes of UTF-8 and no zeros.
  public init?(_ text: String, kind: Kind) {
    var cursor = TextCursor(text)
    switch kind {
    case .iBeacon: self.init(iBeacon: &cursor)
    case .altBeacon: self.init(altBeacon: &cursor)
    case .eddystoneUID: self.init(eddystoneUID: &cursor)
    case .eddystoneEID: self.init(eddystoneEID: &cursor)
    case .address:
      guard let address = AdvertisingAddress(text) else { return nil }
      self = address.identifier
      return
    case .name:
      self.init(name: text)
      return
    }
    guard cursor.isAtEnd else { return nil }
  }
}

extension BeaconIdentifier {
  private static var separators: String { "/:, " }

  private init?(iBeacon cursor: inout TextCursor) {
    var uuid: UInt128 = 0
    for index in 0..<16 {
      if index == 4 || index == 6 || index == 8 || index == 10 { _ = cursor.skip(anyOf: "-") }
      guard let byte = cursor.hexadecimalByte() else { return nil }
      uuid = uuid << 8 | UInt128(byte)
    }
    guard cursor.skip(anyOf: Self.separators), let major = cursor.decimal(),
      cursor.skip(anyOf: Self.separators), let minor = cursor.decimal()
    else { return nil }
    self.init(
      kind: .iBeacon, high: UInt64(truncatingIfNeeded: uuid >> 64),
      middle: UInt64(truncatingIfNeeded: uuid), low: UInt32(major) << 16 | UInt32(minor))
  }

  private init?(altBeacon cursor: inout TextCursor) {
    guard let high: UInt64 = cursor.hexadecimal(bytes: 8),
      let middle: UInt64 = cursor.hexadecimal(bytes: 8),
      let low: UInt32 = cursor.hexadecimal(bytes: 4)
    else { return nil }
    self.init(kind: .altBeacon, high: high, middle: middle, low: low)
  }

  private init?(eddystoneUID cursor: inout TextCursor) {
    guard let high: UInt64 = cursor.hexadecimal(bytes: 8),
      let namespaceEnd: UInt64 = cursor.hexadecimal(bytes: 2)
    else { return nil }
    _ = cursor.skip(anyOf: Self.separators)
    guard let instance: UInt64 = cursor.hexadecimal(bytes: 6) else { return nil }
    self.init(kind: .eddystoneUID, high: high, middle: namespaceEnd << 48 | instance)
  }

  private init?(eddystoneEID cursor: inout TextCursor) {
    guard let high: UInt64 = cursor.hexadecimal(bytes: 8) else { return nil }
    self.init(kind: .eddystoneEID, high: high)
  }

  private init?(name: String) {
    guard !name.isEmpty, name.utf8.count <= 20, !name.utf8.contains(0) else { return nil }
    var (high, middle, low): (UInt64, UInt64, UInt32) = (0, 0, 0)
    var index = 0
    for byte in name.utf8 {
      switch index {
      case 0..<8: high |= UInt64(byte) << UInt64(56 - 8 * index)
      case 8..<16: middle |= UInt64(byte) << UInt64(120 - 8 * index)
      default: low |= UInt32(byte) << UInt32(152 - 8 * index)
      }
      index += 1
    }
    self.init(kind: .name, high: high, middle: middle, low: low)
  }

  private var isPublic: Bool { high & 0xFF00 == 0x0100 }

  /// One of the 20 bytes.
  private func byte(at index: Int) -> UInt8 {
    switch index {
    case 0..<8: UInt8(truncatingIfNeeded: high >> UInt64(56 - 8 * index))
    case 8..<16: UInt8(truncatingIfNeeded: middle >> UInt64(120 - 8 * index))
    default: UInt8(truncatingIfNeeded: low >> UInt32(152 - 8 * index))
    }
  }

  private func hexadecimalText(_ range: Range<Int>) -> String {
    var text: [UInt8] = []
    for index in range { text.append(hexadecimal: byte(at: index)) }
    return String(decoding: text, as: UTF8.self)
  }

  private var uuidText: String {
    var text: [UInt8] = []
    for index in 0..<16 {
      if index == 4 || index == 6 || index == 8 || index == 10 { text.append(0x2D) }
      text.append(hexadecimal: byte(at: index))
    }
    return String(decoding: text, as: UTF8.self)
  }

  private var nameText: String {
    var text: [UInt8] = []
    for index in 0..<20 where byte(at: index) != 0 { text.append(byte(at: index)) }
    return String(decoding: text, as: UTF8.self)
  }
}
