/// Something that is kept until a deadline which its own evidence keeps postponing.
protocol Expiring: BitwiseCopyable, Sendable {
  /// What it is found by; unique in its table.
  var key: UInt64 { get }
  /// When it is due for a look, in nanoseconds.
  var deadline: Int64 { get }
  /// The bound under which the table's heap has it; kept here so that an update need not ask.
  var bound: Int64 { get set }
}

/// A fixed number of records, found by key, that come up when their deadlines pass.
struct ExpiringTable<Record: Expiring>: Sendable {
  private var index: KeyIndex
  private var heap: DeadlineHeap
  private var free: [UInt32]
  private var records: [Record]

  /// - Parameter vacant: fills the slots that hold nothing.
  init(capacity: Int, vacant: Record) {
    index = KeyIndex(capacity: capacity)
    heap = DeadlineHeap(capacity: capacity)
    free = (0..<UInt32(capacity)).reversed()
    records = Array(repeating: vacant, count: capacity)
  }

  var count: Int { records.count - free.count }
  var isFull: Bool { free.isEmpty }

  @inline(__always)
  func slot(of key: UInt64) -> Int? { index.slot(of: key) }

  /// The record in a slot. After a change that may bring its deadline forward, call `hasten`.
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
    records[slot].bound = record.deadline
    index.insert(record.key, slot: slot)
    heap.insert(slot, key: record.key, bound: record.deadline)
    return slot
  }

  mutating func remove(_ slot: Int) {
    index.remove(records[slot].key)
    heap.remove(slot)
    free.append(UInt32(slot))
  }

  /// Tells the heap of a deadline that may have come forward.
  @inline(__always)
  mutating func hasten(_ slot: Int) {
    if records[slot].deadline < records[slot].bound { settle(slot) }
  }

  /// A lower bound of all deadlines, or the end of time.
  @inline(__always)
  var earliestBound: Int64 { heap.firstBound }

  /// The record that the heap has first, if it is due; otherwise its bound is brought up to date.
  ///
  /// - Precondition: the table is not empty.
  mutating func takeDue() -> Int? {
    guard let (slot, bound) = heap.first else { preconditionFailure("nothing can be due") }
    if records[slot].deadline <= bound { return slot }
    settle(slot)
    return nil
  }

  /// The record with the earliest deadline, the one longest without fresh evidence.
  ///
  /// Complexity: amortised over the updates that postponed deadlines, O(log n) each.
  mutating func earliest() -> Int? {
    while let (slot, bound) = heap.first {
      if records[slot].deadline <= bound { return slot }
      settle(slot)
    }
    return nil
  }

  private mutating func settle(_ slot: Int) {
    let deadline = records[slot].deadline
    records[slot].bound = deadline
    heap.move(slot, to: deadline)
  }

  /// All records in ascending order of their keys, without the heap's bounds.
  ///
  /// - Complexity: O(n log n).
  func sorted() -> [Record] {
    var isFree = Array(repeating: false, count: records.count)
    for slot in free { isFree[Int(slot)] = true }
    return records.indices.filter { !isFree[$0] }.map { slot in
      var record = records[slot]
      record.bound = 0
      return record
    }.sorted { $0.key < $1.key }
  }
}
