internal import Foundation

/// Writes the packed form from beginning to end.
///
/// What encodes into it does so in order: a container takes no more once something beside it has been
/// written. What the compiler makes of `Codable` keeps to that.
final class PackedWriter {
  private var bytes: [UInt8] = []
  private var texts: [String: UInt64] = [:]
  /// The containers that have not ended, the outermost first, by their numbers.
  private var open: [Int] = []
  private var containers = 0

  init() { bytes.reserveCapacity(1_024) }

  /// Where a container is among those that are open.
  struct Place {
    var depth: Int
    var number: Int
  }

  func begin(_ tag: PackedForm.Tag) -> Place {
    write(tag)
    containers += 1
    open.append(containers)
    return Place(depth: open.count - 1, number: containers)
  }

  /// Ends the containers within one, before more is written to it.
  func resume(_ place: Place) throws {
    guard place.depth < open.count, open[place.depth] == place.number else {
      throw EncodingError.invalidValue(
        place.number, .init(codingPath: [], debugDescription: "a container was left and resumed"))
    }
    while open.count > place.depth + 1 {
      write(.end)
      open.removeLast()
    }
  }

  func finish() -> Data {
    for _ in open { write(.end) }
    open = []
    return Data(bytes)
  }

  func write(_ tag: PackedForm.Tag) { bytes.append(tag.rawValue) }

  func write(_ value: Bool) { write(value ? .yes : .no) }

  func write(_ value: some FixedWidthInteger & SignedInteger) {
    let wide = Int64(value)
    write(.signed)
    number(UInt64(bitPattern: wide << 1 ^ wide >> 63))
  }

  func write(_ value: some FixedWidthInteger & UnsignedInteger) {
    write(.unsigned)
    number(UInt64(value))
  }

  func write(_ value: Double) {
    write(.double)
    append(value.bitPattern, count: 8)
  }

  func write(_ value: Float) {
    write(.float)
    append(UInt64(value.bitPattern), count: 4)
  }

  func write(_ text: String) {
    if let index = PackedWords.numbers[text] ?? texts[text] {
      if index < 0x80 {
        bytes.append(UInt8(index) | 0x80)
      } else {
        write(.again)
        number(index)
      }
      return
    }
    texts[text] = PackedWords.room + UInt64(texts.count)
    write(.text)
    number(UInt64(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  private func number(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  private func append(_ value: UInt64, count: Int) {
    for index in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * index))) }
  }
}
