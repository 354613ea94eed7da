public import Proximity

/// One row of a CSV recording: a receiver heard a beacon.
@frozen
public struct CSVRow: BitwiseCopyable, Equatable, Sendable, Timed {
  /// When it was heard, exactly as the row says, to the nanosecond.
  public var time: Instant
  /// Who heard it; nothing when the recording names more receivers than the reader may remember.
  public var receiver: NameIndex?
  /// Which beacon it was; nothing when the recording names more beacons than the reader may
  /// remember.
  public var beacon: NameIndex?
  /// dBm, -127 to 20; nothing when the receiver could not say (127 in the file).
  public var rssi: Float?
  /// The row's line in the file, the header being line 1.
  public var line: Int

  /// Creates a row.
  public init(
    time: Instant, receiver: NameIndex?, beacon: NameIndex?, rssi: Float?, line: Int
  ) {
    self.time = time
    self.receiver = receiver
    self.beacon = beacon
    self.rssi = rssi
    self.line = line
  }
}
