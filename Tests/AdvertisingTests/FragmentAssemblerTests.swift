import Advertising
import Testing

@Suite struct FragmentAssemblerTests {
  private let second: Int64 = 1_000_000_000

  @Test("Fragments joined in any interleaving equal the whole", arguments: 0..<50 as Range<UInt64>)
  func interleaving(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let senders = Int.random(in: 1...8, using: &generator)
    var assembler = FragmentAssembler(slots: senders, timeout: second)
    let wholes = (0..<senders).map { _ in
      generator.bytes(Int.random(in: 0...1650, using: &generator))
    }
    var rests = wholes.map { $0[...] }
    var joined: [Int: [UInt8]] = [:]
    var waiting = Set(0..<senders)
    while let sender = waiting.sorted().randomElement(using: &generator) {
      let count = Int.random(in: 0...min(229, rests[sender].count), using: &generator)
      let isLast = count == rests[sender].count && Bool.random(using: &generator)
      let fragment = Array(rests[sender].prefix(count))
      rests[sender] = rests[sender].dropFirst(count)
      let outcome = assembler.accept(
        fragment, from: sender, isLast ? .complete : .incomplete, at: 0)
      if isLast {
        waiting.remove(sender)
        joined[sender] = outcome == .whole ? fragment : assembler.joinedBytes
      } else {
        #expect(outcome == .pending)
      }
    }
    for sender in 0..<senders { #expect(joined[sender] == wholes[sender]) }
    #expect(assembler.pendingCount == 0)
    #expect(assembler.counts.timedOut + assembler.counts.evicted + assembler.counts.overflowed == 0)
  }

  @Test("Each receiver joins what it has heard itself, by its own clock")
  func receivers() {
    var assembler = FragmentAssembler(slots: 3, timeout: second)
    #expect(assembler.accept([1], from: 1, .incomplete, at: 0, by: 0) == .pending)
    #expect(assembler.accept([9], from: 1, .incomplete, at: 60 * second, by: 1) == .pending)
    #expect(assembler.accept([2], from: 1, .complete, at: second, by: 0) == .joined)
    #expect(assembler.joinedBytes == [1, 2])
    #expect(assembler.accept([8], from: 1, .complete, at: 60 * second, by: 1) == .joined)
    #expect(assembler.joinedBytes == [9, 8])
    #expect(assembler.counts.timedOut == 0)
  }

  @Test(
    "What a receiver that fell silent had begun is given up in the end, and the oldest goes first")
  func silence() {
    var assembler = FragmentAssembler(slots: 2, timeout: second)
    #expect(assembler.accept([1], from: 1, .incomplete, at: 0, by: 0) == .pending)
    #expect(assembler.accept([2], from: 2, .incomplete, at: 900 * second, by: 1) == .pending)
    #expect(assembler.pendingCount == 2)
    #expect(assembler.accept([2], from: 2, .complete, at: 900 * second + 1, by: 1) == .joined)
    #expect(assembler.pendingCount == 0 && assembler.counts.timedOut == 1)
    // The clock of the second is behind: it is not the older for that.
    #expect(assembler.accept([1], from: 1, .incomplete, at: 50 * second, by: 0) == .pending)
    #expect(assembler.accept([2], from: 2, .incomplete, at: 0, by: 1) == .pending)
    #expect(assembler.accept([3], from: 3, .incomplete, at: 0, by: 1) == .pending)
    #expect(assembler.counts.evicted == 1)
    #expect(assembler.accept([4], from: 2, .complete, at: 0, by: 1) == .joined)
    #expect(assembler.joinedBytes == [2, 4])
  }

  @Test("Whole reports pass at once, even between the fragments of others")
  func whole() {
    var assembler = FragmentAssembler(slots: 1, timeout: second)
    #expect(assembler.accept([1, 2], from: 1, .complete, at: 0) == .whole)
    #expect(assembler.accept([1, 2], from: 1, .incomplete, at: 0) == .pending)
    #expect(assembler.accept([9], from: 2, .complete, at: 0) == .whole)
    #expect(assembler.accept([3], from: 1, .complete, at: 0) == .joined)
    #expect(assembler.joinedBytes == [1, 2, 3])
    #expect(assembler.accept([9], from: 2, .complete, at: 0) == .whole)
    #expect(assembler.counts.joined == 1)
  }

  @Test("A legacy report is never a fragment")
  func legacy() {
    var assembler = FragmentAssembler(slots: 1, timeout: second)
    #expect(assembler.accept([1], from: 1, .incomplete, at: 0) == .pending)
    let report = AdvertisingReport(
      address: AdvertisingAddress(bits: 1, kind: .public), properties: .legacy, payload: 0..<1,
      rssi: RSSI(rawValue: -50))
    #expect(assembler.accept(report, in: ([7] as [UInt8]).span, at: 0) == .whole)
    #expect(assembler.pendingCount == 1)
  }

  @Test("Advertising sets of one sender are kept apart")
  func sets() {
    var assembler = FragmentAssembler(slots: 2, timeout: second)
    #expect(assembler.accept([1], from: 1, sid: 0, .incomplete, at: 0) == .pending)
    #expect(assembler.accept([2], from: 1, sid: 1, .incomplete, at: 0) == .pending)
    #expect(assembler.accept([3], from: 1, sid: 0, .complete, at: 0) == .joined)
    #expect(assembler.joinedBytes == [1, 3])
    #expect(assembler.accept([4], from: 1, sid: 1, .complete, at: 0) == .joined)
    #expect(assembler.joinedBytes == [2, 4])
  }

  @Test("What waits longer than the timeout is given up and counted")
  func timeout() {
    var assembler = FragmentAssembler(slots: 2, timeout: second)
    #expect(assembler.accept([1], from: 1, .incomplete, at: 0) == .pending)
    #expect(assembler.accept([2], from: 1, .complete, at: second) == .joined)
    #expect(assembler.accept([1], from: 1, .incomplete, at: 0) == .pending)
    #expect(assembler.accept([2], from: 1, .complete, at: second + 1) == .whole)
    #expect(assembler.counts.timedOut == 1)
    #expect(assembler.accept([1], from: 1, .incomplete, at: 0) == .pending)
    assembler.expire(at: second)
    #expect(assembler.pendingCount == 1)
    assembler.expire(at: second + 1)
    #expect(assembler.pendingCount == 0)
    #expect(assembler.counts.timedOut == 2)
  }

  @Test("Times at both ends of their range do not trap")
  func extremeTimes() {
    var assembler = FragmentAssembler(slots: 2, timeout: .max)
    #expect(assembler.accept([1], from: 1, .incomplete, at: .min) == .pending)
    #expect(assembler.accept([1], from: 2, .incomplete, at: .max) == .pending)
    #expect(assembler.counts.timedOut == 1)
    #expect(assembler.accept([2], from: 2, .complete, at: .min) == .joined)
  }

  @Test("For want of a slot the oldest is given up and counted")
  func eviction() {
    var assembler = FragmentAssembler(slots: 2, timeout: second)
    #expect(assembler.accept([1], from: 1, .incomplete, at: 2) == .pending)
    #expect(assembler.accept([2], from: 2, .incomplete, at: 1) == .pending)
    #expect(assembler.accept([3], from: 3, .incomplete, at: 3) == .pending)
    #expect(assembler.counts.evicted == 1)
    // The one that began first, whatever the clocks say.
    #expect(assembler.accept([9], from: 1, .complete, at: 3) == .whole)
    #expect(assembler.accept([9], from: 2, .complete, at: 3) == .joined)
    #expect(assembler.joinedBytes == [2, 9])
  }

  @Test("1,650 bytes fit; one more gives the advertisement up, once, to its last fragment")
  func overflow() {
    var assembler = FragmentAssembler(slots: 1, timeout: second)
    let fragment = [UInt8](repeating: 7, count: 165)
    for _ in 0..<9 { #expect(assembler.accept(fragment, from: 1, .incomplete, at: 0) == .pending) }
    #expect(assembler.accept(fragment, from: 1, .complete, at: 0) == .joined)
    #expect(assembler.joinedBytes.count == 1650)
    for _ in 0..<10 { #expect(assembler.accept(fragment, from: 1, .incomplete, at: 0) == .pending) }
    #expect(assembler.accept([1], from: 1, .incomplete, at: 0) == .dropped)
    #expect(assembler.accept([], from: 1, .incomplete, at: 0) == .dropped)
    #expect(assembler.accept([1], from: 1, .complete, at: 0) == .dropped)
    #expect(assembler.counts.overflowed == 1)
    #expect(assembler.pendingCount == 0)
  }

  @Test("What the controller truncates is given up and counted")
  func truncation() {
    var assembler = FragmentAssembler(slots: 1, timeout: second)
    #expect(assembler.accept([1], from: 1, .truncated, at: 0) == .dropped)
    #expect(assembler.accept([1], from: 1, .incomplete, at: 0) == .pending)
    #expect(assembler.accept([1], from: 1, .truncated, at: 0) == .dropped)
    #expect(assembler.counts.truncated == 2)
    #expect(assembler.pendingCount == 0)
  }

  @Test("Nothing is joined before the first last fragment, nor after the next report")
  func nothing() {
    var assembler = FragmentAssembler(slots: 1, timeout: second)
    #expect(assembler.joinedBytes.isEmpty)
    _ = assembler.accept([1], from: 1, .incomplete, at: 0)
    _ = assembler.accept([2], from: 1, .complete, at: 0)
    #expect(assembler.joinedBytes == [1, 2])
    _ = assembler.accept([1], from: 1, .incomplete, at: 0)
    #expect(assembler.joinedBytes.isEmpty)
  }

  @Test("A flood of senders stays within the slots", arguments: 0..<10 as Range<UInt64>)
  func flood(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var assembler = FragmentAssembler(slots: 4, timeout: second)
    for time in 0..<2_000 as Range<Int64> {
      let fragment = generator.bytes(Int.random(in: 0...229, using: &generator))
      let status = AdvertisingReport.DataStatus.allCases.randomElement(using: &generator)
      _ = assembler.accept(
        fragment, from: UInt64.random(in: 0..<40, using: &generator), status ?? .complete,
        at: time * second / 100)
      #expect((0...4).contains(assembler.pendingCount))
      #expect(assembler.joinedBytes.count <= FragmentAssembler.longestPayload)
    }
    #expect(assembler.counts.evicted > 0)
  }
}

extension FragmentAssembler {
  /// Accepts a fragment that lies somewhere in its packet.
  fileprivate mutating func accept(
    _ fragment: [UInt8], from sender: some BinaryInteger, sid: UInt8 = 0,
    _ status: AdvertisingReport.DataStatus, at time: Int64,
    by controller: UInt16 = 0
  ) -> Outcome {
    let packet = [0xEE, 0xEE] + fragment + [0xEE]
    let report = AdvertisingReport(
      address: AdvertisingAddress(bits: UInt64(sender), kind: .public), properties: [],
      payload: 2..<(2 + fragment.count), rssi: RSSI(rawValue: -50), dataStatus: status, sid: sid)
    return accept(report, in: packet.span, at: time, by: controller)
  }

  fileprivate var joinedBytes: [UInt8] {
    withJoinedPayload { payload in payload.indices.map { payload[$0] } }
  }
}
