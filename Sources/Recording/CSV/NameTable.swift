/// A name's number: the position in which it first appeared in a recording.
@frozen
public struct NameIndex: BitwiseCopyable, Hashable, Comparable, Sendable {
  /// The position, from 0.
  public let rawValue: UInt32

  /// Creates an index from a position.
  @inlinable
  public init(_ rawValue: UInt32) { self.rawValue = rawValue }

  @inlinable
  public static func < (left: NameIndex, right: NameIndex) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// The different names in a column of a recording, numbered as they first appear.
///
/// The table holds a limited number of names. It never forgets one, so a name that did not fit has
/// no number for the rest of the recording.
public struct NameTable: Sendable {
  /// How many names the table may hold.
  public let capacity: Int
  /// The names, in order of their numbers.
  public private(set) var names: [String] = []
  /// How often a name was looked up that did not fit.
  public private(set) var overflows = 0

  /// A hash table with open addressing: numbers plus one, 0 for a free slot.
  private var slots: [UInt32] = Array(repeating: 0, count: 64)
  private var hashes: [UInt64] = []
  private var text: [UInt8] = []
  private var ends: [Int] = []

  /// Slots tried for one name; a file made to collide fills up early instead of slowing down.
  private static let probes = 64

  init(capacity: Int) {
    precondition((1...Int(UInt32.max / 4)).contains(capacity), "a table needs room for a name")
    self.capacity = capacity
  }

  /// The name with that number.
  public subscript(index: NameIndex) -> String { names[Int(index.rawValue)] }
}

extension NameTable {
  /// Creates a table in which some names have their numbers already.
  init(expecting names: [String], andFurther limit: Int) {
    self.init(capacity: names.count + limit)
    for name in names {
      let bytes = Array(name.utf8)
      _ = index(of: 0..<bytes.count, in: bytes) { _ in true }
    }
  }

  enum Lookup: Equatable {
    case known(NameIndex)
    /// The name is new and there is no room for it.
    case full
    /// The name is new and cannot be one.
    case invalid

    var index: NameIndex? {
      if case .known(let index) = self { index } else { nil }
    }
  }

  /// Finds a name, or adds it if `isName` says that it can be one.
  mutating func index(
    of range: Range<Int>, in bytes: [UInt8], if isName: (String) -> Bool
  ) -> Lookup {
    let name = bytes.span.extracting(range)
    let hash = Self.hash(name)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    for _ in 0..<Self.probes {
      let number = slots[slot]
      if number == 0 { return add(name, hash, at: slot, if: isName) }
      if hashes[Int(number) - 1] == hash, isEqual(name, Int(number) - 1) {
        return .known(NameIndex(number - 1))
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    overflows += 1
    return .full
  }

  private mutating func add(
    _ name: Span<UInt8>, _ hash: UInt64, at slot: Int, if isName: (String) -> Bool
  ) -> Lookup {
    guard names.count < capacity else {
      overflows += 1
      return .full
    }
    guard let utf8 = try? UTF8Span(validating: name) else { return .invalid }
    let string = String(copying: utf8)
    guard isName(string) else { return .invalid }
    names.append(string)
    hashes.append(hash)
    for index in name.indices { text.append(name[index]) }
    ends.append(text.count)
    slots[slot] = UInt32(names.count)
    if names.count * 2 > slots.count { doubleSlots() }
    return .known(NameIndex(UInt32(names.count - 1)))
  }

  private mutating func doubleSlots() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for (number, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(number + 1)
    }
  }

  private func isEqual(_ name: Span<UInt8>, _ number: Int) -> Bool {
    let begin = number == 0 ? 0 : ends[number - 1]
    guard ends[number] - begin == name.count else { return false }
    for index in name.indices where text[begin + index] != name[index] { return false }
    return true
  }

  /// FNV-1a with its high bits folded into the low ones that choose the slot.
  private static func hash(_ name: Span<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in name.indices { hash = (hash ^ UInt64(name[index])) &* 0x100_0000_01B3 }
    return hash ^ hash >> 32
  }
}
