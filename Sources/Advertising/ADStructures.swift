/// A walk over the AD structures of advertising data.
///
/// The walk holds positions, not bytes: hand the same bytes to every call of `next(in:)`.
@frozen
public struct ADStructures: BitwiseCopyable, Sendable {
  @usableFromInline var position: Int
  @usableFromInline let end: Int

  /// Starts a walk over the advertising data at `range`.
  @inlinable
  public init(_ range: Range<Int>) {
    position = range.lowerBound
    end = range.upperBound
  }

  /// The next structure, or `nil` after the last.
  ///
  /// A structure of length zero ends the data early; only zeros may follow it.
  /// After an error the walk is at its end.
  ///
  /// - Parameter bytes: What the range of the walk counts in; it must reach to the range's end.
  @inlinable
  @inline(__always)
  public mutating func next(in bytes: Span<UInt8>) throws(DecodeError) -> ADStructure? {
    guard position < end else { return nil }
    let length = Int(bytes[position])
    let first = position + 1
    guard length > 0 else {
      try skipPadding(in: bytes)
      return nil
    }
    guard length <= end - first else {
      position = end
      throw DecodeError(
        offset: first - 1, cause: .endOfBytes(needed: length + 1, available: end - first + 1))
    }
    position = first + length
    return ADStructure(type: ADType(rawValue: bytes[first]), payload: (first + 1)..<position)
  }

  @usableFromInline
  mutating func skipPadding(in bytes: Span<UInt8>) throws(DecodeError) {
    let padding = position..<end
    position = end
    for index in padding where bytes[index] != 0 {
      throw DecodeError(offset: index, cause: .padding(bytes[index]))
    }
  }
}
