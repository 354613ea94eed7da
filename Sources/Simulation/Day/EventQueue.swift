/// What is to happen next in a simulated day: a binary heap by time, then by order of entry.
struct EventQueue: Sendable {
  /// Something that happens at a time.
  struct Entry: BitwiseCopyable, Sendable {
    /// Nanoseconds.
    var time: Int64
    var order: UInt64
    var event: DayEvent

    func isBefore(_ other: Entry) -> Bool {
      time < other.time || time == other.time && order < other.order
    }
  }

  private var entries: [Entry] = []
  private var order: UInt64 = 0
  /// The most entries there ever were.
  private(set) var highWater = 0

  /// Adds something. Complexity: O(log n).
  mutating func add(_ event: DayEvent, at time: Int64) {
    var child = entries.count
    let entry = Entry(time: time, order: order, event: event)
    order &+= 1
    entries.append(entry)
    highWater = max(highWater, entries.count)
    while child > 0 {
      let parent = (child - 1) / 2
      guard entry.isBefore(entries[parent]) else { break }
      entries[child] = entries[parent]
      child = parent
    }
    entries[child] = entry
  }

  /// Takes out what comes first. Complexity: O(log n).
  mutating func takeFirst() -> Entry? {
    guard let last = entries.popLast() else { return nil }
    guard let first = entries.first else { return last }
    var parent = 0
    while true {
      var child = 2 * parent + 1
      guard child < entries.count else { break }
      if child + 1 < entries.count, entries[child + 1].isBefore(entries[child]) { child += 1 }
      guard entries[child].isBefore(last) else { break }
      entries[parent] = entries[child]
      parent = child
    }
    entries[parent] = last
    return first
  }
}

/// What can happen in a simulated day.
enum DayEvent: BitwiseCopyable, Sendable {
  /// A bearer's beacon advertises.
  case advertisement(bearer: Int)
  /// A receiver reports an advertisement a second time.
  case echo(bearer: Int, receiver: UInt16, rssi: Int8)
  /// A stranger comes.
  case arrival
  /// A bearer will not be heard any more.
  case departure(bearer: Int)
}
