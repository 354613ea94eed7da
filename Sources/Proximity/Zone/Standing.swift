/// The zone that holds for a shopper at a place, and since when they have been present.
public struct Standing: BitwiseCopyable, Sendable, Equatable {
  /// The zone that holds.
  public var zone: Zone
  /// How long the shopper has been present, in nanoseconds; of no meaning unless they are.
  public var presence: Int64

  /// Creates a standing.
  public init(_ zone: Zone, presence: Int64 = 0) {
    self.zone = zone
    self.presence = presence
  }
}
