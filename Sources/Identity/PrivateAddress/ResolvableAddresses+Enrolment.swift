public import Proximity

extension ResolvableAddresses {
  /// Enrols an identity resolving key of a shopper; a shopper may have several devices.
  ///
  /// It takes effect at once: addresses that were tried before are tried with the new key when
  /// they are next heard.
  ///
  /// - Parameters:
  ///   - shopper: whose device it is.
  ///   - key: the most significant byte first, as the Core Specification prints its sample data. A
  ///     key in the other order is not detected and matches nobody.
  /// - Throws: `KeyEnrolmentError`: table full, duplicate or all-zero key.
  public mutating func enrol(
    _ shopper: ShopperIndex, key: IdentityKey
  ) throws(KeyEnrolmentError) {
    guard !key.isZero else { throw .zeroKey }
    guard keys.count < limits.keys else { throw .tableFull(limit: limits.keys) }
    let check = cipher.check(key)
    guard keys.append(cipher.prepare(key), of: shopper, check: check) else { throw .duplicateKey }
  }

  /// Drops a shopper's keys, the fingerprints of the shopper's addresses, and half-done work.
  ///
  /// An address of the shopper that still waits is a stranger's from now on.
  ///
  /// - Complexity: O(`limits.keys` + `limits.addresses`).
  public mutating func forget(_ shopper: ShopperIndex) {
    keys.removeAll(of: shopper)
    for index in table.indices {
      guard var record = table[index], record.mayConcern(shopper) else { continue }
      if record.isWaiting {
        record.restart(at: record.firstSeen)
        table[index] = record
      } else {
        table[index] = nil
      }
    }
  }
}
