/// A shopper's number inside one running engine: dense, reused, and worthless outside it.
///
/// The generation tells a slot's present owner from its former ones, so that a sighting still in
/// flight when a shopper withdraws can never be counted for whoever gets the slot next.
@frozen
public struct ShopperIndex: BitwiseCopyable, Hashable, Comparable, Sendable, Codable {
  /// Slot in the low 24 bits, generation in the next 24.
  public let rawValue: UInt64

  /// Creates an index; bits beyond the 24 of each part are cut off.
  @inlinable
  public init(slot: UInt32, generation: UInt32) {
    rawValue = UInt64(generation & 0xFF_FFFF) << 24 | UInt64(slot & 0xFF_FFFF)
  }

  /// The number of the slot, 0 to 16,777,215.
  @inlinable
  public var slot: Int { Int(rawValue & 0xFF_FFFF) }

  /// How often the slot had been given away before, modulo 2^24.
  @inlinable
  public var generation: UInt32 { UInt32(rawValue >> 24) }

  @inlinable
  public static func < (left: ShopperIndex, right: ShopperIndex) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// A receiver's number: its position in the floor's list of receivers.
@frozen
public struct ReceiverIndex: BitwiseCopyable, Hashable, Comparable, Sendable, Codable {
  /// The position, from 0.
  public let rawValue: UInt16

  /// Creates an index from a position.
  @inlinable
  public init(_ rawValue: UInt16) { self.rawValue = rawValue }

  @inlinable
  public static func < (left: ReceiverIndex, right: ReceiverIndex) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// A place's number: its position in the floor's list of places.
@frozen
public struct PlaceIndex: BitwiseCopyable, Hashable, Comparable, Sendable, Codable {
  /// The position, from 0.
  public let rawValue: UInt16

  /// Creates an index from a position.
  @inlinable
  public init(_ rawValue: UInt16) { self.rawValue = rawValue }

  @inlinable
  public static func < (left: PlaceIndex, right: PlaceIndex) -> Bool {
    left.rawValue < right.rawValue
  }
}

extension ShopperIndex {
  /// A key for what is known of this shopper at one receiver or place.
  @inline(__always)
  func key(_ index: UInt16) -> UInt64 { rawValue << 16 | UInt64(index) }

  /// The shopper's part of such a key.
  @inline(__always)
  init(key: UInt64) {
    self.init(
      slot: UInt32(truncatingIfNeeded: key >> 16) & 0xFF_FFFF,
      generation: UInt32(truncatingIfNeeded: key >> 40))
  }
}
