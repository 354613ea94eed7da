internal import CBlueZ
public import Proximity
internal import Synchronization

/// The advertisements of a source as one ordered asynchronous sequence.
///
/// A thread of its own reads the source. Between it and whoever iterates lies a bounded buffer; what
/// comes while it is full is shed and counted. Only one task may iterate. Where nothing is heard, an
/// element without advertisements tells the time once a second.
public struct AdvertisementStream: AsyncSequence, Sendable {
  /// Why it may end early.
  public typealias Failure = SourceError

  /// What came together.
  public struct Element: Sendable {
    /// Advertisements, oldest first.
    public var advertisements: [Advertisement]
    /// Changes of health that became known with them.
    public var health: [HealthChange]
    /// A time that nothing in later elements is older than.
    public var time: Instant
  }

  private let reader: SourceReader

  /// Opens a source on a thread of its own.
  ///
  /// - Parameters:
  ///   - bindings: which adapter listens for which receiver.
  ///   - options: how.
  ///   - limit: advertisements that may wait at most.
  /// - Throws: ``SourceError/system(_:code:)`` when there is no thread to be had. What is wrong with
  ///   the source itself is thrown to whoever iterates.
  public init(
    _ bindings: [AdapterBinding], options: RadioOptions = RadioOptions(), limit: Int = 65_536
  ) throws(SourceError) {
    reader = SourceReader(bindings, options, limit: limit, bell: try Bell())
    try reader.start()
  }

  /// What happened to the source so far.
  public var counts: SourceCounts { reader.counts }

  /// Advertisements that were shed because nobody took them in time.
  public var shed: Int { reader.shed }

  /// Ends the sequence, and returns when the adapters are as they were found.
  public func stop() async { await reader.stop() }

  /// An iterator; there may be one.
  public func makeAsyncIterator() -> Iterator { Iterator(reader: reader) }

  /// Takes what has come, and waits if nothing has.
  public struct Iterator: AsyncIteratorProtocol {
    let reader: SourceReader

    /// What has come since the last call; nothing at the end.
    public mutating func next() async throws(SourceError) -> Element? { try await reader.next() }

    /// The same, whoever isolates the call.
    public mutating func next(
      isolation actor: isolated (any Actor)?
    ) async throws(SourceError) -> Element? { try await reader.next() }
  }
}
