/// Joins the fragments of extended advertisements into whole payloads.
///
/// Fragments belong together when they come from the same advertising address and advertising
/// set, through the same controller. All memory is taken at the start; whatever has to be given up is
/// counted.
///
/// Source: Bluetooth Core Specification 5.4, Vol 4, Part E, 7.7.65.13.
public struct FragmentAssembler: ~Copyable, Sendable {
  /// The most bytes that one advertisement carries (Vol 6, Part B, 2.3.4.9).
  public static var longestPayload: Int { 1650 }

  /// What became of a report.
  public enum Outcome: Equatable, Sendable {
    /// The report's payload is all there is: read it in the packet.
    case whole
    /// It was the last fragment: read the payload with `withJoinedPayload`.
    case joined
    /// It is kept until the rest has come.
    case pending
    /// Its advertisement cannot be completed.
    case dropped
  }

  /// How often what happened, in advertisements.
  public struct Counts: Equatable, Sendable {
    /// Joined from fragments.
    public internal(set) var joined = 0
    /// Given up because the next fragment did not come in time.
    public internal(set) var timedOut = 0
    /// Given up because the fragments were longer than any advertisement.
    public internal(set) var overflowed = 0
    /// Given up, the oldest first, for want of a slot.
    public internal(set) var evicted = 0
    /// Given up because the controller lost the rest.
    public internal(set) var truncated = 0
  }

  struct Slot {
    var address: AdvertisingAddress
    var sid: UInt8?
    var controller: UInt16
    var number: UInt64
    var started: Int64
    var count: Int
    var hasOverflowed: Bool
  }

  /// How often what happened since the start.
  public private(set) var counts = Counts()
  /// How many advertisements wait for their next fragment.
  public private(set) var pendingCount = 0
  private var slots: [Slot?]
  private var bytes: [UInt8]
  private var joinedPayload = 0..<0
  private let timeout: Int64
  /// How many advertisements have waited so far.
  private var begun: UInt64 = 0
  /// What others have heard is given up after so long by anybody's clock, in nanoseconds: 15 minutes.
  private static let longestWait: Int64 = 900_000_000_000

  /// Creates an assembler that takes about 1.7 kB for each slot.
  ///
  /// - Parameters:
  ///   - slots: How many advertisements may wait for fragments at a time; at least 1.
  ///   - timeout: How long an advertisement may take from its first fragment to its last, in
  ///     nanoseconds.
  public init(slots: Int, timeout: Int64) {
    precondition(slots > 0, "A fragment assembler needs a slot.")
    self.slots = Array(repeating: nil, count: slots)
    bytes = Array(repeating: 0, count: slots * Self.longestPayload)
    self.timeout = timeout
  }

  /// Takes a report in.
  ///
  /// A payload joined before is lost with this call.
  ///
  /// - Parameters:
  ///   - report: The report.
  ///   - packet: What the report's payload counts in.
  ///   - time: When it was received, in nanoseconds of any steady clock.
  ///   - controller: Who received it, where several do: each joins what it has heard itself.
  /// - Complexity: O(1) for a whole report while nothing is pending, else O(*slots*).
  public mutating func accept(
    _ report: AdvertisingReport, in packet: Span<UInt8>, at time: Int64,
    by controller: UInt16 = 0
  ) -> Outcome {
    if report.properties.contains(.legacy) { return .whole }
    if pendingCount == 0, report.dataStatus == .complete { return .whole }
    joinedPayload = 0..<0
    expire(at: time, by: controller)
    let known = slot(of: report, by: controller)
    if report.dataStatus == .truncated {
      counts.truncated += 1
      if let known { release(known) }
      return .dropped
    }
    if known == nil, report.dataStatus == .complete { return .whole }
    let index = known ?? takeSlot(for: report, by: controller, at: time)
    let isWithinBounds = append(packet.extracting(report.payload), to: index)
    guard report.dataStatus == .complete else { return isWithinBounds ? .pending : .dropped }
    let start = index * Self.longestPayload
    let count = slots[index]?.count ?? 0
    release(index)
    guard isWithinBounds else { return .dropped }
    joinedPayload = start..<(start + count)
    counts.joined += 1
    return .joined
  }

  /// Gives up what has waited too long. `accept` does so too; call this when no report comes.
  ///
  /// - Parameters:
  ///   - time: What time it is.
  ///   - controller: By whose clock; what others have heard goes on waiting, for 15 minutes at most.
  /// - Complexity: O(*slots*) while anything is pending.
  public mutating func expire(at time: Int64, by controller: UInt16 = 0) {
    guard pendingCount > 0 else { return }
    for index in slots.indices {
      guard let slot = slots[index], time > slot.started else { continue }
      let (age, hasOverflowed) = time.subtractingReportingOverflow(slot.started)
      let limit = slot.controller == controller ? timeout : Self.longestWait
      guard hasOverflowed || age > limit else { continue }
      counts.timedOut += 1
      release(index)
    }
  }

  /// Calls `body` with the payload that the last `accept` joined; with nothing if it joined none.
  public borrowing func withJoinedPayload<Value, Failure>(
    _ body: (Span<UInt8>) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    try body(bytes.span.extracting(joinedPayload))
  }

  private func slot(of report: AdvertisingReport, by controller: UInt16) -> Int? {
    slots.firstIndex { slot in
      guard let slot else { return false }
      return slot.address == report.address && slot.sid == report.sid
        && slot.controller == controller
    }
  }

  private mutating func takeSlot(
    for report: AdvertisingReport, by controller: UInt16, at time: Int64
  ) -> Int {
    var chosen = 0
    for index in slots.indices {
      guard let slot = slots[index] else {
        chosen = index
        break
      }
      // Not by their times, which are by the clocks of several.
      if let oldest = slots[chosen], slot.number < oldest.number { chosen = index }
    }
    if slots[chosen] != nil {
      counts.evicted += 1
      release(chosen)
    }
    slots[chosen] = Slot(
      address: report.address, sid: report.sid, controller: controller, number: begun,
      started: time, count: 0, hasOverflowed: false)
    begun &+= 1
    pendingCount += 1
    return chosen
  }

  /// Adds a fragment; `false` if the advertisement is, or was before, too long.
  private mutating func append(_ fragment: Span<UInt8>, to index: Int) -> Bool {
    guard var slot = slots[index], !slot.hasOverflowed else { return false }
    guard slot.count + fragment.count <= Self.longestPayload else {
      slots[index]?.hasOverflowed = true
      counts.overflowed += 1
      return false
    }
    let start = index * Self.longestPayload + slot.count
    for offset in fragment.indices { bytes[start + offset] = fragment[offset] }
    slot.count += fragment.count
    slots[index] = slot
    return true
  }

  private mutating func release(_ index: Int) {
    slots[index] = nil
    pendingCount -= 1
  }
}
