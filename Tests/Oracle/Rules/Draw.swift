import Alerts
package import Proximity

/// FNV-1a over the bytes of a name.
private func hash(_ name: String) -> UInt64 {
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
  return hash
}

/// Where a shopper stands in every draw.
package func lot(of shopper: ShopperID) -> UInt64 { hash(shopper.description) }

/// The finalizer of SplitMix64.
func scattered(_ value: UInt64) -> UInt64 {
  var bits = value &+ 0x9E37_79B9_7F4A_7C15
  bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
  bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
  return bits ^ bits >> 31
}

extension Arbitration {
  /// The keyed draw between brands of which none has been granted less recently; another each time.
  func draws(_ brand: BrandID, _ lot: UInt64, at now: LedgerTime) -> UInt64 {
    let today = scattered(seed ^ lot) ^ UInt64(bitPattern: now.nanoseconds)
    return scattered(hash(brand.description) ^ scattered(today))
  }
}
