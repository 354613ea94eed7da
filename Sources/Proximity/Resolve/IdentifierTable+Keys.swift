import Advertising

extension IdentifierTable.Key {
  init(_ entry: IdentifierTable.Entry) {
    (high, middle) = (entry.identifier.high, entry.identifier.middle)
    tail = entry.identifier.tail
    if entry.isRotating { tail |= Self.rotating }
    if !entry.measuredPower.isNaN { tail |= Self.powered }
    shopper = entry.shopper
  }

  var identifier: BeaconIdentifier {
    let kind = BeaconIdentifier.Kind(rawValue: UInt8(truncatingIfNeeded: tail >> 32))
    return BeaconIdentifier(
      kind: kind ?? .name, high: high, middle: middle, low: UInt32(truncatingIfNeeded: tail))
  }

  /// Equality without a branch for each part.
  @inline(__always)
  func isOf(_ other: BeaconIdentifier) -> Bool {
    let tails = tail & ~(Self.rotating | Self.powered) ^ other.tail
    return (high ^ other.high) | (middle ^ other.middle) | tails == 0
  }
}

extension BeaconIdentifier {
  /// What does not fit the first 16 bytes; what differs from beacon to beacon is lowest, so that the
  /// hash scatters beacons that are numbered one after another.
  @inline(__always)
  var tail: UInt64 { UInt64(kind.rawValue) << 32 | UInt64(low) }
}
