import Proximity
import Recording
import Testing

/// A time and a label that tells equal times apart.
struct Mark: Timed, Equatable {
  var time: Instant
  var label: Int

  init(_ nanoseconds: Int64, _ label: Int = 0) {
    time = Instant(nanoseconds: nanoseconds)
    self.label = label
  }
}

@Suite("Putting elements in order")
struct ReorderBufferTests {
  private struct Outcome: Equatable {
    var out: [Mark] = []
    var late: [Mark] = []
    var releasedEarly = 0
    var mostWaiting = 0
  }

  private func run(_ marks: [Mark], window: Int64, capacity: Int = 1 << 20) -> Outcome {
    var buffer = ReorderBuffer<Mark>(window: .nanoseconds(window), capacity: capacity)
    var outcome = Outcome()
    for mark in marks {
      if !buffer.insert(mark) { outcome.late.append(mark) }
      outcome.mostWaiting = max(outcome.mostWaiting, buffer.count)
      while let next = buffer.next() { outcome.out.append(next) }
    }
    buffer.finish()
    while let next = buffer.next() { outcome.out.append(next) }
    #expect(buffer.count == 0)
    outcome.releasedEarly = buffer.releasedEarly
    return outcome
  }

  /// The slow obvious way: judge each element by the newest before it, then sort.
  private func oracle(_ marks: [Mark], window: Int64) -> (out: [Mark], late: [Mark]) {
    var newest = Int64.min
    var kept: [Mark] = []
    var late: [Mark] = []
    for mark in marks {
      if newest != .min, mark.time.nanoseconds < newest - window {
        late.append(mark)
      } else {
        kept.append(mark)
        newest = max(newest, mark.time.nanoseconds)
      }
    }
    let order = kept.enumerated().sorted {
      ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
    }
    return (order.map(\.element), late)
  }

  @Test(
    "Whatever comes within the window comes out sorted, equal times as they came", arguments: 0..<60
  )
  func againstSorting(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let window = Int64.random(in: 0...50, using: &random)
    let spread = Int64.random(in: 0...80, using: &random)
    var now: Int64 = -100
    let marks = (0..<2000).map { label in
      now += Int64.random(in: 0...3, using: &random)
      let isStraggler = random.next() % 4 == 0
      return Mark(now - (isStraggler ? Int64.random(in: 0...spread, using: &random) : 0), label)
    }
    let outcome = run(marks, window: window)
    let expected = oracle(marks, window: window)
    #expect(outcome.out == expected.out)
    #expect(outcome.late == expected.late)
    #expect(outcome.releasedEarly == 0)
  }

  @Test("An element is late only when it is older than the window")
  func boundary() {
    let outcome = run([Mark(100), Mark(95, 1), Mark(94, 2), Mark(100, 3)], window: 5)
    #expect(outcome.late == [Mark(94, 2)])
    #expect(outcome.out == [Mark(95, 1), Mark(100), Mark(100, 3)])
  }

  @Test("An element comes out as soon as the window has passed it")
  func promptness() {
    var buffer = ReorderBuffer<Mark>(window: .nanoseconds(5))
    var out: [[Mark]] = []
    for mark in [Mark(10), Mark(14), Mark(15), Mark(30)] {
      let isTaken = buffer.insert(mark)
      #expect(isTaken)
      out.append([])
      while let next = buffer.next() { out[out.count - 1].append(next) }
    }
    #expect(out == [[], [], [Mark(10)], [Mark(14), Mark(15)]])
    #expect(buffer.count == 1)
  }

  @Test("Without a window everything comes out at once")
  func noWindow() {
    let outcome = run([Mark(1), Mark(2, 1), Mark(2, 2), Mark(1, 3), Mark(3)], window: 0)
    #expect(outcome.out == [Mark(1), Mark(2, 1), Mark(2, 2), Mark(3)])
    #expect(outcome.late == [Mark(1, 3)])
    #expect(outcome.mostWaiting == 1)
  }

  @Test("A full buffer lets the oldest go early, stays in order and counts it", arguments: 0..<20)
  func full(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let marks = (0..<3000).map { Mark(Int64($0) - Int64(random.next() % 40), $0) }
    let outcome = run(marks, window: 1000, capacity: 16)
    #expect(outcome.mostWaiting == 17)
    #expect(outcome.releasedEarly > 0)
    #expect(outcome.out.count + outcome.late.count == marks.count)
    #expect(zip(outcome.out, outcome.out.dropFirst()).allSatisfy { $0.time <= $1.time })
  }

  @Test("The ends of time do not overflow")
  func endsOfTime() {
    let outcome = run([Mark(.min), Mark(.min + 1), Mark(.max), Mark(0)], window: .max)
    #expect(outcome.out == [Mark(.min), Mark(.min + 1), Mark(0), Mark(.max)])
    #expect(outcome.late.isEmpty)
  }
}

@Suite("Merging streams")
struct MergedStreamsTests {
  private struct Marks: TimedStream {
    struct Broken: Error, Equatable {}

    var marks: [Mark]
    var breaksAfter: Int?
    var taken = 0

    init(_ marks: [Mark], breaksAfter: Int? = nil) {
      self.marks = marks
      self.breaksAfter = breaksAfter
    }

    mutating func next() throws(Broken) -> Mark? {
      guard taken != breaksAfter else { throw Broken() }
      guard taken < marks.count else { return nil }
      taken += 1
      return marks[taken - 1]
    }
  }

  @Test(
    "Streams come out as one in order of time, equal times in order of streams", arguments: 0..<30)
  func againstSorting(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let streams = (0..<Int(seed % 9)).map { stream in
      var now: Int64 = 0
      return (0..<Int.random(in: 0...100, using: &random)).map { label in
        now += Int64.random(in: 0...2, using: &random)
        return Mark(now, stream * 1000 + label)
      }
    }
    var merged = MergedStreams(streams.map { Marks($0) })
    var out: [Mark] = []
    while let (mark, stream) = try merged.nextWithStream() {
      #expect(mark.label / 1000 == stream)
      out.append(mark)
    }
    let expected = streams.joined().enumerated().sorted {
      ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
    }
    #expect(out == expected.map(\.element))
    #expect(try merged.next() == nil)
  }

  @Test("No stream is read further ahead than one element")
  func readsNoFurther() throws {
    let marks = (0..<10).map { Mark(Int64($0)) }
    var merged = MergedStreams([Marks(marks), Marks(marks)])
    #expect(merged.streams.map(\.taken) == [0, 0])
    _ = try merged.next()
    #expect(merged.streams.map(\.taken) == [1, 1])
    _ = try merged.next()
    #expect(merged.streams.map(\.taken) == [2, 1])
  }

  @Test("A stream that fails says so once, and costs no element of any stream")
  func failure() throws {
    var merged = MergedStreams([
      Marks([Mark(1, 1), Mark(3, 1)], breaksAfter: 2), Marks([Mark(2, 2), Mark(4, 2)]),
      Marks([], breaksAfter: 0),
    ])
    var out: [Int64] = []
    var failures = 0
    while true {
      do {
        guard let mark = try merged.next() else { break }
        out.append(mark.time.nanoseconds)
      } catch {
        #expect(error == Marks.Broken())
        failures += 1
      }
    }
    #expect(out == [1, 2, 3, 4])
    #expect(failures == 2)
  }
}
