public import Advertising

/// How a shopper's beacon is recognised without any key: by an identifier that stays the same.
///
/// Rotating identifiers and private addresses need keys and live in `Identity`.
public struct Credential: Hashable, Sendable {
  /// The identifier that the beacon advertises.
  public var identifier: BeaconIdentifier
  /// dBm at 1 m of this shopper's beacon, if known; it outranks what the beacon says of itself.
  public var measuredPower: Float?

  /// Creates a credential.
  public init(_ identifier: BeaconIdentifier, measuredPower: Float? = nil) {
    self.identifier = identifier
    self.measuredPower = measuredPower
  }
}
