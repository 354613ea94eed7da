internal import Foundation

/// The form in which values are written before they are sealed: what JSON can say, in a third of the
/// bytes and of the time.
///
/// A value is a tag and what belongs to it. Whole numbers are in groups of 7 bits, the lowest first
/// (LEB128), signed ones in zigzag. A text is written once and referred to by its number afterwards,
/// be it a key or a value; common ones (`PackedWords`) have a number from the start. A number below
/// 128 is a byte with its highest bit set, in place of a tag. A map or list goes on to its end mark.
/// As with JSON, keys that a reader does not know are passed over, and missing ones can be optional.
enum PackedForm {
  enum Tag: UInt8 {
    case null, no, yes, signed, unsigned, double, float, text, again, map, list, end
  }

  static func encode(_ value: some Encodable) throws -> Data {
    let writer = PackedWriter()
    try value.encode(to: PackedEncoder(writer: writer))
    return writer.finish()
  }

  static func decode<Value: Decodable>(_ type: Value.Type, from data: Data) throws -> Value {
    var reader = PackedReader(data)
    return try Value(from: PackedDecoder(value: try reader.readAll()))
  }
}
