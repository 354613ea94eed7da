/// Decodes a value that has been read.
struct PackedDecoder: Decoder {
  let value: PackedValue
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard case .map(let map) = value else { throw Self.mismatch(type) }
    return KeyedDecodingContainer(PackedKeyed<Key>(map: map))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard case .list(let list) = value else { throw Self.mismatch([PackedValue].self) }
    return PackedUnkeyed(list: list)
  }

  func singleValueContainer() -> any SingleValueDecodingContainer { PackedScalar(value: value) }

  static func mismatch(_ type: Any.Type) -> DecodingError {
    .typeMismatch(type, .init(codingPath: [], debugDescription: "a value of another kind"))
  }
}

/// What stands for itself, and not for a map or list.
struct PackedScalar: SingleValueDecodingContainer {
  let value: PackedValue
  var codingPath: [any CodingKey] { [] }

  func decodeNil() -> Bool {
    if case .null = value { return true }
    return false
  }

  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try Value(from: PackedDecoder(value: value))
  }

  func decode(_ type: Bool.Type) throws -> Bool {
    guard case .bool(let value) = value else { throw PackedDecoder.mismatch(type) }
    return value
  }

  func decode(_ type: String.Type) throws -> String {
    guard case .text(let text) = value else { throw PackedDecoder.mismatch(type) }
    return text
  }

  func decode(_ type: Double.Type) throws -> Double {
    guard case .double(let value) = value else { throw PackedDecoder.mismatch(type) }
    return value
  }

  func decode(_ type: Float.Type) throws -> Float {
    guard case .float(let value) = value else { throw PackedDecoder.mismatch(type) }
    return value
  }

  private func integer<Value: FixedWidthInteger>(_ type: Value.Type) throws -> Value {
    let found: Value? =
      switch value {
      case .signed(let value): Value(exactly: value)
      case .unsigned(let value): Value(exactly: value)
      default: nil
      }
    guard let found else { throw PackedDecoder.mismatch(type) }
    return found
  }

  func decode(_ type: Int.Type) throws -> Int { try integer(type) }
  func decode(_ type: Int8.Type) throws -> Int8 { try integer(type) }
  func decode(_ type: Int16.Type) throws -> Int16 { try integer(type) }
  func decode(_ type: Int32.Type) throws -> Int32 { try integer(type) }
  func decode(_ type: Int64.Type) throws -> Int64 { try integer(type) }
  func decode(_ type: UInt.Type) throws -> UInt { try integer(type) }
  func decode(_ type: UInt8.Type) throws -> UInt8 { try integer(type) }
  func decode(_ type: UInt16.Type) throws -> UInt16 { try integer(type) }
  func decode(_ type: UInt32.Type) throws -> UInt32 { try integer(type) }
  func decode(_ type: UInt64.Type) throws -> UInt64 { try integer(type) }
}
