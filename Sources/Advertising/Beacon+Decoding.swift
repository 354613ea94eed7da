extension Beacon {
  /// The beacon that `structure` holds, or `nil` if it holds something else.
  ///
  /// - Parameters:
  ///   - structure: A structure of the advertising data.
  ///   - bytes: What the structure was found in.
  /// - Throws: When the structure claims a beacon format but does not keep to it.
  @inlinable
  @inline(__always)
  public static func decode(
    _ structure: ADStructure, in bytes: Span<UInt8>
  ) throws(DecodeError) -> Beacon? {
    switch structure.type {
    case .manufacturerSpecificData:
      return try manufacturerData(bytes.extracting(structure.payload), at: structure.start)
    case .serviceData16:
      return try serviceData(bytes.extracting(structure.payload), at: structure.start)
    default:
      return nil
    }
  }

  /// The first beacon in the advertising data at `payload`, or `foreign` if there is anything
  /// foreign in it.
  ///
  /// This is for bytes off the air: it neither throws nor allocates, and ends quietly at the
  /// first malformed structure.
  ///
  /// - Complexity: O(*n*) in the length of the payload.
  @inlinable
  @inline(__always)
  public static func first(in bytes: Span<UInt8>, _ payload: Range<Int>) -> Beacon? {
    if let beacon = IBeacon(usual: bytes, payload) { return .iBeacon(beacon) }
    return firstOfStructures(in: bytes, payload)
  }

  /// What ``first(in:_:)`` says, structure by structure.
  @inlinable
  @inline(never)
  static func firstOfStructures(in bytes: Span<UInt8>, _ payload: Range<Int>) -> Beacon? {
    var structures = ADStructures(payload)
    var found: Beacon?
    do throws(DecodeError) {
      while let structure = try structures.next(in: bytes) {
        guard let beacon = try decode(structure, in: bytes) else { continue }
        if beacon.isForeign { return beacon }
        if found == nil { found = beacon }
      }
    } catch {
      return found
    }
    return found
  }

  @inlinable
  @inline(__always)
  static func manufacturerData(
    _ data: Span<UInt8>, at offset: Int
  ) throws(DecodeError) -> Beacon? {
    guard data.count >= 2 else {
      throw DecodeError(offset: offset, cause: .endOfBytes(needed: 2, available: data.count))
    }
    if data.count >= 4, data[2] == 0xBE, data[3] == 0xAC {
      return .altBeacon(try AltBeacon(data, at: offset))
    }
    guard data[0] == 0x4C, data[1] == 0x00 else { return nil }
    return try apple(data, at: offset)
  }

  @inlinable
  static func serviceData(
    _ data: Span<UInt8>, at offset: Int
  ) throws(DecodeError) -> Beacon? {
    guard data.count >= 2 else {
      throw DecodeError(offset: offset, cause: .endOfBytes(needed: 2, available: data.count))
    }
    switch UInt16(data[1]) << 8 | UInt16(data[0]) {
    case 0xFEAA: return try eddystone(data, at: offset)
    case 0xFCB2: return .foreign
    default: return nil
    }
  }
}
