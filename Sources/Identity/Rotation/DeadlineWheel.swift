/// Which rows have work to do at which second: a ring of one list per second.
///
/// Every operation is O(1) and nothing is sorted, so that a whole shop rotating in one second costs
/// no more per beacon than a single one. Deadlines further ahead than the ring (18 hours) come
/// up early; a row must stand being looked at early.
struct DeadlineWheel: Sendable {
  /// A power of two above the longest period, 2^15 s.
  private static let slots = 65_536
  /// Ends a list.
  private static let none = UInt32.max
  /// In place of a predecessor: first in the list of due rows.
  private static let firstDue = UInt32.max - 1
  /// In place of a predecessor: first in the list of the slot in the low 16 bits.
  private static let firstInSlot: UInt32 = 0xFFF0_0000
  /// In place of a predecessor: in no list.
  private static let detached = UInt32.max

  private var heads = [UInt32](repeating: none, count: slots)
  private var occupied = [UInt64](repeating: 0, count: slots / 64)
  private var due = none
  private var previous: [UInt32] = []
  private var next: [UInt32] = []
  /// The second up to which slots have been emptied into the due list.
  private(set) var second: Int64

  init(startingAt second: Int64) {
    self.second = second
  }

  /// Makes room for rows below a number, all in no list.
  mutating func extend(toRows count: Int) {
    while next.count < count {
      previous.append(Self.detached)
      next.append(Self.none)
    }
  }

  /// Puts a row at the head of the line, wherever it was before.
  mutating func makeDue(_ row: Int) {
    remove(row)
    insert(row, before: due, as: Self.firstDue)
    due = UInt32(row)
  }

  /// Puts a row into the list of a second, wherever it was before.
  mutating func schedule(_ row: Int, at second: Int64) {
    remove(row)
    let slot = Self.slot(of: second)
    insert(row, before: heads[slot], as: Self.firstInSlot | UInt32(slot))
    heads[slot] = UInt32(row)
    occupied[slot / 64] |= 1 << UInt64(slot % 64)
  }

  /// Takes a row out of its list, if it is in one.
  mutating func remove(_ row: Int) {
    let (before, after) = (previous[row], next[row])
    guard before != Self.detached else { return }
    if before == Self.firstDue {
      due = after
    } else if before >= Self.firstInSlot {
      setHead(of: Int(before & 0xFFFF), to: after)
    } else {
      next[Int(before)] = after
    }
    if after != Self.none { previous[Int(after)] = before }
    (previous[row], next[row]) = (Self.detached, Self.none)
  }

  /// A row whose second has come, which stays first in line until it is scheduled or removed.
  mutating func firstDue(at now: Int64) -> Int? {
    var reached = max(second, now - Int64(Self.slots))
    while due == Self.none, reached < now {
      reached += 1
      let slot = Self.slot(of: reached)
      guard heads[slot] != Self.none else { continue }
      due = heads[slot]
      previous[Int(due)] = Self.firstDue
      setHead(of: slot, to: Self.none)
    }
    second = reached
    return due == Self.none ? nil : Int(due)
  }

  /// The next second at which a row is due; the present one when rows are waiting.
  var nextSecond: Int64? {
    guard due == Self.none else { return second }
    let start = Self.slot(of: second + 1)
    for word in 0...occupied.count {
      let index = (start / 64 + word) % occupied.count
      var bits = occupied[index]
      if word == 0 { bits &= ~0 << UInt64(start % 64) }
      if word == occupied.count { bits &= ~(~0 << UInt64(start % 64)) }
      guard bits != 0 else { continue }
      let slot = index * 64 + bits.trailingZeroBitCount
      return second + 1 + Int64((slot - start) & (Self.slots - 1))
    }
    return nil
  }

  private mutating func insert(_ row: Int, before head: UInt32, as place: UInt32) {
    (previous[row], next[row]) = (place, head)
    if head != Self.none { previous[Int(head)] = UInt32(row) }
  }

  private mutating func setHead(of slot: Int, to row: UInt32) {
    heads[slot] = row
    if row == Self.none { occupied[slot / 64] &= ~(1 << UInt64(slot % 64)) }
  }

  private static func slot(of second: Int64) -> Int {
    Int(truncatingIfNeeded: second) & (slots - 1)
  }
}
