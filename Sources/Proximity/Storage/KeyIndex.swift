/// Finds the slot of a 64-bit key: open addressing in one fixed array, at most half full.
///
/// Linear probing keeps a look-up within one or two cache lines; deletion shifts back instead of
/// leaving tombstones, so look-ups never slow down with age. Keys are the engine's own indices,
/// not bytes off the air, so the hash needs no secret.
struct KeyIndex: Sendable {
  private struct Entry: BitwiseCopyable {
    var key: UInt64
    var slot: UInt32
  }

  /// A key that no record has: index parts are at most 65,534.
  private static let empty = UInt64.max

  private var entries: [Entry]
  private let mask: Int
  private let shift: UInt64

  init(capacity: Int) {
    var size = 8
    while size < capacity * 2 { size *= 2 }
    entries = Array(repeating: Entry(key: Self.empty, slot: 0), count: size)
    mask = size - 1
    shift = UInt64(64 - size.trailingZeroBitCount)
  }

  @inline(__always)
  private func home(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: ((key ^ (key >> 29)) &* 0x9E37_79B9_7F4A_7C15) >> shift)
  }

  /// The slot of a key. Complexity: O(1) expected.
  @inline(__always)
  func slot(of key: UInt64) -> Int? {
    var at = home(key)
    while true {
      let entry = entries[at]
      if entry.key == key { return Int(entry.slot) }
      if entry.key == Self.empty { return nil }
      at = (at + 1) & mask
    }
  }

  /// Adds a key that is not there yet. Complexity: O(1) expected.
  mutating func insert(_ key: UInt64, slot: Int) {
    var at = home(key)
    while entries[at].key != Self.empty { at = (at + 1) & mask }
    entries[at] = Entry(key: key, slot: UInt32(slot))
  }

  /// Removes a key that is there. Complexity: O(1) expected.
  mutating func remove(_ key: UInt64) {
    var hole = home(key)
    while entries[hole].key != key { hole = (hole + 1) & mask }
    var at = hole
    while true {
      at = (at + 1) & mask
      let entry = entries[at]
      if entry.key == Self.empty { break }
      let distance = (at - home(entry.key)) & mask
      if distance >= (at - hole) & mask {
        entries[hole] = entry
        hole = at
      }
    }
    entries[hole].key = Self.empty
  }
}
