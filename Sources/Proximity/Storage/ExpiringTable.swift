/// Something that is kept until a deadline which its own evidence keeps postponing.
protocol Expiring: BitwiseCopyable, Sendable {
  /// What it is found by; unique in its table.
  var key: UInt64 { get }
  /// When it is due for a look, in nanoseconds.
  var deadline: Int64 { get }
  /// The bound under which the table's calendar has it; kept here so that an update need not ask.
  var bound: Int64 { get set }
  /// Drops what holds only within its table, its bound above all.
  mutating func forgetWhereThingsAre()
}

extension Expiring {
  /// Whether the calendar knows of everything there is to know.
  @inline(__always)
  var isSettled: Bool { deadline >= bound }

  mutating func forgetWhereThingsAre() { bound = 0 }
}

/// A fixed number of records, found by key, that come up when their deadlines pass.
struct ExpiringTable<Record: Expiring>: Sendable {
  private var index: KeyIndex
  private var calendar: DeadlineCalendar
  private var free: [UInt32]
  /// By slot; ``touch(_:)`` whatever has its deadline brought forward.
  var records: [Record]
  private let vacant: Record

  /// - Parameters:
  ///   - day: about how finely deadlines are told apart before they are put in order, in
  ///     nanoseconds; a thousand days should hold most of them.
  ///   - vacant: fills the slots that hold nothing; its key is one that no record has.
  init(capacity: Int, day: Int64, vacant: Record) {
    index = KeyIndex(capacity: capacity)
    calendar = DeadlineCalendar(capacity: capacity, day: day)
    free = (0..<UInt32(capacity)).reversed()
    records = Array(repeating: vacant, count: capacity)
    self.vacant = vacant
  }

  var count: Int { records.count - free.count }
  var isFull: Bool { free.isEmpty }

  @inline(__always)
  func slot(of key: UInt64) -> Int? { index.slot(of: key) { records[$0].key == key } }

  /// Where a key probably is; any number when it is not there.
  @inline(__always)
  func probableSlot(of key: UInt64) -> UInt32 { index.probableSlot(of: key) }

  /// The slot of a key that is probably in that slot.
  @inline(__always)
  func slot(of key: UInt64, probably hint: UInt32) -> Int? {
    if hint < records.count, records[Int(hint)].key == key { return Int(hint) }
    return slot(of: key)
  }

  /// Changes the record in a slot, and tells the calendar if its deadline comes forward.
  @inline(__always)
  mutating func update<Result>(_ slot: Int, _ change: (inout Record) -> Result) -> Result {
    var records = records.mutableSpan
    let result = change(&records[slot])
    if !records[slot].isSettled { settle(slot) }
    return result
  }

  /// Tells the calendar if the deadline of the record in a slot has come forward.
  @inline(__always)
  mutating func touch(_ slot: Int) {
    if !records[slot].isSettled { settle(slot) }
  }

  /// The record in a slot; ``touch(_:)`` afterwards if its deadline may have come forward.
  @inline(__always)
  subscript(slot: Int) -> Record {
    _read { yield records[slot] }
    _modify { yield &records[slot] }
  }

  /// Adds a record whose key is not there yet.
  ///
  /// - Precondition: the table is not full.
  mutating func insert(_ record: Record) -> Int {
    guard let slot = free.popLast().map(Int.init) else {
      preconditionFailure("insert into a full table: evict first")
    }
    records[slot] = record
    index.insert(record.key, slot: slot)
    schedule(slot)
    return slot
  }

  mutating func remove(_ slot: Int) {
    index.remove(records[slot].key, slot: slot)
    calendar.remove(slot, bound: records[slot].bound)
    records[slot] = vacant
    free.append(UInt32(slot))
  }

  /// A lower bound of all deadlines, or the end of time.
  @inline(__always)
  var earliestBound: Int64 { calendar.earliestBound }

  /// The record that the calendar has first, if it is due; otherwise the calendar is brought up to
  /// date.
  mutating func takeDue() -> Int? {
    guard let (slot, bound) = calendar.firstNear else {
      openDay()
      return nil
    }
    if records[slot].deadline <= bound { return slot }
    settle(slot)
    return nil
  }

  /// The record with the earliest deadline, the one longest without fresh evidence.
  ///
  /// Complexity: amortised over the updates that postponed deadlines, as for one of them.
  mutating func earliest() -> Int? {
    while calendar.firstNear != nil || calendar.hasFar {
      if let slot = takeDue() { return slot }
    }
    return nil
  }

  private mutating func openDay() {
    var slot = calendar.openDay()
    while let opened = slot {
      slot = calendar.takeNext(after: opened)
      schedule(opened)
    }
  }

  private mutating func settle(_ slot: Int) {
    calendar.remove(slot, bound: records[slot].bound)
    schedule(slot)
  }

  private mutating func schedule(_ slot: Int) {
    let deadline = records[slot].deadline
    records[slot].bound = deadline
    calendar.insert(slot, key: records[slot].key, bound: deadline)
  }

  /// All records in ascending order of their keys, without the calendar's bounds.
  ///
  /// - Complexity: O(n log n).
  func sorted() -> [Record] {
    records.indices.filter { records[$0].key != vacant.key }
      .sorted { records[$0].key < records[$1].key }
      .map { slot in
        var record = records[slot]
        record.forgetWhereThingsAre()
        return record
      }
  }
}
