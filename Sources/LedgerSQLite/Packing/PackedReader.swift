internal import Foundation

/// A value in the packed form, read.
indirect enum PackedValue {
  case null
  case bool(Bool)
  case signed(Int64)
  case unsigned(UInt64)
  case double(Double)
  case float(Float)
  case text(String)
  case map([(key: String, value: PackedValue)])
  case list([PackedValue])
}

/// Reads the packed form. Bytes that are not of that form are an error.
struct PackedReader {
  /// Why bytes are not of the packed form.
  enum Failure: Error { case ended, notATag, notANumber, notAText, tooDeep, tooLong }

  private let bytes: [UInt8]
  private var position = 0
  /// The number of a text that stood in the tag itself.
  private var shortText: UInt64?
  /// The texts that have been read, in the order in which they came.
  private var texts: [String] = []

  private static var depthLimit: Int { 64 }

  init(_ data: Data) { bytes = [UInt8](data) }

  /// Reads the one value that there is.
  mutating func readAll() throws -> PackedValue {
    let value = try read(try tag(), depth: 0)
    guard position == bytes.count else { throw Failure.tooLong }
    return value
  }

  private mutating func read(_ tag: PackedForm.Tag, depth: Int) throws -> PackedValue {
    guard depth < Self.depthLimit else { throw Failure.tooDeep }
    switch tag {
    case .null: return .null
    case .no: return .bool(false)
    case .yes: return .bool(true)
    case .signed:
      let number = try number()
      return .signed(Int64(bitPattern: number >> 1) ^ -Int64(number & 1))
    case .unsigned: return .unsigned(try number())
    case .double: return .double(Double(bitPattern: try fixed(8)))
    case .float: return .float(Float(bitPattern: UInt32(truncatingIfNeeded: try fixed(4))))
    case .text, .again: return .text(try text(tag))
    case .list:
      var list: [PackedValue] = []
      while case let tag = try self.tag(), tag != .end {
        list.append(try read(tag, depth: depth + 1))
      }
      return .list(list)
    case .map:
      var map: [(key: String, value: PackedValue)] = []
      while case let tag = try self.tag(), tag != .end {
        let key = try text(tag)
        map.append((key, try read(try self.tag(), depth: depth + 1)))
      }
      return .map(map)
    case .end: throw Failure.notATag
    }
  }

  private mutating func byte() throws -> UInt8 {
    guard position < bytes.count else { throw Failure.ended }
    defer { position += 1 }
    return bytes[position]
  }

  private mutating func tag() throws -> PackedForm.Tag {
    let byte = try byte()
    if byte >= 0x80 {
      shortText = UInt64(byte & 0x7F)
      return .again
    }
    guard let tag = PackedForm.Tag(rawValue: byte) else { throw Failure.notATag }
    return tag
  }

  private mutating func number() throws -> UInt64 {
    var number: UInt64 = 0
    for shift in stride(from: 0, to: 70, by: 7) {
      let byte = try byte()
      let group = UInt64(byte & 0x7F)
      guard shift < 63 || group <= 1 else { throw Failure.notANumber }
      number |= group << UInt64(shift)
      if byte < 0x80 { return number }
    }
    throw Failure.notANumber
  }

  private mutating func fixed(_ count: Int) throws -> UInt64 {
    var value: UInt64 = 0
    for index in 0..<count { value |= UInt64(try byte()) << UInt64(8 * index) }
    return value
  }

  private mutating func text(_ tag: PackedForm.Tag) throws -> String {
    let number = try shortText ?? number()
    shortText = nil
    switch tag {
    case .again:
      if number < UInt64(PackedWords.words.count) { return PackedWords.words[Int(number)] }
      guard number >= PackedWords.room, number - PackedWords.room < UInt64(texts.count) else {
        throw Failure.notAText
      }
      return texts[Int(number - PackedWords.room)]
    case .text:
      guard number <= UInt64(bytes.count - position) else { throw Failure.ended }
      let end = position + Int(number)
      guard let text = String(validating: bytes[position..<end], as: UTF8.self) else {
        throw Failure.notAText
      }
      position = end
      texts.append(text)
      return text
    default: throw Failure.notAText
    }
  }
}
