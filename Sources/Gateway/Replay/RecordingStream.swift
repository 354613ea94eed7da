import Proximity
import Recording

/// The advertisements of one recording in the order of their times.
struct RecordingStream: TimedStream {
  let name: String
  /// Reports more than five seconds out of order.
  private(set) var late = 0
  /// Reports whose times are damaged: hours ahead of those before and after.
  private(set) var astray = 0
  let contents: any RecordingContents

  private var buffer = ReorderBuffer<Advertisement>(window: .seconds(5), capacity: 1 << 18)
  private var run: [Advertisement] = []
  private var position = 0
  private var hasEnded = false
  private var newest: Instant?

  /// Nanoseconds. A leap ahead that the next report takes back is damage; believed, it would make everything
  /// after it late.
  private static let leap: Int64 = 3_600_000_000_000

  init(name: String, contents: any RecordingContents) {
    self.name = name
    self.contents = contents
    run.reserveCapacity(1024)
  }

  mutating func next() throws(RecordingError) -> Advertisement? {
    while true {
      if let advertisement = buffer.next() { return advertisement }
      // The last report of a run waits for its successor, by which its time is judged.
      if position + 1 < run.count || hasEnded && position < run.count {
        take(run[position])
        position += 1
      } else if hasEnded {
        guard buffer.count > 0 else { return nil }
        buffer.finish()
      } else {
        run.removeFirst(position)
        position = 0
        hasEnded = try !contents.read(into: &run)
      }
    }
  }

  private mutating func take(_ advertisement: Advertisement) {
    if position + 1 < run.count,
      Self.isAstray(
        advertisement.time, after: newest, before: run[position + 1].time)
    {
      astray += 1
      return
    }
    newest = max(newest ?? advertisement.time, advertisement.time)
    if !buffer.insert(advertisement) { late += 1 }
  }

  private static func isAstray(
    _ time: Instant, after newest: Instant?, before successor: Instant
  ) -> Bool {
    let ahead = newest.map { time.nanoseconds &- $0.nanoseconds } ?? .max
    return ahead > leap && time.nanoseconds &- successor.nanoseconds > leap
  }
}
