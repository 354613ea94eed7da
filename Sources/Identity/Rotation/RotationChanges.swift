public import Proximity

/// What the resolver's table must take in and let go of for its rotating identifiers to be right.
///
/// No identifier is in both lists, so they can be applied in either order; retiring first needs
/// less room.
public struct RotationChanges: Equatable, Sendable {
  /// Identifiers that may be heard from now on.
  public var installed: [RotatingIdentifier] = []
  /// Identifiers, installed earlier, that are not expected any more.
  public var retired: [RotatingIdentifier] = []

  /// Creates a batch without changes.
  public init() {}

  /// Makes the batch empty and keeps its memory for the next one.
  mutating func removeAll() {
    installed.removeAll(keepingCapacity: true)
    retired.removeAll(keepingCapacity: true)
  }
}

/// What `EphemeralIdentifiers` has done so far.
public struct RotationCounters: Equatable, Sendable {
  /// Identifiers computed and handed out.
  public var installed: UInt64 = 0
  /// Identifiers taken back.
  public var retired: UInt64 = 0
  /// Sightings that made a beacon's clock known better.
  public var narrowed: UInt64 = 0
  /// Sightings that contradicted what was known of a beacon's clock; the sighting was believed.
  public var clockJumps: UInt64 = 0
  /// Sightings of a period that is not installed, or of a shopper who is not enrolled.
  public var strays: UInt64 = 0
  /// Times a beacon's clock was so uncertain that not all its possible periods found room.
  public var clipped: UInt64 = 0

  /// Creates counters at zero.
  public init() {}
}
