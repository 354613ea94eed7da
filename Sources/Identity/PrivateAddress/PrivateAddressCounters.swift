/// What `ResolvableAddresses` has answered and refused so far.
public struct PrivateAddressCounters: Equatable, Sendable {
  /// Answers that named a shopper.
  public var hits: UInt64 = 0
  /// Answers that an address was tried and belongs to nobody enrolled, or not to exactly one.
  public var misses: UInt64 = 0
  /// Answers that an address has not been tried yet.
  public var unknown: UInt64 = 0
  /// Addresses that were not taken for trying because too many were waiting. The same address
  /// counts again each time it is heard.
  public var shed: UInt64 = 0
  /// Fingerprints forgotten because they were 15 minutes old.
  public var expired: UInt64 = 0
  /// Fingerprints forgotten early to make room.
  public var evicted: UInt64 = 0

  /// Creates counters at zero.
  public init() {}
}
