/// The map that an encoder writes.
struct PackedMap<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let writer: PackedWriter
  let place: PackedWriter.Place
  var codingPath: [any CodingKey] { [] }

  private func key(_ key: some CodingKey) throws {
    try writer.resume(place)
    writer.write(key.stringValue)
  }

  func encodeNil(forKey key: Key) throws {
    try self.key(key)
    writer.write(.null)
  }

  func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
    try self.key(key)
    try value.encode(to: PackedEncoder(writer: writer))
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    // What cannot be written here cannot be resumed either, which throws then.
    try? self.key(key)
    return PackedEncoder(writer: writer).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    try? self.key(key)
    return PackedEncoder(writer: writer).unkeyedContainer()
  }

  func superEncoder() -> any Encoder { PackedEncoder(writer: writer) }

  func superEncoder(forKey key: Key) -> any Encoder {
    try? self.key(key)
    return PackedEncoder(writer: writer)
  }

  func encode(_ value: Bool, forKey key: Key) throws {
    try self.key(key)
    writer.write(value)
  }
  func encode(_ value: String, forKey key: Key) throws {
    try self.key(key)
    writer.write(value)
  }
  func encode(_ value: Double, forKey key: Key) throws {
    try self.key(key)
    writer.write(value)
  }
  func encode(_ value: Float, forKey key: Key) throws {
    try self.key(key)
    writer.write(value)
  }
  func encode(_ value: Int, forKey key: Key) throws {
    try self.key(key)
    writer.write(value)
  }
  func encode(_ value: Int8, forKey key: Key) throws {
    try self.key(key)
    writer.write(value)
  }
  func encode(_ value: Int16, forKey key: Key) throws {
    try self.key(key)
    writer.write(value)
  }
  func encode(_ value: Int32, forKey key: Key) throws {
    try self.key(key)
    writer.write(value)
  }
  func encode(_ value: Int64, forKey key: Key) throws {
    try self.key(key)
    writer.write(value)
  }
  func encode(_ value: UInt, forKey key: Key) throws {
    try self.key(key)
    writer.write(value)
  }
  func encode(_ value: UInt8, forKey key: Key) throws {
    try self.key(key)
    writer.write(value)
  }
  func encode(_ value: UInt16, forKey key: Key) throws {
    try self.key(key)
    writer.write(value)
  }
  func encode(_ value: UInt32, forKey key: Key) throws {
    try self.key(key)
    writer.write(value)
  }
  func encode(_ value: UInt64, forKey key: Key) throws {
    try self.key(key)
    writer.write(value)
  }
}

/// The list that an encoder writes.
struct PackedList: UnkeyedEncodingContainer {
  let writer: PackedWriter
  let place: PackedWriter.Place
  private(set) var count = 0
  var codingPath: [any CodingKey] { [] }

  init(writer: PackedWriter, place: PackedWriter.Place) {
    self.writer = writer
    self.place = place
  }

  private mutating func next() throws {
    try writer.resume(place)
    count += 1
  }

  mutating func encodeNil() throws {
    try next()
    writer.write(.null)
  }

  mutating func encode<Value: Encodable>(_ value: Value) throws {
    try next()
    try value.encode(to: PackedEncoder(writer: writer))
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) -> KeyedEncodingContainer<Nested> {
    try? next()
    return PackedEncoder(writer: writer).container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    try? next()
    return PackedEncoder(writer: writer).unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder {
    try? next()
    return PackedEncoder(writer: writer)
  }

  mutating func encode(_ value: Bool) throws {
    try next()
    writer.write(value)
  }
  mutating func encode(_ value: String) throws {
    try next()
    writer.write(value)
  }
  mutating func encode(_ value: Double) throws {
    try next()
    writer.write(value)
  }
  mutating func encode(_ value: Float) throws {
    try next()
    writer.write(value)
  }
  mutating func encode(_ value: Int) throws {
    try next()
    writer.write(value)
  }
  mutating func encode(_ value: Int8) throws {
    try next()
    writer.write(value)
  }
  mutating func encode(_ value: Int16) throws {
    try next()
    writer.write(value)
  }
  mutating func encode(_ value: Int32) throws {
    try next()
    writer.write(value)
  }
  mutating func encode(_ value: Int64) throws {
    try next()
    writer.write(value)
  }
  mutating func encode(_ value: UInt) throws {
    try next()
    writer.write(value)
  }
  mutating func encode(_ value: UInt8) throws {
    try next()
    writer.write(value)
  }
  mutating func encode(_ value: UInt16) throws {
    try next()
    writer.write(value)
  }
  mutating func encode(_ value: UInt32) throws {
    try next()
    writer.write(value)
  }
  mutating func encode(_ value: UInt64) throws {
    try next()
    writer.write(value)
  }
}

/// The one value that an encoder writes.
struct PackedSingle: SingleValueEncodingContainer {
  let writer: PackedWriter
  var codingPath: [any CodingKey] { [] }

  func encodeNil() { writer.write(.null) }

  func encode<Value: Encodable>(_ value: Value) throws {
    try value.encode(to: PackedEncoder(writer: writer))
  }

  func encode(_ value: Bool) { writer.write(value) }
  func encode(_ value: String) { writer.write(value) }
  func encode(_ value: Double) { writer.write(value) }
  func encode(_ value: Float) { writer.write(value) }
  func encode(_ value: Int) { writer.write(value) }
  func encode(_ value: Int8) { writer.write(value) }
  func encode(_ value: Int16) { writer.write(value) }
  func encode(_ value: Int32) { writer.write(value) }
  func encode(_ value: Int64) { writer.write(value) }
  func encode(_ value: UInt) { writer.write(value) }
  func encode(_ value: UInt8) { writer.write(value) }
  func encode(_ value: UInt16) { writer.write(value) }
  func encode(_ value: UInt32) { writer.write(value) }
  func encode(_ value: UInt64) { writer.write(value) }
}
