/// Reads numbers off bytes that the host wrote lowest byte first, and never past their end.
struct LittleEndianCursor {
  private(set) var position: Int
  private let end: Int

  init(_ bytes: Span<UInt8>, from position: Int = 0) {
    self.position = position
    end = bytes.count
  }

  /// The next number, or nothing when the bytes end before it does.
  mutating func next<Number: FixedWidthInteger & UnsignedInteger>(
    _ type: Number.Type = Number.self, in bytes: Span<UInt8>
  ) -> Number? {
    let size = Number.bitWidth / 8
    guard end - position >= size else { return nil }
    var number: Number = 0
    for offset in 0..<size {
      number |= Number(bytes[position + offset]) << Number(8 * offset)
    }
    position += size
    return number
  }

  /// The next 48-bit address.
  mutating func nextAddress(in bytes: Span<UInt8>) -> UInt64? {
    guard end - position >= 6 else { return nil }
    var bits: UInt64 = 0
    for offset in 0..<6 { bits |= UInt64(bytes[position + offset]) << UInt64(8 * offset) }
    position += 6
    return bits
  }

  mutating func skip(_ count: Int) { position += count }
}

extension [UInt8] {
  /// Appends a number, lowest byte first.
  mutating func append<Number: FixedWidthInteger & UnsignedInteger>(littleEndian number: Number) {
    for shift in stride(from: 0, to: Number.bitWidth, by: 8) {
      append(UInt8(truncatingIfNeeded: number >> Number(shift)))
    }
  }
}
