public import Advertising

/// Who a resolvable private address belongs to, answered from a table and never by cryptography.
///
/// The resolver asks on the ingest path and expects an answer in constant time. An implementation
/// that does not know an address yet may note it and work it out later, off the path.
public protocol PrivateAddresses: ~Copyable {
  /// The shopper known to have used that address, if any, at this moment.
  ///
  /// - Parameters:
  ///   - address: of kind `.resolvablePrivate`.
  ///   - time: when it was heard.
  mutating func shopper(of address: AdvertisingAddress, at time: Instant) -> ShopperIndex?

  /// Drops everything known of a shopper: keys, fingerprints, pending work.
  mutating func forget(_ shopper: ShopperIndex)
}

/// For receivers without private-address enrolment: nobody is ever known.
public struct NoPrivateAddresses: PrivateAddresses {
  /// Creates it.
  @inlinable
  public init() {}

  @inlinable
  public mutating func shopper(of address: AdvertisingAddress, at time: Instant) -> ShopperIndex? {
    nil
  }

  @inlinable
  public mutating func forget(_ shopper: ShopperIndex) {}
}
