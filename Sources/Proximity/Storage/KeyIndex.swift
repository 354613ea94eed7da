/// Finds the slot of a 64-bit key: open addressing in one fixed array, at most half full.
///
/// An entry is eight bytes: half of the key's hash and the slot. The key itself is in the slot's
/// record, which whoever looks it up is about to read anyway. Linear probing keeps a look-up within
/// a cache line; deletion shifts back instead of leaving tombstones, so look-ups never slow down
/// with age. Keys are the engine's own indices, not bytes off the air, so the hash needs no secret.
struct KeyIndex: Sendable {
  /// The upper half of the hash above the slot; `vacant` where there is none.
  private var entries: [UInt64]
  private let mask: Int
  private let shift: UInt64
  private static let vacant = UInt64.max

  /// - Parameter capacity: slots; below 2^31.
  init(capacity: Int) {
    var size = 8
    while size < capacity * 2 { size *= 2 }
    entries = Array(repeating: Self.vacant, count: size)
    mask = size - 1
    shift = UInt64(64 - size.trailingZeroBitCount)
  }

  @inline(__always)
  private func hash(_ key: UInt64) -> UInt64 {
    // The shopper's number lowest: Fibonacci hashing scatters consecutive numbers evenly.
    (key >> 16 | key << 48) &* 0x9E37_79B9_7F4A_7C15
  }

  /// Where an entry belongs; a table has at most 2^32 entries, so half of the hash tells.
  @inline(__always)
  private func home(_ entry: UInt64) -> Int { Int(truncatingIfNeeded: entry &>> shift) }

  /// The slot of a key. Complexity: O(1) expected.
  ///
  /// - Parameter holds: whether the key is that of a slot's record.
  @inline(__always)
  func slot(of key: UInt64, where holds: (Int) -> Bool) -> Int? {
    let hash = hash(key)
    var at = home(hash)
    while true {
      let entry = entries[at]
      if entry == Self.vacant { return nil }
      if entry >> 32 == hash >> 32 {
        let slot = Int(entry & 0xFFFF_FFFF)
        if holds(slot) { return slot }
      }
      at = (at + 1) & mask
    }
  }

  /// The slot of the first key with half of the hash in common, which asks for no record: very
  /// probably that key's, and the highest number when there is none.
  @inline(__always)
  func probableSlot(of key: UInt64) -> UInt32 {
    let hash = hash(key)
    var at = home(hash)
    while entries[at] != Self.vacant, entries[at] >> 32 != hash >> 32 { at = (at + 1) & mask }
    return UInt32(truncatingIfNeeded: entries[at])
  }

  /// Adds a key that is not there yet. Complexity: O(1) expected.
  mutating func insert(_ key: UInt64, slot: Int) {
    let hash = hash(key)
    var at = home(hash)
    while entries[at] != Self.vacant { at = (at + 1) & mask }
    entries[at] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(slot)
  }

  /// Removes a key that is there. Complexity: O(1) expected.
  mutating func remove(_ key: UInt64, slot: Int) {
    let removed = hash(key) & 0xFFFF_FFFF_0000_0000 | UInt64(slot)
    var hole = home(removed)
    while entries[hole] != removed { hole = (hole + 1) & mask }
    var at = hole
    while true {
      at = (at + 1) & mask
      let entry = entries[at]
      if entry == Self.vacant { break }
      let distance = (at - home(entry)) & mask
      if distance >= (at - hole) & mask {
        entries[hole] = entry
        hole = at
      }
    }
    entries[hole] = Self.vacant
  }
}
