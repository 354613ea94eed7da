public import Proximity

/// An alert that has become due for a shopper, before anybody has asked whether it may be sent.
public struct Candidate: Equatable, Sendable, Codable {
  /// The alert.
  public var alert: AlertID
  /// On whose behalf.
  public var brand: BrandID
  /// Where the shopper is.
  public var place: PlaceID
  /// The number of the visit in which it became due.
  public var visit: Int
  /// The epoch of the consent under which it became due.
  public var epoch: Epoch?

  /// Creates a candidate.
  public init(_ alert: AlertPolicy, visit: Int, epoch: Epoch?) {
    self.alert = alert.id
    self.brand = alert.brand
    self.place = alert.trigger.place
    self.visit = visit
    self.epoch = epoch
  }
}
