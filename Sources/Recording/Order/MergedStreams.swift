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
  @inlinable public var streams: [Stream] { inputs }

  @usableFromInline var inputs: [Stream]
  @usableFromInline var heads = BinaryHeap<StreamHead<Stream.Element>>()
  @usableFromInline var begun = 0
  @usableFromInline var isFirstSpent = false

  /// Merges streams; nothing is read before the first element is asked for.
  @inlinable
  public init(_ streams: [Stream]) {
    inputs = streams
  }

  @inlinable
  public mutating func next() throws(Stream.Failure) -> Stream.Element? {
    guard inputs.count == 1, begun == 0 else { return try nextWithStream()?.element }
    // A stream by itself has nothing to be compared with, and nothing of it waits here.
    do {
      return try inputs[0].next()
    } catch {
      begun = 1
      throw error
    }
  }

  /// The next element and the position in ``streams`` of the stream it came from.
  ///
  /// When a stream fails its error is thrown once; asking again goes on without that stream.
  @inlinable
  public mutating func nextWithStream() throws(Stream.Failure) -> (
    element: Stream.Element, stream: Int
  )? {
    while begun < inputs.count {
      begun += 1
      guard let element = try inputs[begun - 1].next() else { continue }
      heads.insert(StreamHead(element, of: begun - 1))
    }
    if isFirstSpent { try replaceFirst() }
    guard let first = heads.first else { return nil }
    isFirstSpent = true
    return (first.element, first.stream)
  }

  @inlinable mutating func replaceFirst() throws(Stream.Failure) {
    guard let stream = heads.first?.stream else { return }
    isFirstSpent = false
    do {
      if let element = try inputs[stream].next() {
        heads.replaceFirst(with: StreamHead(element, of: stream))
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
@usableFromInline
struct StreamHead<Element: Timed>: Ranked {
  @usableFromInline var element: Element
  @usableFromInline var stream: Int

  @inlinable init(_ element: Element, of stream: Int) {
    self.element = element
    self.stream = stream
  }

  @inlinable func precedes(_ other: StreamHead) -> Bool {
    let (time, otherTime) = (element.time, other.element.time)
    return time == otherTime ? stream < other.stream : time < otherTime
  }
}

extension StreamHead: Sendable where Element: Sendable {}
