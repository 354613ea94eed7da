/// Something that gives elements one at a time, in order of their time.
public protocol TimedStream<Element> {
  /// What it gives.
  associatedtype Element: Timed
  /// Why it may fail.
  associatedtype Failure: Error

  /// The next element, or nothing at the end. Its time is not before that of the one before.
  mutating func next() throws(Failure) -> Element?
}

/// Several streams as one, in order of time, holding one element of each.
///
/// Of elements of equal time, that of the stream listed first comes first. An element costs
/// O(log n) of the number of streams, and O(1) while one stream stays ahead of the others.
public struct MergedStreams<Stream: TimedStream>: TimedStream {
  /// The streams, in the order in which they were given.
  public private(set) var streams: [Stream]

  private var heads = BinaryHeap<StreamHead<Stream.Element>>()
  private var begun = 0
  private var isFirstSpent = false

  /// Merges streams; nothing is read before the first element is asked for.
  public init(_ streams: [Stream]) {
    self.streams = streams
  }

  public mutating func next() throws(Stream.Failure) -> Stream.Element? {
    try nextWithStream()?.element
  }

  /// The next element and the position in ``streams`` of the stream it came from.
  ///
  /// When a stream fails its error is thrown once; asking again goes on without that stream.
  public mutating func nextWithStream() throws(Stream.Failure) -> (
    element: Stream.Element, stream: Int
  )? {
    while begun < streams.count {
      begun += 1
      guard let element = try streams[begun - 1].next() else { continue }
      heads.insert(StreamHead(element: element, stream: begun - 1))
    }
    if isFirstSpent { try replaceFirst() }
    guard let first = heads.first else { return nil }
    isFirstSpent = true
    return (first.element, first.stream)
  }

  private mutating func replaceFirst() throws(Stream.Failure) {
    guard let stream = heads.first?.stream else { return }
    isFirstSpent = false
    do {
      if let element = try streams[stream].next() {
        heads.replaceFirst(with: StreamHead(element: element, stream: stream))
        return
      }
    } catch {
      _ = heads.removeFirst()
      throw error
    }
    _ = heads.removeFirst()
  }
}

extension MergedStreams: Sendable where Stream: Sendable, Stream.Element: Sendable {}

/// A stream's next element.
private struct StreamHead<Element: Timed>: Ranked {
  var element: Element
  var stream: Int

  func precedes(_ other: StreamHead) -> Bool {
    let (time, otherTime) = (element.time, other.element.time)
    return time == otherTime ? stream < other.stream : time < otherTime
  }
}

extension StreamHead: Sendable where Element: Sendable {}
