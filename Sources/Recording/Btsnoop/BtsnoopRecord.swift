public import Proximity

/// What a btsnoop record says of the HCI event it holds.
@frozen
public struct BtsnoopRecord: BitwiseCopyable, Equatable, Sendable, Timed {
  /// When the host got the event, since the Unix epoch, in whole microseconds.
  public var time: Instant
  /// The number of the Bluetooth adapter; 0 where the file knows only one.
  public var adapter: UInt16
  /// Whether the recorder kept only the beginning of the event.
  public var isTruncated: Bool
  /// Bytes from the beginning of the file to the record's header.
  public var offset: UInt64

  /// Creates a record.
  public init(time: Instant, adapter: UInt16 = 0, isTruncated: Bool = false, offset: UInt64 = 0) {
    self.time = time
    self.adapter = adapter
    self.isTruncated = isTruncated
    self.offset = offset
  }
}
