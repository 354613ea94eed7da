/// Orders slots by a lower bound of their deadlines: far ones lie in days, near ones in a heap.
///
/// A deadline that moves later is not told to the calendar; the owner looks at the real one when
/// the bound comes up and postpones the slot then. So hearing a beacon costs the calendar nothing,
/// and postponing is a step from one day's list to another's. Only what is due within the day that
/// is open is put in order.
///
/// What lies beyond the last day waits in it and is filed anew when that day opens.
///
/// Source: R. Brown, "Calendar Queues", Communications of the ACM 31 (1988).
struct DeadlineCalendar: Sendable {
  private struct Links: BitwiseCopyable {
    var next: UInt32
    /// The slot before or, for the first of a day, the day's number with `first` set.
    var previous: UInt32
  }

  private static let days = 1024
  private static let none = UInt32.max
  private static let first: UInt32 = 1 << 31

  /// A lower bound of all deadlines, or the end of time.
  private(set) var earliestBound = Int64.max

  /// The slots with bounds before the first day that is not open yet.
  private var near: DeadlineHeap
  private var links: [Links]
  /// By day, in a circle, the first slot of its list.
  private var heads: [UInt32]
  /// How many slots lie in days.
  private var far = 0
  /// The first day that is not open yet, counted from time zero.
  private var today: Int64
  /// A day has 2^`shift` nanoseconds.
  private let shift: Int64

  /// - Parameter day: about the length of a day, in nanoseconds.
  init(capacity: Int, day: Int64) {
    near = DeadlineHeap(capacity: capacity)
    links = Array(repeating: Links(next: Self.none, previous: Self.none), count: capacity)
    heads = Array(repeating: Self.none, count: Self.days)
    shift = Int64(63 - day.leadingZeroBitCount)
    today = Int64.min >> shift
  }

  /// Adds a slot. Complexity: O(1), or O(log n) of those due within the open day.
  mutating func insert(_ slot: Int, key: UInt64, bound: Int64) {
    // With nothing to open until then, the days in between need not be gone through.
    if far == 0 { today = max(today, (bound >> shift) - Int64(Self.days - 1)) }
    file(slot, key: key, bound: bound)
    noteEarliest()
  }

  /// Takes out a slot that has that bound. Complexity: as for `insert`.
  mutating func remove(_ slot: Int, bound: Int64) {
    if isNear(bound) { near.remove(slot) } else { unlink(slot) }
    noteEarliest()
  }

  /// Whether there is a day that is not open yet.
  var hasFar: Bool { far > 0 }

  /// The slot with the lowest bound within the open days, and that bound.
  var firstNear: (slot: Int, bound: Int64)? { near.first }

  /// Opens the next day and takes out the first of its slots; insert each of them anew.
  mutating func openDay() -> Int? {
    let day = Int(truncatingIfNeeded: today) & (Self.days - 1)
    today += 1
    let slot = take(heads[day])
    heads[day] = Self.none
    noteEarliest()
    return slot
  }

  /// Takes out the slot that follows on one of the day just opened, before that one is inserted.
  mutating func takeNext(after slot: Int) -> Int? { take(links[slot].next) }

  private mutating func take(_ slot: UInt32) -> Int? {
    guard slot != Self.none else { return nil }
    far -= 1
    return Int(slot)
  }

  private func isNear(_ bound: Int64) -> Bool { bound >> shift < today }

  private mutating func file(_ slot: Int, key: UInt64, bound: Int64) {
    guard !isNear(bound) else { return near.insert(slot, key: key, bound: bound) }
    let day = min(bound >> shift, today + Int64(Self.days - 1))
    let head = Int(truncatingIfNeeded: day) & (Self.days - 1)
    let next = heads[head]
    links[slot] = Links(next: next, previous: Self.first | UInt32(head))
    if next != Self.none { links[Int(next)].previous = UInt32(slot) }
    heads[head] = UInt32(slot)
    far += 1
  }

  private mutating func unlink(_ slot: Int) {
    let (next, previous) = (links[slot].next, links[slot].previous)
    if next != Self.none { links[Int(next)].previous = previous }
    if previous & Self.first == 0 {
      links[Int(previous)].next = next
    } else {
      heads[Int(previous & ~Self.first)] = next
    }
    far -= 1
  }

  private mutating func noteEarliest() {
    earliestBound = near.firstBound
    // All bounds of a day lie at or after its beginning, and those of open days are near.
    if far > 0 { earliestBound = min(earliestBound, today << shift) }
  }
}
