/// What a beacon says it is, in one fixed-size value that can be compared and hashed.
///
/// Twenty bytes hold the longest identifier of the supported formats; shorter ones are
/// zero-padded, and `kind` keeps equal bytes of different formats apart.
@frozen
public struct BeaconIdentifier: BitwiseCopyable, Hashable, Sendable {
  /// The format the bytes come from.
  @frozen
  public enum Kind: UInt8, BitwiseCopyable, Hashable, Sendable, CaseIterable {
    /// Proximity UUID (16 bytes), major (2), minor (2), all big-endian.
    case iBeacon = 1
    /// AltBeacon beacon identifier (20 bytes).
    case altBeacon = 2
    /// Eddystone-UID namespace (10 bytes) and instance (6).
    case eddystoneUID = 3
    /// Eddystone-EID ephemeral identifier (8 bytes).
    case eddystoneEID = 4
    /// Advertising address (6 bytes, as printed) followed by 1 for a public address, 2 for any
    /// random one.
    case address = 5
    /// A name out of a recording that carries no advertisement bytes.
    case name = 6
  }

  /// The format the bytes come from.
  public let kind: Kind
  /// Bytes 0 to 7, big-endian.
  public let high: UInt64
  /// Bytes 8 to 15, big-endian.
  public let middle: UInt64
  /// Bytes 16 to 19, big-endian.
  public let low: UInt32

  /// Creates an identifier from its bytes packed big-endian.
  @inlinable
  public init(kind: Kind, high: UInt64, middle: UInt64 = 0, low: UInt32 = 0) {
    self.kind = kind
    self.high = high
    self.middle = middle
    self.low = low
  }
}
