import Proximity

/// The numbers that bound the memory of `ResolvableAddresses`.
public struct PrivateAddressLimits: Equatable, Sendable {
  /// Identity resolving keys enrolled at once, 1 to 1,000,000. A further one is refused.
  ///
  /// An address shows 24 bits of proof: a stranger's address matches one of n keys with a
  /// probability of n / 16,777,216, so each key more costs some certainty.
  public var keys: Int
  /// Addresses remembered by fingerprint, 8 to 16,777,216, rounded up to a power of two. A new one
  /// evicts the oldest of its set of eight, strangers' first.
  public var addresses: Int
  /// Addresses waiting for cryptography, 1 to 65,536. A further one is shed and counted.
  public var pending: Int

  /// Creates limits; a key costs about 120 bytes, a remembered address 48, a waiting one 16.
  public init(keys: Int = 100_000, addresses: Int = 65_536, pending: Int = 1_024) {
    self.keys = keys
    self.addresses = addresses
    self.pending = pending
  }

  /// Refuses numbers that no table can be made of.
  func validate() throws(ConfigurationError) {
    guard (1...1_000_000).contains(keys) else {
      throw ConfigurationError(
        path: "privateAddresses.keys", problem: "\(keys) is out of range, give 1 to 1000000")
    }
    guard (8...16_777_216).contains(addresses) else {
      throw ConfigurationError(
        path: "privateAddresses.addresses",
        problem: "\(addresses) is out of range, give 8 to 16777216")
    }
    guard (1...65_536).contains(pending) else {
      throw ConfigurationError(
        path: "privateAddresses.pending",
        problem: "\(pending) is out of range, give 1 to 65536")
    }
  }
}
