/// A map that is decoded by its keys.
struct PackedKeyed<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let map: [(key: String, value: PackedValue)]
  var codingPath: [any CodingKey] { [] }
  var allKeys: [Key] { map.compactMap { Key(stringValue: $0.key) } }

  func contains(_ key: Key) -> Bool { map.contains { $0.key == key.stringValue } }

  private func value(_ key: some CodingKey) throws -> PackedScalar {
    guard let found = map.first(where: { $0.key == key.stringValue }) else {
      throw DecodingError.keyNotFound(key, .init(codingPath: [], debugDescription: "no such key"))
    }
    return PackedScalar(value: found.value)
  }

  func decodeNil(forKey key: Key) throws -> Bool { try value(key).decodeNil() }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    try value(key).decode(type)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    try PackedDecoder(value: try value(key).value).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try PackedDecoder(value: try value(key).value).unkeyedContainer()
  }

  func superDecoder() -> any Decoder { PackedDecoder(value: .map(map)) }

  func superDecoder(forKey key: Key) throws -> any Decoder {
    PackedDecoder(value: try value(key).value)
  }

  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool {
    try value(key).decode(type)
  }
  func decode(_ type: String.Type, forKey key: Key) throws -> String {
    try value(key).decode(type)
  }
  func decode(_ type: Double.Type, forKey key: Key) throws -> Double {
    try value(key).decode(type)
  }
  func decode(_ type: Float.Type, forKey key: Key) throws -> Float {
    try value(key).decode(type)
  }
  func decode(_ type: Int.Type, forKey key: Key) throws -> Int {
    try value(key).decode(type)
  }
  func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 {
    try value(key).decode(type)
  }
  func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 {
    try value(key).decode(type)
  }
  func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 {
    try value(key).decode(type)
  }
  func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 {
    try value(key).decode(type)
  }
  func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt {
    try value(key).decode(type)
  }
  func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 {
    try value(key).decode(type)
  }
  func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 {
    try value(key).decode(type)
  }
  func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 {
    try value(key).decode(type)
  }
  func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 {
    try value(key).decode(type)
  }
}

/// A list that is decoded from its beginning.
struct PackedUnkeyed: UnkeyedDecodingContainer {
  let list: [PackedValue]
  private(set) var currentIndex = 0
  var codingPath: [any CodingKey] { [] }
  var count: Int? { list.count }
  var isAtEnd: Bool { currentIndex >= list.count }

  init(list: [PackedValue]) { self.list = list }

  private mutating func next() throws -> PackedScalar {
    guard !isAtEnd else { throw PackedReader.Failure.ended }
    defer { currentIndex += 1 }
    return PackedScalar(value: list[currentIndex])
  }

  mutating func decodeNil() throws -> Bool {
    guard !isAtEnd, case .null = list[currentIndex] else { return false }
    currentIndex += 1
    return true
  }

  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try next().decode(type)
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) throws -> KeyedDecodingContainer<Nested> {
    try PackedDecoder(value: try next().value).container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try PackedDecoder(value: try next().value).unkeyedContainer()
  }

  mutating func superDecoder() throws -> any Decoder { PackedDecoder(value: try next().value) }

  mutating func decode(_ type: Bool.Type) throws -> Bool { try next().decode(type) }
  mutating func decode(_ type: String.Type) throws -> String { try next().decode(type) }
  mutating func decode(_ type: Double.Type) throws -> Double { try next().decode(type) }
  mutating func decode(_ type: Float.Type) throws -> Float { try next().decode(type) }
  mutating func decode(_ type: Int.Type) throws -> Int { try next().decode(type) }
  mutating func decode(_ type: Int8.Type) throws -> Int8 { try next().decode(type) }
  mutating func decode(_ type: Int16.Type) throws -> Int16 { try next().decode(type) }
  mutating func decode(_ type: Int32.Type) throws -> Int32 { try next().decode(type) }
  mutating func decode(_ type: Int64.Type) throws -> Int64 { try next().decode(type) }
  mutating func decode(_ type: UInt.Type) throws -> UInt { try next().decode(type) }
  mutating func decode(_ type: UInt8.Type) throws -> UInt8 { try next().decode(type) }
  mutating func decode(_ type: UInt16.Type) throws -> UInt16 { try next().decode(type) }
  mutating func decode(_ type: UInt32.Type) throws -> UInt32 { try next().decode(type) }
  mutating func decode(_ type: UInt64.Type) throws -> UInt64 { try next().decode(type) }
}
