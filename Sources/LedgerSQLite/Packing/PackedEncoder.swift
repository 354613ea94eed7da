/// Encodes a value into a writer.
struct PackedEncoder: Encoder {
  let writer: PackedWriter
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(PackedMap<Key>(writer: writer, place: writer.begin(.map)))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    PackedList(writer: writer, place: writer.begin(.list))
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { PackedSingle(writer: writer) }
}
