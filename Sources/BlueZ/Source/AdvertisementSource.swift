public import Proximity

/// Where live advertisements come from.
///
/// A source belongs to one thread, which reads it; see ``AdvertisementStream`` for an asynchronous
/// sequence of the same.
public protocol AdvertisementSource: ~Copyable {
  /// Waits for advertisements, and adds them to a batch.
  ///
  /// - Parameters:
  ///   - batch: as long as it is full, nothing is read, and the kernel keeps what its buffer holds.
  ///   - timeout: how long to wait at most.
  /// - Returns: receivers whose health has changed; empty, as the batch may be, when the time was
  ///   up or somebody rang.
  /// - Throws: ``SourceError`` when the source cannot go on. What may pass is a change of health.
  mutating func read(
    into batch: inout ReportBatch, timeout: Duration
  ) throws(SourceError) -> [HealthChange]

  /// Leaves the adapters as they were found; nothing is heard afterwards.
  mutating func close()

  /// What happened so far.
  var counts: SourceCounts { get }
}

/// What a source has done and missed since it was opened.
public struct SourceCounts: Equatable, Sendable {
  /// Packets read from the kernel.
  public var packets = 0
  /// Calls that read them; each may read up to 64.
  public var reads = 0
  /// Packets that the kernel dropped because they were not read in time.
  public var drops = 0
  /// Packets that were not what they claimed to be.
  public var damaged = 0

  /// Creates counts of nothing.
  public init() {}
}
